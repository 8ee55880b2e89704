-- Care and childcare by AZW's own branches, which CBS's industries do not part: vacancies and employees per opgave. A rate
-- is given where the opgave is one branch, whole or not: rates of more branches do not add up.
with written as (
    select
        opgave_id, delineation, code, lower(code) as branch, weight, weight as share, weight_lower, weight_upper,
        if(weight_basis = 'count', weight, 0) as weight_count, if(weight_basis = 'official', weight, 0) as weight_official,
        if(weight_basis = 'judgement', weight, 0) as weight_judgement,
        {{ no_moments() }}
    from {{ ref("opgave_care_branch") }}
),

branches as (
    select * from written
    union all
    -- as in opgave_weight: whoever filters breed has the whole broad set
    select * replace ('breed' as delineation) from written where delineation = 'kern'
),

figures as (
    select
        -- not the plain names: those are of other tables, by way of divisions
        * replace (measure || '_branch' as measure), lower(industry_nl) as branch
    from {{ ref("int_industry_figures") }} as cells
    where
        sbi_kind = 'care_branch' and value is not null
        and cells.measure in ('vacancies', 'vacancies_new', 'vacancy_rate', 'employees')
),

counts as (
    select * from figures where measure <> 'vacancy_rate_branch'
),

rates as (
    select * from figures where measure = 'vacancy_rate_branch'
),

one_branch as (
    select * replace (
        1 as weight, 1 as weight_lower, 1 as weight_upper, weight_count / weight as weight_count,
        weight_official / weight as weight_official, weight_judgement / weight as weight_judgement
    ) from branches
    qualify count(*) over (partition by opgave_id, delineation) = 1
)

{% set branches_nl -%}
    'branches: ' || string_agg(part.code || if(part.share < 1, ' (deels)', ''), '; ' order by part.code)
{%- endset %}
{% for weights, kind in [("branches", "counts"), ("one_branch", "rates")] %}
{{ per_opgave(
    weights, kind,
    on={"branch": "branch"},
    keys=["dataset_id", "measure", "period_start", "frequency", "unit"],
    count="value",
    carry=["code", "share"],
    method="via_industry",
    also={"weighting": branches_nl},
) }}
{{ "union all" if not loop.last }}
{% endfor %}
