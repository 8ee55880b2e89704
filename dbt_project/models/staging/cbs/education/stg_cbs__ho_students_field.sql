with source as (
    {{ cbs_cells(
        "cbs__85421ned",
        {
            "Geslacht": "sex",
            "Onderwijssoort": "sort",
            "Studierichting": "field",
            "Herkomstland": "origin",
            "GeboortelandOuders": "birth_country",
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
        field_code,
        field,
        {{ isced_code("field") }} as isced_code,
        origin,
        birth_country,

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
