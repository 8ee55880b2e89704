with source as (
    {{ cbs_cells(
        "cbs__85125ned",
        {
            "Geslacht": "sex",
            "Verblijfsjaar": "stage",
            "Onderwijssoort": "sort",
            "Studierichting": "field",
            "Opleidingsfase": "level",
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
        stage_code,
        stage,
        sort_code,
        sort,
        {{ education_sort("sort") }} as education_sector,
        field_code,
        field,
        {{ isced_code("field") }} as isced_code,
        level_code,
        level,

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
