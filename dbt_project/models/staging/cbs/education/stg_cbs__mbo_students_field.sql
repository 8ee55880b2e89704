with source as (
    {{ cbs_cells(
        "cbs__85352ned",
        {
            "Geslacht": "sex",
            "Niveau": "level",
            "Leerweg": "path",
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
        level_code,
        level,
        path_code,
        path,
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
