with source as (
    {{ cbs_cells("cbs__86355ned", {"Beroep": "occupation"}) }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        occupation_code,
        occupation,
        {{ brc_code("occupation") }} as brc_code,
        {{ brc_level(brc_code("occupation")) }} as brc_level,
        {{ brc_edition(brc_code("occupation"), "period_code") }} as brc_edition,

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
