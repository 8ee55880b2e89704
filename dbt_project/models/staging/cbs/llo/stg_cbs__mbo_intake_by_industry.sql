with source as (
    {{ cbs_cells(
        "cbs__85574ned",
        {
            "Geslacht": "sex",
            "Niveau": "level",
            "Leerweg": "learning_path",
            "Sectorkamer": "sector_chamber",
            "Leeftijd": "age",
            "BedrijfstakkenBranchesSBI2008": "industry",
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
        age,
        industry,
        {{ sbi_code('industry') }} as sbi_code,
        {{ sbi_kind('industry') }} as sbi_kind,

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
