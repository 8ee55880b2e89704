-- The industries of each opgave at section level (letters), for sources that publish no divisions.
-- A section's weight is the share of its jobs that the opgave's divisions hold, sum(weight x jobs) / jobs of the
-- section, in the newest December of CBS 83583NED. Sections of one division (D, L, O, P) need no jobs.
with jobs as (
    select
        sbi_code as division,
        {{ sbi_section("sbi_code") }} as section,
        value as jobs
    from {{ ref("stg_cbs__employee_jobs") }}
    where sbi_kind = 'division' and company_size ilike 'Totaal%' and value is not null
    qualify period_start = max(period_start) over ()
),

shares as (
    select
        division,
        jobs / sum(jobs) over (partition by section) as share
    from jobs
),

divisions as (
    select
        opgave.opgave_id,
        opgave.delineation,
        opgave.sbi_edition,
        opgave.section,
        opgave.weight,
        coalesce(shares.share, case when opgave.section in ('D', 'L', 'O', 'P') then 1 end) as share
    from {{ ref("int_opgave_division") }} as opgave
    left join shares on shares.division = opgave.division
)

select
    opgave_id,
    delineation,
    sbi_edition,
    section,
    -- a division without jobs makes the section's weight unknown, not smaller
    case when count(share) = count(*) then sum(weight * share) end as weight
from divisions
group by opgave_id, delineation, sbi_edition, section
