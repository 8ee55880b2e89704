-- The industries of each opgave at one level, the division (two digits): groups and classes of the crosswalk are finer
-- cuts of the same industries and are left out, so that nothing counts twice. A delineation that names a group or class
-- outside its divisions has no figure by division (int_industry_too_fine). Its weights rest on no jobs of a year; the
-- method does, on those of the newest December.
with divisions as (
    select
        opgave_id,
        delineation,
        edition as sbi_edition,
        code as division,
        {{ sbi_section("code") }} as section,
        {{ weight_columns() }}
    from {{ ref("opgave_code") }} as codes
    where
        code_system = 'SBI' and edition = '2008' and code_level = 'division'
        and not exists (
            select 1
            from {{ ref("int_industry_too_fine") }} as too_fine
            where too_fine.opgave_id = codes.opgave_id
                and too_fine.delineation = codes.delineation
                and too_fine.deelopgave_id is null
        )
)

select
    divisions.*,
    cast(null as integer) as weight_year,
    cast(null as varchar) as weight_status,
    {{ class_method("via_industry", "divisions.weight", "jobs.jobs", ["divisions.opgave_id", "divisions.delineation"]) }}
        as method
from divisions
left join {{ ref("int_industry_jobs") }} as jobs
    on jobs.sbi_kind = 'division' and jobs.sbi_code = divisions.division
