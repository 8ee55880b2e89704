-- Jobs of employees born abroad per opgave, by way of the industry (SBI sections).
with foreign_born as (
    select * from {{ ref("int_foreign_born_jobs") }}
    where sbi_kind = 'section' and origin_level = 'totaal' and jobs is not null
)

{{ per_opgave(
    ref("int_opgave_section"), "foreign_born",
    on={"section": "sbi_code"},
    keys=["year", "dataset_id"],
    count="jobs",
    carry=["weight_status"],
    by=["opgave_id", "delineation", "method"],
    dated="weight_year",
) }}
