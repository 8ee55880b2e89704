-- Jobs of employees per deelopgave, by way of its divisions (SBI 2008, two digits), in December.
-- A part with a group or class outside its divisions has no row: netcongestie without a grid operator is no netcongestie.
with divisions as (
    select
        codes.*,
        {{ no_moments() }},
        {{ class_method("via_industry", "codes.weight", "jobs.jobs", ["opgave_id", "deelopgave_id", "delineation"]) }}
            as method
    from {{ ref("opgave_weight") }} as codes
    left join {{ ref("int_industry_jobs") }} as jobs on jobs.sbi_kind = 'division' and jobs.sbi_code = codes.code
    where
        code_system = 'SBI' and edition = '2008' and code_level = 'division' and deelopgave_id is not null
        and not exists (
            select 1
            from {{ ref("int_industry_too_fine") }} as too_fine
            where too_fine.opgave_id = codes.opgave_id
                and too_fine.deelopgave_id = codes.deelopgave_id
                and too_fine.delineation = codes.delineation
        )
),

figures as (
    select * from {{ ref("int_industry_figures") }}
    where sbi_kind = 'division' and company_size = 'totaal' and measure = 'jobs'
),

carried as (
    {{ per_opgave(
        "divisions", "figures",
        by=["opgave_id", "deelopgave_id", "delineation", "edition", "method"],
        on={"code": "sbi_code"},
        keys=["dataset_id", "measure", "period_start", "frequency", "unit"],
        count="value",
    ) }}
)

select
    *,
    'SBI' as classification,
    'alle' as population,
    concat_ws(
        ' ', 'Stand van december. Hele afdelingen van de SBI 2008, naar gewicht.', {{ section_average_caveat("method") }}
    ) as caveat_nl
from carried
