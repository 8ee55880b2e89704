select
    figures.industry_nl,
    figures.sbi_code,
    figures.sbi_kind,
    '2008' as sbi_edition,
    figures.company_size,
    figures.measure,
    figures.period_start,
    figures.frequency,
    figures.value,
    {{ bound_lower("figures.value", "figures.rounding_half") }} as value_lower,
    {{ bound_upper("figures.value", "figures.rounding_half") }} as value_upper,
    {{ interval_of(
        "figures", "value", lower=bound_lower("figures.value", "figures.rounding_half"),
        upper=bound_upper("figures.value", "figures.rounding_half"), digits=2, weights=false
    ) }},
    figures.unit,
    case when figures.value is null then 'niet gepubliceerd' end as missing_reason,
    figures.status,
    figures.dataset_id
from {{ ref("int_industry_figures") }} as figures
{{ survey_join("figures.dataset_id", "figures.measure", "figures.frequency") }}
