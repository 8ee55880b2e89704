-- Vacancies and jobs per opgave by way of the industry. Jobs are published per division, the level of the crosswalk;
-- vacancies only per section, so they go through the sections' weights. Never both levels, never a total beside parts.
with industries as (
    select *, 'division' as sbi_kind, division as sbi_code from {{ ref("int_opgave_division") }}
    union all by name
    select *, 'section' as sbi_kind, section as sbi_code from {{ ref("int_opgave_section") }}
),

figures as (
    select * from {{ ref("int_industry_figures") }}
    where
        company_size = 'totaal' and value is not null
        and (
            (measure = 'jobs' and sbi_kind = 'division')
            -- a rate does not add up: int_vacancy_rate_by_opgave weighs it
            or (measure not in ('jobs', 'vacancy_rate') and sbi_kind = 'section')
        )
)

{{ per_opgave(
    "industries", "figures",
    on={"sbi_kind": "sbi_kind", "sbi_code": "sbi_code"},
    keys=["dataset_id", "sbi_kind", "measure", "period_start", "frequency", "unit"],
    count="value",
    carry=["weight_status"],
    by=["opgave_id", "delineation", "method"],
    dated="weight_year",
) }}
