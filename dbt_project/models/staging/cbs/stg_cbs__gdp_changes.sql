with source as (
    {{ cbs_cells("cbs__85880ned", {"SoortMutaties": "change"}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        change_code,
        change,

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
