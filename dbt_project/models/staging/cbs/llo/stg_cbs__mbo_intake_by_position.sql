with source as (
    {{ cbs_cells(
        "cbs__85569ned",
        {
            "Geslacht": "sex",
            "Niveau": "level",
            "Leerweg": "learning_path",
            "Sectorkamer": "sector_chamber",
            "Persoonskenmerken": "characteristic",
            "MaatschappelijkePositie1JaarEerder": "position",
        }
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        sex,
        level,
        learning_path,
        sector_chamber,
        characteristic,
        position,

        measure,
        unit,
        decimals,
        value,
        value_attribute,

        {{ study_year("period_code", "period_title") }} as study_year,
        period_code,
        period_title,
        period_start,
        frequency,
        status
    from source
)

select * from renamed
