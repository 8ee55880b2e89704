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
    figures.dataset_id,
    second_dataset_id,
    case when value is not null then design.basis_nl end as margin_basis
from {{ ref("int_productivity_industry") }} as figures
{{ survey_join("figures.dataset_id", "figures.measure", "figures.frequency") }}
