-- Who left the occupations of an opgave for another class of occupations, by way of the class (two digits): CBS tells no
-- finer, and not where people went. Where most of the figure is of classes of which the opgave is less than half it is
-- theirs rather than the opgave's: section_average.
with classes as (
    select * from {{ ref("int_opgave_occupation") }} where brc_level = 'beroepsklasse' and brc_edition = '2014'
),

moves as (
    select *, 'personen' as unit from {{ ref("int_occupation_moves") }} where not is_total
),

carried as (
    {{ per_opgave(
        "classes", "moves",
        on={"brc_edition": "brc_edition", "brc_code": "brc_code"},
        keys=["dataset_id", "brc_edition", "period_start", "frequency"],
        count="moved",
        beside="population",
        dated="weight_period",
        also={
            "own_part": "sum(part.weight * part.population) filter (where part.weight >= 0.5)"
            ~ " / nullif(sum(part.weight * part.population), 0)",
        },
    ) }}
),

judged as (
    select
        * exclude (own_part),
        case when coalesce(own_part, 0) >= 0.5 then 'via_occupation' else 'section_average' end as method
    from carried
)

{% for measure, unit, scale, digits in [
    ("moved_out", "personen", "1", 0), ("moved_out_pct", "%", "100 / nullif(population, 0)", 2)
] -%}
select
    opgave_id,
    delineation,
    dataset_id,
    brc_edition,
    '{{ measure }}' as measure,
    period_start,
    frequency,
    {%- for column, name in [("moved", "value"), ("moved_lower", "value_lower"), ("moved_upper", "value_upper")] %}
    {{ rounded(column ~ " * " ~ scale, digits) }} as {{ name }},
    {%- endfor %}
    {{ rounded("weight_lower * " ~ scale, digits) }} as weight_lower,
    {{ rounded("weight_upper * " ~ scale, digits) }} as weight_upper,
    {{ rounded("margin_95 * " ~ scale, digits) }} as margin_95,
    share_count_pct,
    share_official_pct,
    share_judgement_pct,
    {{ rounded("change_1y_weight * " ~ scale, digits) }} as change_1y_weight,
    {{ rounded("change_3y_weight * " ~ scale, digits) }} as change_3y_weight,
    '{{ unit }}' as unit,
    method,
    weight_period,
    status
from judged
{{ "union all" if not loop.last }}
{% endfor %}
