-- Care and childcare by AZW's own branches, which CBS's industries do not part: vacancies and employees per opgave. A rate
-- is given where the opgave is one branch: rates of more branches do not add up.
with written as (
    select opgave_id, delineation, code, weight from {{ ref("opgave_care_branch") }}
),

branches as (
    select *, lower(code) as branch from written
    union all
    -- as in opgave_weight: whoever filters breed has the whole broad set
    select * replace ('breed' as delineation), lower(code) as branch from written where delineation = 'kern'
),

figures as (
    select
        dataset_id,
        -- not the plain names: those are of other tables, by way of divisions
        cells.measure || '_branch' as measure,
        period_start, frequency, unit, value, rounding_half, status, lower(industry_nl) as branch
    from {{ ref("int_industry_figures") }} as cells
    where
        sbi_kind = 'care_branch' and value is not null
        and cells.measure in ('vacancies', 'vacancies_new', 'vacancy_rate', 'employees')
)

{{ per_opgave(
    "branches", "figures",
    on={"branch": "branch"},
    keys=["dataset_id", "measure", "period_start", "frequency", "unit"],
    counts=["value"],
    weight="case when published.measure = 'vacancy_rate_branch' then 1 else weights.weight end",
    carry=["code", "weight as share"],
    also=["'branches: ' || string_agg(part.code || case when part.share < 1 then ' (deels)' else '' end, '; ' order by part.code) as weighting"],
    having=["(part.measure <> 'vacancy_rate_branch' or count(*) = 1)"],
) }}
