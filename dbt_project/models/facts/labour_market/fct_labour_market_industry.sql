select
    industry_nl,
    sbi_code,
    sbi_kind,
    '2008' as sbi_edition,
    company_size,
    measure,
    period_start,
    frequency,
    value,
    {{ bound_lower("value", "rounding_half") }} as value_lower,
    {{ bound_upper("value", "rounding_half") }} as value_upper,
    unit,
    case when value is null then 'niet gepubliceerd' end as missing_reason,
    status,
    dataset_id
from {{ ref("int_industry_figures") }}
