with figures as (
    select * from {{ ref("int_occupation_figures") }}
),

occupations as (
    select code, edition, name_nl from {{ ref("dim_occupation") }}
)

select
    figures.brc_code,
    figures.brc_level,
    figures.brc_edition,
    occupations.name_nl as occupation_nl,
    figures.region,
    figures.industry_nl,
    figures.sbi_code,
    figures.population_group,
    figures.measure,
    figures.period_start,
    figures.frequency,
    figures.value,
    {{ bound_lower("figures.value", "figures.rounding_half", "figures.measure = 'expansion_demand'") }} as value_lower,
    -- the indicator stops at 16: that value says "16 or more"
    case when figures.measure = 'tightness' and figures.value >= 16 then null
        else {{ bound_upper("figures.value", "figures.rounding_half") }}
    end as value_upper,
    {{ interval_of(
        "figures", "value",
        lower=bound_lower("figures.value", "figures.rounding_half", "figures.measure = 'expansion_demand'"),
        upper="case when figures.measure <> 'tightness' or figures.value < 16 then "
        ~ bound_upper("figures.value", "figures.rounding_half") ~ " end",
        shrinks="figures.measure = 'expansion_demand'", digits=2, weights=false
    ) }},
    coalesce(figures.measure = 'tightness' and figures.value >= 16, false) as is_capped,
    case
        when figures.measure = 'tightness' then {{ tightness_class("figures.value") }}
        else figures.class_nl
    end as class_nl,
    figures.unit,
    case when figures.value is null and figures.class_nl is null then 'niet gepubliceerd' end as missing_reason,
    figures.status,
    figures.dataset_id
from figures
left join occupations on occupations.code = figures.brc_code and occupations.edition = figures.brc_edition
{{ survey_join("figures.dataset_id", "figures.measure", "figures.frequency") }}
