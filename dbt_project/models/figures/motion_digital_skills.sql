-- Motion: technical, digital and AI skills get priority over the whole breadth of education, mbo and learning included.
-- Each figure with its share of the whole, and how both moved: only within a series.
with skills as (
    select
        *,
        {{ rounded("100 * persons / nullif(total_persons, 0)", 2) }} as share_pct
    from {{ ref("int_digital_skills") }}
)

select
    skills.skill,
    skills.aspect,
    skills.opgave_id,
    skills.delineation,
    skills.measure,
    skills.group_nl,
    skills.level,
    skills.period_start,
    skills.frequency,
    skills.persons,
    skills.persons_lower,
    skills.persons_upper,
    skills.total_lower,
    skills.total_upper,
    skills.total_persons,
    skills.share_pct,
    {{ rounded("skills.persons - one.persons", 2) }} as change_1y,
    {{ rounded("(skills.persons - one.persons) / nullif(one.persons, 0) * 100", 2) }} as change_1y_pct,
    {{ rounded("skills.share_pct - one.share_pct", 2) }} as share_change_1y,
    case
        when one.persons is not null and two.persons is not null
            then {{ rounded("(skills.persons - three.persons) / 3", 2) }}
    end as trend_3y,
    skills.method,
    skills.status,
    skills.dataset_id,
    skills.caveat_nl
from skills
{%- for name, years in [("one", 1), ("two", 2), ("three", 3)] %}
left join skills as {{ name }}
    on {{ name }}.skill = skills.skill
    and {{ name }}.aspect = skills.aspect
    and {{ name }}.opgave_id = skills.opgave_id
    and {{ name }}.delineation = skills.delineation
    and {{ name }}.measure = skills.measure
    and {{ name }}.group_nl = skills.group_nl
    and {{ name }}.level = skills.level
    and {{ name }}.method = skills.method
    and {{ name }}.series = skills.series
    and {{ name }}.period_start = skills.period_start - interval {{ years }} year
{%- endfor %}
