-- The industries of each opgave in the cuts that a source publishes: single sections (F) where it has them, else the
-- narrowest group of sections that holds them (O-Q). A cut's weight is the share of its jobs that the opgave's divisions
-- hold, in the December that the sections' weights rest on: the coarser the cut, the rougher the share.
with published as (
    select distinct dataset_id, sbi_code as cut
    from {{ ref("stg_cbs__mbo_intake_by_industry") }} where sbi_kind in ('section', 'section_range')
    union
    select distinct dataset_id, sbi_code
    from {{ ref("stg_cbs__course_participants_business") }} where sbi_kind in ('section', 'section_range')
    union
    select distinct dataset_id, replace(nace_r2, '_', '-')
    from {{ ref("stg_eurostat__transferees_by_sector") }} where regexp_matches(nace_r2, '^[A-U]([-_][A-U])?$')
),

section_jobs as (
    select
        {{ sbi_section("sbi_code") }} as section,
        sum(jobs) as jobs,
        any_value(weight_year) as weight_year,
        {{ least_certain_of_all("weight_status") }} as weight_status
    from {{ ref("int_industry_jobs") }}
    where sbi_kind = 'division'
    group by all
),

within as (
    select
        published.dataset_id, published.cut, letters.section, section_jobs.jobs, section_jobs.weight_year,
        section_jobs.weight_status
    from published
    inner join (select unnest(string_split('ABCDEFGHIJKLMNOPQRSTU', '')) as section) as letters
        on letters.section between left(published.cut, 1) and right(published.cut, 1)
    left join section_jobs on section_jobs.section = letters.section
),

-- every section once per dataset: in the narrowest cut. A cut of one section has that section's weight, also where the
-- jobs are not known (D, L, O, P).
members as (
    select
        dataset_id,
        cut,
        section,
        case when length(cut) = 1 then 1 else jobs / sum(jobs) over (partition by dataset_id, cut) end as share,
        case when count(jobs) over (partition by dataset_id, cut) = count(*) over (partition by dataset_id, cut)
            then sum(jobs) over (partition by dataset_id, cut) end as cut_jobs,
        case when length(cut) > 1 then weight_year end as weight_year,
        case when length(cut) > 1 then weight_status end as weight_status
    from within
    qualify row_number() over (
        partition by dataset_id, section
        order by ascii(right(cut, 1)) - ascii(left(cut, 1)), cut
    ) = 1
),

-- an opgave with a section that no cut holds has no weights at all for that dataset
sections as (
    select sections.*, datasets.dataset_id
    from {{ ref("int_opgave_section") }} as sections
    cross join (select distinct dataset_id from published) as datasets
    left join members on members.dataset_id = datasets.dataset_id and members.section = sections.section
    qualify bool_and(members.cut is not null) over (
        partition by sections.opgave_id, sections.delineation, datasets.dataset_id
    )
),

weighed as (
    {{ weights_of_coarser(
        "sections", "members",
        on=["dataset_id", "section"],
        code=["dataset_id", "cut"],
        also={
            "weight_year": "max(greatest(weights.weight_year, members.weight_year))",
            "weight_status": least_certain_of_all(least_certain(["weights.weight_status", "members.weight_status"])),
            "cut_jobs": "any_value(members.cut_jobs)",
        },
    ) }}
)

select
    * exclude (cut_jobs),
    {{ class_method("via_industry", "weight", "cut_jobs", ["opgave_id", "delineation", "dataset_id"]) }} as method
from weighed
