select
    measure_code,
    measure_group,
    measure as measure_nl,
    correction as correction_nl,
    period_start,
    frequency,
    value,
    {{ bound_lower("value", "rounding_half") }} as value_lower,
    {{ bound_upper("value", "rounding_half") }} as value_upper,
    unit,
    case when value is null then coalesce(value_attribute, 'niet gepubliceerd') end as missing_reason,
    status,
    dataset_id
from {{ ref("int_labour_participation_cells") }}
