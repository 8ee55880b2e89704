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
        sum(value) as jobs,
        cast(extract(year from any_value(period_start)) as integer) as weight_year,
        {{ least_certain_of_all("status") }} as weight_status
    from (
        select * from {{ ref("stg_cbs__employee_jobs") }}
        where sbi_kind = 'division' and {{ is_total("Bedrijfsgrootte", "company_size") }} and value is not null
        qualify period_start = max(period_start) over ()
    )
    group by all
),

-- every section once per dataset: in the narrowest cut
section_cut as (
    select published.dataset_id, published.cut, letters.section
    from published
    inner join (select unnest(string_split('ABCDEFGHIJKLMNOPQRSTU', '')) as section) as letters
        on letters.section between left(published.cut, 1) and right(published.cut, 1)
    qualify row_number() over (
        partition by published.dataset_id, letters.section
        order by ascii(right(published.cut, 1)) - ascii(left(published.cut, 1)), published.cut
    ) = 1
),

cut_jobs as (
    select published.dataset_id, published.cut, sum(section_jobs.jobs) as jobs
    from published
    inner join section_jobs
        on section_jobs.section between left(published.cut, 1) and right(published.cut, 1)
    group by published.dataset_id, published.cut
),

parts as (
    select
        section_cut.dataset_id,
        section_cut.cut,
        sections.opgave_id,
        sections.delineation,
        -- a cut of one section has that section's weight, also where the jobs are not known (D, L, O, P)
        case
            when length(section_cut.cut) = 1 then sections.weight
            else sections.weight * section_jobs.jobs / cut_jobs.jobs
        end as weight,
        case when length(section_cut.cut) = 1 then sections.weight_year else section_jobs.weight_year end as weight_year,
        case when length(section_cut.cut) = 1 then sections.weight_status else section_jobs.weight_status end
            as weight_status
    from {{ ref("int_opgave_section") }} as sections
    inner join section_cut on section_cut.section = sections.section
    left join section_jobs on section_jobs.section = sections.section
    left join cut_jobs on cut_jobs.dataset_id = section_cut.dataset_id and cut_jobs.cut = section_cut.cut
),

-- an opgave with a section that no cut holds has no weights at all for that dataset
held as (
    select sections.opgave_id, sections.delineation, datasets.dataset_id
    from {{ ref("int_opgave_section") }} as sections
    cross join (select distinct dataset_id from published) as datasets
    left join section_cut
        on section_cut.dataset_id = datasets.dataset_id and section_cut.section = sections.section
    group by sections.opgave_id, sections.delineation, datasets.dataset_id
    having count(section_cut.cut) = count(*)
)

select
    parts.dataset_id,
    parts.opgave_id,
    parts.delineation,
    parts.cut,
    case when count(parts.weight) = count(*) then {{ summed("parts.weight") }} end as weight,
    max(parts.weight_year) as weight_year,
    case when count(parts.weight_status) > 0 then {{ least_certain_of_all("parts.weight_status") }} end as weight_status
from parts
inner join held
    on held.opgave_id = parts.opgave_id and held.delineation = parts.delineation
    and held.dataset_id = parts.dataset_id
group by parts.dataset_id, parts.opgave_id, parts.delineation, parts.cut
