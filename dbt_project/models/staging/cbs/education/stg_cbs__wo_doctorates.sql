with source as (
    {{ cbs_cells(
        "cbs__83966ned",
        {
            "Geslacht": "sex",
            "Studierichting": "field",
        }
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        sex_code,
        sex,
        {{ gender("sex") }} as gender,
        field_code,
        field,
        {{ isced_code("field") }} as isced_code,

        measure,
        unit,
        decimals,
        value,
        value_attribute,

        period_code,
        period_title,
        period_start,
        frequency,
        {{ study_year("period_code", "period_title") }} as study_year,
        status
    from source
)

select * from renamed
