select
    'uwv__twv' as dataset_id,
    _snapshot_id as snapshot_id,
    cast(trim(year) as integer) as year,
    {{ uwv_permit_kind_code(plain_or_null("kind")) }} as kind,
    {{ uwv_permit_outcome_code(plain_or_null("outcome")) }} as outcome,
    {{ dutch_count("number") }} as number,
    nullif(trim(page), '') as page
from {{ source("raw", "uwv__twv") }}
