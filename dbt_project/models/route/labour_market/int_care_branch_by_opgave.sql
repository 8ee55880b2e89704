-- Care and childcare by AZW's own branches, which CBS's industries do not part: vacancies and employees per opgave. A branch
-- of the opgave that AZW does not name, or that has no figure in a period, gives no row: a part would pass for the whole.
-- A rate is given where the opgave is one branch: rates of more branches do not add up.
with written as (
    select opgave_id, delineation, code, weight from {{ ref("opgave_care_branch") }}
),

branches as (
    select * from written
    union all
    -- as in opgave_weight: whoever filters breed has the whole broad set
    select * replace ('breed' as delineation) from written where delineation = 'kern'
),

figures as (
    select * from {{ ref("int_industry_figures") }}
    where
        sbi_kind = 'care_branch' and value is not null
        and measure in ('vacancies', 'vacancies_new', 'vacancy_rate', 'employees')
),

published as (
    select distinct dataset_id, measure, period_start, frequency, unit from figures
),

weighted as (
    select
        branches.opgave_id, branches.delineation, branches.code, branches.weight,
        published.dataset_id, published.measure, published.period_start, published.frequency, published.unit,
        figures.status,
        case when published.measure = 'vacancy_rate' then 1 else branches.weight end * figures.value as value,
        case when published.measure = 'vacancy_rate' then 1 else branches.weight end
        * {{ bound_lower("figures.value", "figures.rounding_half") }} as value_lower,
        case when published.measure = 'vacancy_rate' then 1 else branches.weight end
        * ({{ bound_upper("figures.value", "figures.rounding_half") }}) as value_upper
    from branches
    cross join published
    left join figures
        on lower(figures.industry_nl) = lower(branches.code)
        and figures.dataset_id = published.dataset_id
        and figures.measure = published.measure
        and figures.period_start = published.period_start
        and figures.frequency = published.frequency
)

select
    opgave_id,
    delineation,
    dataset_id,
    -- not the plain names: those are of other tables, by way of divisions
    weighted.measure || '_branch' as measure,
    period_start,
    frequency,
    {{ rounded("sum(value)", 0) }} as value,
    {{ rounded("sum(value_lower)", 0) }} as value_lower,
    {{ rounded("sum(value_upper)", 0) }} as value_upper,
    unit,
    {{ least_certain_of_all("status") }} as status,
    'branches: ' || string_agg(code || case when weight < 1 then ' (deels)' else '' end, '; ' order by code) as weighting
from weighted
group by opgave_id, delineation, dataset_id, weighted.measure, period_start, frequency, unit
having count(weighted.value) = count(*) and (weighted.measure <> 'vacancy_rate' or count(*) = 1)
