with source as (
    select
        register_date,
        _snapshot_id
    from {{ source("ind", "ind__sponsors_work") }}
),

-- names and KvK numbers may belong to natural persons: nothing but the number of rows leaves raw
renamed as (
    select
        'ind__sponsors_work' as dataset_id,
        _snapshot_id as snapshot_id,

        'work' as category,
        register_date,
        count(*) as sponsors
    from source
    group by _snapshot_id, register_date
)

select * from renamed
