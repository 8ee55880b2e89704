-- The industries of each opgave at section level (letters), for sources that publish no divisions.
-- A section's weight is the share of its jobs that the opgave's divisions hold, sum(weight x jobs) / jobs of the
-- section, in the newest December of CBS 83583NED. Sections of one division (D, L, O, P) need no jobs: their weight has
-- no year and no status of its own.
with jobs as (
    select
        sbi_code as division,
        {{ sbi_section("sbi_code") }} as section,
        value as jobs,
        cast(extract(year from period_start) as integer) as weight_year,
        status as weight_status
    from {{ ref("stg_cbs__employee_jobs") }}
    where sbi_kind = 'division' and {{ is_total("Bedrijfsgrootte", "company_size") }} and value is not null
    qualify period_start = max(period_start) over ()
),

shares as (
    select
        division,
        weight_year,
        weight_status,
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
        case when opgave.section in ('D', 'L', 'O', 'P') then 1 else shares.share end as share,
        case when opgave.section not in ('D', 'L', 'O', 'P') then shares.weight_year end as weight_year,
        case when opgave.section not in ('D', 'L', 'O', 'P') then shares.weight_status end as weight_status
    from {{ ref("int_opgave_division") }} as opgave
    left join shares on shares.division = opgave.division
)

select
    opgave_id,
    delineation,
    sbi_edition,
    section,
    -- a division without jobs makes the section's weight unknown, not smaller
    case when count(share) = count(*) then {{ summed("weight * share") }} end as weight,
    max(weight_year) as weight_year,
    case when count(weight_status) > 0 then {{ least_certain_of_all("weight_status") }} end as weight_status
from divisions
group by opgave_id, delineation, sbi_edition, section
