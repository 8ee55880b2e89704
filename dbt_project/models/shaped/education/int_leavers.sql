-- People who left mbo or higher education, at a moment after that, by what became of them: position on the labour market,
-- kind of job, industry and benefit. Totals and parts beside one another as CBS publishes them (is_total: everyone the
-- outcomes of a kind are parts of). Job and industry are of those who work, the other two of all leavers.
{% set industry = "case when outcome_kind = 'bedrijfstak' then outcome end" -%}
{% set tables = [
    ("stg_cbs__mbo_leavers_position", "mbo", "positie", "person", true),
    ("stg_cbs__mbo_leavers_job", "mbo", "baan", "age", false),
    ("stg_cbs__mbo_leavers_industry", "mbo", "bedrijfstak", "age", false),
    ("stg_cbs__mbo_leavers_benefit", "mbo", "uitkering", "age", false),
    ("stg_cbs__ho_leavers_position", "ho", "positie", "person", true),
    ("stg_cbs__ho_leavers_job", "ho", "baan", "person", true),
    ("stg_cbs__ho_leavers_industry", "ho", "bedrijfstak", "age", false),
    ("stg_cbs__ho_leavers_benefit", "ho", "uitkering", "age", false),
] %}
with cells as (
    {% for table, sector, kind, group, has_origin in tables %}
    select
        dataset_id, snapshot_id, study_year, '{{ sector }}' as sort, '{{ kind }}' as outcome_kind, diploma, field, isced_code,
        moment, outcome, {{ group }} as person, status,
        {{ in_units("value", "unit") }} as persons,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half
    from {{ ref(table) }}
    where gender = 'totaal' and regexp_matches(measure, '^(totaal )?uitstromers', 'i')
    {{ "union all" if not loop.last }}
    {% endfor %}
),

decoded as (
    select
        dataset_id,
        snapshot_id,
        study_year,
        case when sort = 'mbo' then 'mbo' else {{ education_sort("diploma") }} end as education_sector,
        outcome_kind,
        {{ leavers_with_or_without_diploma("diploma") }} as diploma,
        case
            when person ilike 'geen internationale%' then 'niet_internationaal'
            when person ilike 'internationale%' then 'internationaal'
            when person ilike 'totaal%' then 'alle'
        end as student_origin,
        case when field ilike 'totaal%' then 'totaal' else 'studierichting' end as breakdown,
        isced_code,
        case when field not ilike 'totaal%' then regexp_replace(field, '^[0-9]{2,4} ', '') end as field_nl,
        moment as moment_nl,
        case
            when moment ilike 'direct%' then 0
            else try_cast(nullif(regexp_extract(moment, '^([0-9]+) jaar', 1), '') as integer)
        end as years_after,
        outcome as outcome_nl,
        case
            when outcome ilike '%niet in BRP%' then 'niet_in_nederland'
            when outcome ilike '%onderwijs%' then 'onderwijs'
            when outcome ilike 'met werk%zonder uitkering%' then 'werk'
            when outcome ilike 'met werk%met uitkering%' then 'werk_en_uitkering'
            when outcome ilike 'zonder werk%zonder uitkering%' then 'geen_werk_geen_uitkering'
            when outcome ilike 'zonder werk%met uitkering%' then 'uitkering'
        end as position,
        case
            when outcome_kind = 'bedrijfstak' then {{ sbi_kind(industry) }} = 'total'
            else outcome ilike 'totaal%'
        end as is_total,
        -- of the industries one kind only: sections, which do not overlap
        outcome_kind <> 'bedrijfstak' or {{ sbi_kind(industry) }} in ('section', 'total') as is_used,
        persons,
        rounding_half,
        status
    from cells
)

select
    * exclude (position, rounding_half, is_used),
    case when outcome_kind = 'positie' then position end as position,
    {{ bound_lower("persons", "rounding_half") }} as persons_lower,
    {{ bound_upper("persons", "rounding_half") }} as persons_upper
from decoded
where
    is_used
    and education_sector in ('mbo', 'hbo', 'wo')
    and diploma is not null
    and student_origin is not null
    and years_after is not null
