with source as (
    {{ cbs_cells(
        "cbs__85313ned",
        {
            "Geslacht": "sex",
            "Leeftijd": "age",
            "Onderwijsniveau": "level",
            "Onderwijsrichting": "field",
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
        age_code,
        age,
        level_code,
        level,
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
        status
    from source
)

select * from renamed
