-- Jobs of employees born abroad per opgave, by way of the industry (SBI sections).
with sections as (
    select * from {{ ref("int_opgave_section") }}
),

jobs as (
    select * from {{ ref("int_foreign_born_jobs") }}
    where sbi_kind = 'section' and origin_level = 'totaal' and jobs is not null
)

{{ per_opgave(
    "sections", "jobs",
    on={"section": "sbi_code"},
    keys=["year", "dataset_id"],
    counts=["jobs"],
    carry=["weight_year", "weight_status"],
    also=["max(part.weight_year) as weight_year"],
) }}
