with source as (
    {{ cbs_titled_cells("cbs__azw_employees", "kinderopvang") }}
),

renamed as (
    select
        dataset_id,
        snapshot_id,

        category_code as branch_code,
        category as branch,
        breakdown,

        measure,
        measure_position,
        unit,
        decimals,
        value,

        period_code,
        period_title,
        period_start,
        frequency,
        status
    from source
)

select * from renamed
