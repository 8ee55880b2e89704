with dataset as (
    select
        dataset_id, publisher, publisher_name, title, licence, attribution, homepage, protocol, cadence, fetched_from,
        status, status_reason, snapshot_id, retrieved_at, publisher_modified_at, row_count, byte_count
    from {{ ref("stg_provenance__dataset") }}
),

period as (
    select dataset_id, period_first, period_last from {{ ref("int_dataset_period") }}
)

select
    dataset.dataset_id,
    dataset.publisher,
    dataset.publisher_name,
    dataset.title,
    dataset.licence,
    dataset.attribution,
    dataset.homepage,
    dataset.protocol,
    dataset.cadence,
    dataset.fetched_from,
    period.period_first,
    period.period_last,
    dataset.retrieved_at,
    dataset.publisher_modified_at,
    dataset.status,
    dataset.status_reason,
    dataset.snapshot_id,
    dataset.row_count,
    dataset.byte_count
from dataset
left join period on dataset.dataset_id = period.dataset_id
