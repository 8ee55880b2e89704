-- Jobs of employees per deelopgave, by way of its divisions (SBI 2008, two digits), in December.
with divisions as (
    select * from {{ ref("opgave_weight") }}
    where code_system = 'SBI' and edition = '2008' and code_level = 'division' and deelopgave_id is not null
),

figures as (
    select * from {{ ref("int_industry_figures") }}
    where sbi_kind = 'division' and company_size = 'totaal' and measure = 'jobs'
),

carried as (
    {{ per_opgave(
        "divisions", "figures",
        by=["opgave_id", "deelopgave_id", "delineation", "edition"],
        on={"code": "sbi_code"},
        keys=["dataset_id", "measure", "period_start", "frequency", "unit"],
        count="value",
        method="via_industry",
    ) }}
)

select
    *,
    'SBI' as classification,
    'alle' as population,
    'Stand van december. Hele afdelingen van de SBI 2008, naar gewicht.' as caveat_nl
from carried
