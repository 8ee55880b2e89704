with source as (
    {{ cbs_cells(
        "cbs__85316ned",
        {
            "Geslacht": "sex",
            "Leeftijd": "age",
            "LevenLangOntwikkelen": "participation",
            "Bedrijfskenmerken": "characteristic",
        }
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        sex_code,
        sex,
        age_code,
        age,
        characteristic_code,
        characteristic,
        {{ sbi_code('characteristic') }} as sbi_code,
        {{ sbi_kind('characteristic') }} as sbi_kind,
        participation,

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
