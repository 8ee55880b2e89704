-- Only what has a code of its own: CBS's aggregates without a code stay in the seed. The parent is the nearest
-- coarser code that the list knows: the list is not complete below two digits.
with industry as (
    select code, edition, name_nl, kind, section_code, cbs_key, source
    from {{ ref("sbi2008") }}
    where code <> ''
),

section as (
    select code, name_nl from industry where kind = 'section'
),

parent as (
    select finer.code, max_by(coarser.code, length(coarser.code)) as parent_code
    from industry as finer
    inner join industry as coarser
        on coarser.kind in ('division', 'group', 'class')
        and starts_with(finer.code, coarser.code)
        and length(finer.code) > length(coarser.code)
    where finer.kind in ('group', 'group_range', 'class', 'subclass')
    group by finer.code
)

select
    industry.code,
    'SBI' as code_system,
    industry.edition,
    industry.name_nl,
    industry.kind as code_level,
    case
        when industry.kind in ('division', 'division_range') then nullif(industry.section_code, '')
        else parent.parent_code
    end as parent_code,
    nullif(industry.section_code, '') as section_code,
    section.name_nl as section_nl,
    nullif(industry.cbs_key, '') as cbs_key,
    industry.source
from industry
left join section on industry.section_code = section.code
left join parent on industry.code = parent.code
