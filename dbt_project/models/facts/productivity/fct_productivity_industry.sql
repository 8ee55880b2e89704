select
    industry_nl,
    sbi_code,
    sbi_kind,
    '2008' as sbi_edition,
    cast(extract(year from period_start) as integer) as year,
    period_start,
    frequency,
    measure,
    basis,
    measure_code,
    measure_nl,
    value,
    unit,
    case when value is null then 'niet gepubliceerd' end as missing_reason,
    status,
    dataset_id,
    second_dataset_id
from {{ ref("int_productivity_industry") }}
