with source as (
    {{ cbs_cells("cbs__84545ned", {}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

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
