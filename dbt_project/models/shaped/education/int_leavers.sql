-- People who left mbo or higher education, at a moment after that, by what became of them: position on the labour market,
-- kind of job, industry and benefit. Totals and parts beside one another as CBS publishes them: is_total is everyone of the
-- table (all leavers, or those at work: at_work), part_of what an outcome is a part of. Outcomes whose part_of is `totaal`
-- together are everyone; the others lie within one of those.
{% set tables = [
    ("stg_cbs__mbo_leavers_position", "positie", "Arbeidsmarktpositie", "Mbo", "Persoonskenmerken", "person"),
    ("stg_cbs__mbo_leavers_job", "baan", "Arbeidskenmerken", "Mbo", "Leeftijd", "age"),
    ("stg_cbs__mbo_leavers_industry", "bedrijfstak", none, "Mbo", "Leeftijd", "age"),
    ("stg_cbs__mbo_leavers_benefit", "uitkering", "Uitkeringen", "Mbo", "Leeftijd", "age"),
    ("stg_cbs__ho_leavers_position", "positie", "Arbeidsmarktpositie", "Ho", "Persoonskenmerken", "person"),
    ("stg_cbs__ho_leavers_job", "baan", "Arbeidskenmerken", "Ho", "WelGeenInternationaleStudent", "person"),
    ("stg_cbs__ho_leavers_industry", "bedrijfstak", none, "Ho", none, none),
    ("stg_cbs__ho_leavers_benefit", "uitkering", "Uitkeringen", "Ho", "WelGeenInternationaleStudent", "person"),
] %}
with cells as (
    {% for table, kind, outcomes, sector, people, person in tables %}
    select
        dataset_id, snapshot_id, study_year, '{{ kind }}' as outcome_kind,
        {{ cbs_word("Uitstromers" ~ sector ~ "MetEnZonderDiploma", "diploma") }} as leavers,
        {% if people %}
        case
            when {{ is_total(people, person) }} then 'alle'
            {%- if person == "person" %}
            when {{ cbs_word(people, person) }} in ('internationaal', 'niet_internationaal') then {{ cbs_word(people, person) }}
            {%- endif %}
        end
        {% else %}
        'alle'
        {% endif %}
        as student_origin,
        case when {{ is_total("Studierichting", "field") }} then 'totaal' else 'studierichting' end as breakdown,
        isced_code,
        {{ field_name("field") }} as field_nl,
        moment as moment_nl,
        cast({{ cbs_word("Peilmoment", "moment") }} as integer) as years_after,
        outcome as outcome_nl,
        {% if outcomes %}
        {{ cbs_word(outcomes, "outcome") }} as outcome_code,
        {{ cbs_part_of(outcomes, "outcome") }} as part_of,
        {% else %}
        -- of the industries one kind only: sections, which do not overlap
        case {{ sbi_kind("outcome") }} when 'total' then 'totaal' when 'section' then {{ sbi_code("outcome") }} end
            as outcome_code,
        case {{ sbi_kind("outcome") }} when 'section' then 'totaal' end as part_of,
        {% endif %}
        {{ cbs_word("Measure", "measure") }} = 'leavers_at_work' as at_work,
        {{ in_units("value", "unit") }} as persons,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half,
        status
    from {{ ref(table) }}
    where gender = 'totaal' and {{ cbs_word("Measure", "measure") }} in ('leavers', 'leavers_at_work')
    {{ "union all" if not loop.last }}
    {% endfor %}
)

select
    * exclude (leavers, rounding_half),
    split_part(leavers, '_', 1) as education_sector,
    regexp_replace(leavers, '^[a-z]+_', '') as diploma,
    case when outcome_kind = 'positie' and outcome_code <> 'totaal' then outcome_code end as position,
    outcome_code = 'totaal' as is_total,
    {{ bound_lower("persons", "rounding_half") }} as persons_lower,
    {{ bound_upper("persons", "rounding_half") }} as persons_upper
from cells
where
    outcome_code is not null
    and contains(leavers, '_')
    and student_origin is not null
    and years_after is not null
