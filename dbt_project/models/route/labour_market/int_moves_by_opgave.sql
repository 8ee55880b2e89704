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

rates as (
    {{ ratio_per_opgave(
        "classes", "moves",
        on={"brc_edition": "brc_edition", "brc_code": "brc_code"},
        keys=["dataset_id", "brc_edition", "period_start", "frequency"],
        columns=["moved", "population"],
        ratios={"rate": ("100 * part.moved", "part.population")},
        spread="100 * part.moved / part.population",
        least=1,
        covering="codes",
    ) }}
),

judged as (
    select
        carried.* exclude (own_part),
        rates.rate_weight_lower, rates.rate_weight_upper, rates.rate_change_1y_weight, rates.rate_change_3y_weight,
        case when coalesce(own_part, 0) >= 0.5 then 'via_occupation' else 'section_average' end as method
    from carried
    left join rates using (opgave_id, delineation, dataset_id, brc_edition, period_start, frequency)
)

{% for measure, unit, scale, digits, of_weights in [
    ("moved_out", "personen", "1", 0, ""), ("moved_out_pct", "procent", "100 / nullif(population, 0)", 2, "rate_")
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
    {{ rounded(of_weights ~ "weight_lower", digits) }} as weight_lower,
    {{ rounded(of_weights ~ "weight_upper", digits) }} as weight_upper,
    {{ rounded("margin_95 * " ~ scale, digits) }} as margin_95,
    share_count_pct,
    share_official_pct,
    share_judgement_pct,
    {{ rounded(of_weights ~ "change_1y_weight", digits) }} as change_1y_weight,
    {{ rounded(of_weights ~ "change_3y_weight", digits) }} as change_3y_weight,
    '{{ unit }}' as unit,
    method,
    weight_period,
    status
from judged
{{ "union all" if not loop.last }}
{% endfor %}
