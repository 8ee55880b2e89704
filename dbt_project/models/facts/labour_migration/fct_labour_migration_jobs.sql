select
    year,
    industry_nl,
    sbi_code,
    sbi_kind,
    '2008' as sbi_edition,
    origin_nl,
    origin_level,
    jobs,
    {{ bound_lower("jobs", "rounding_half") }} as jobs_lower,
    {{ bound_upper("jobs", "rounding_half") }} as jobs_upper,
    {{ bound_lower("jobs", "rounding_half") }} as total_lower,
    {{ bound_upper("jobs", "rounding_half") }} as total_upper,
    case when jobs is null then 'niet gepubliceerd' end as missing_reason,
    status,
    dataset_id
from {{ ref("int_foreign_born_jobs") }}
