with source as (
    select * from {{ source("raw", "catalogue__dataset") }}
),

renamed as (
    select
        dataset_id,
        publisher,
        publisher_name,
        title,
        protocol,
        cadence,
        licence,
        attribution,
        homepage,
        source as fetched_from,
        status,
        status_reason,
        snapshot_id,
        cast(retrieved_at as timestamp) as retrieved_at,
        cast(publisher_modified_at as timestamp) as publisher_modified_at,
        cast(row_count as bigint) as row_count,
        cast(byte_count as bigint) as byte_count
    from source
)

select * from renamed
