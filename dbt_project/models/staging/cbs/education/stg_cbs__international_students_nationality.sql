with source as (
    {{ cbs_cells(
        "cbs__85124ned",
        {
            "Geslacht": "sex",
            "Nationaliteit": "nationality",
            "Onderwijssoort": "sort",
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
        nationality_code,
        nationality,
        sort_code,
        sort,
        {{ education_sort("sort") }} as education_sector,

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
