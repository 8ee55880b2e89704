with source as (
    {{ cbs_cells(
        "cbs__85388ned",
        {"WisselingBeroepsklasse": "move", "BeroepsklasseVoorgaandePeriode": "occupation"}
    ) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        {{ cbs_word("WisselingBeroepsklasse", "move") }} as move,
        occupation,
        {{ is_total("BeroepsklasseVoorgaandePeriode", "occupation") }} as is_total,
        {{ brc_code("occupation") }} as brc_code,

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
