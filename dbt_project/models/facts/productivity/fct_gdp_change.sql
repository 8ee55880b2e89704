select
    measure_code,
    measure_group,
    measure as measure_nl,
    change as change_nl,
    period_start,
    frequency,
    value,
    'procent' as unit,
    case when value is null then coalesce(value_attribute, 'niet gepubliceerd') end as missing_reason,
    status,
    dataset_id
from {{ ref("int_gdp_cells") }}
