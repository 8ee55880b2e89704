with source as (
    {{ cbs_cells(
        "cbs__85314ned",
        {
            "Geslacht": "sex",
            "Leeftijd": "age",
            "Arbeidskenmerken": "characteristic",
            "LevenLangOntwikkelen": "participation",
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
