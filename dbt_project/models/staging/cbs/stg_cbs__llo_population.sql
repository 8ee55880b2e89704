with source as (
    {{ cbs_cells(
        "cbs__85315ned",
        {
            "Geslacht": "sex",
            "Persoonskenmerken": "characteristic",
            "Arbeidspositie": "labour_position",
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
        characteristic_code,
        characteristic,
        labour_position,
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
