with source as (
    {{ cbs_cells("cbs__85224ned", {"SeizoenEnWerkdagcorrectie": "correction"}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        correction_code,
        correction,

        measure_code,
        measure_position,
        measure_group,
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
