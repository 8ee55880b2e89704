-- Employed people of 18 to 70 who took a course for their work in the twelve months before (AES, a survey held once in
-- some years), beside all employed of the same group. CBS rounds; the step is read from the figures.
with cells as (
    select
        dataset_id, year, characteristic, sbi_code, sbi_kind, measure, unit, value, status,
        null as kind
    from {{ ref("stg_cbs__course_participants_business") }}
    union all
    select
        dataset_id, year, characteristic, null,
        case when {{ is_total("Persoonskenmerken", "characteristic") }} then 'total' end, measure, unit,
        value, status,
        coalesce({{ cbs_word("Persoonskenmerken", "characteristic") }}, lower(split_part(characteristic, ':', 1)))
    from {{ ref("stg_cbs__course_participants_people") }}
),

persons as (
    select
        *,
        {{ in_units("value", "unit") }} as persons,
        {{ in_units(rounding_step("value", "dataset_id"), "unit") }} / 2 as rounding_half
    from cells
    where {{ cbs_word("Measure", "measure") }} in ('course_participants', 'employed')
)

select
    dataset_id,
    year,
    'werkzaam_18_70' as population_group,
    case
        when sbi_kind = 'total' then 'totaal'
        when kind is not null then kind
        else {{ industry_breakdown("sbi_kind") }}
    end as breakdown,
    case when sbi_kind = 'total' then 'totaal' else characteristic end as characteristic,
    sbi_code,
    'cursus' as form,
    max(persons) filter (where {{ cbs_word("Measure", "measure") }} = 'course_participants') as persons,
    max(rounding_half) as rounding_half,
    max(people.persons) filter (where {{ cbs_word("Measure", "measure") }} = 'employed') as population,
    status
from persons as people
group by all
