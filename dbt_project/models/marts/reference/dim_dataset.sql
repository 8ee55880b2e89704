select dataset_id, status from {{ ref("stg_bookkeeping__dataset") }}
