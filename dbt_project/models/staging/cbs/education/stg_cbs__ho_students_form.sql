with source as (
    {{ cbs_cells(
        "cbs__85423ned",
        {
            "Geslacht": "sex",
            "Onderwijssoort": "sort",
            "Opleidingsfase": "level",
            "Opleidingsvorm": "path",
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
        sort_code,
        sort,
        {{ education_sort("sort") }} as education_sector,
        level_code,
        level,
        path_code,
        path,

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
