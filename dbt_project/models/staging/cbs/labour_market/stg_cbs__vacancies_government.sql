with source as (
    {{ cbs_cells("cbs__80857ned", {"Overheidssectoren": "sector"}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        sector_code,
        sector,

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
