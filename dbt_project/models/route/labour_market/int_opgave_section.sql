-- The industries of each opgave at section level (letters), for sources that publish no divisions.
-- A section's weight is the share of its jobs that the opgave's divisions hold, in the newest December of CBS 83583NED.
-- Sections of one division (D, L, O, P) need no jobs: their weight has no year and no status of its own. `jobs` are those
-- of the whole section, that a rate of it is weighted by.
with jobs as (
    select * from {{ ref("int_industry_jobs") }}
),

shares as (
    select
        sbi_code as division, weight_year, weight_status,
        jobs / sum(jobs) over (partition by {{ sbi_section("sbi_code") }}) as share
    from jobs
    where sbi_kind = 'division'
),

members as (
    select
        divisions.division,
        divisions.section,
        if(divisions.section in ('D', 'L', 'O', 'P'), 1, shares.share) as share,
        if(divisions.section in ('D', 'L', 'O', 'P'), null, shares.weight_year) as weight_year,
        if(divisions.section in ('D', 'L', 'O', 'P'), null, shares.weight_status) as weight_status
    from (select distinct division, section from {{ ref("int_opgave_division") }}) as divisions
    left join shares on shares.division = divisions.division
),

weighed as (
    {{ weights_of_coarser(
        ref("int_opgave_division"), "members",
        on=["division"],
        code=["section"],
        also={
            "sbi_edition": "any_value(weights.sbi_edition)",
            "weight_year": "max(members.weight_year)",
            "weight_status": least_certain_of_all("members.weight_status"),
        },
    ) }}
)

select
    weighed.*,
    jobs.jobs,
    jobs.weight_year as jobs_year,
    {{ class_method("via_industry", "weighed.weight", "jobs.jobs", ["weighed.opgave_id", "weighed.delineation"]) }} as method
from weighed
left join jobs on jobs.sbi_kind = 'section' and jobs.sbi_code = weighed.section
