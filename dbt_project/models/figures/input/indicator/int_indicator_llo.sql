{{ config(materialized="ephemeral") }}
-- Lifelong learning as indicators: persons and share, one per form and group of the population. The groups overlap, so
-- each is an indicator of its own. The average of a class broader than the opgave is no figure of it.
with uptake as (
    select uptake.*, design.rule, design.units_per_observation, design.correlation_1y
    from {{ ref("fct_llo_uptake") }} as uptake
    {{ survey_join("uptake.dataset_id", "uptake.form", "'year'") }}
    where method <> 'section_average'
),

-- what the weights leave unsure of a rate, where those above and below the line have the same weights
weighed as (
    {% for model in ["int_llo_by_opgave", "int_llo_by_industry_cut"] -%}
    select
        opgave_id, delineation, year, population_group, form, method, dataset_id,
        rate_weight_lower, rate_weight_upper, rate_change_1y_weight, rate_change_3y_weight,
        {{ "rate_deviation" if model == "int_llo_by_opgave" else "null" }} as rate_deviation
    from {{ ref(model) }}
    {{ "union all" if not loop.last }}
    {% endfor %}
),

-- a share of a sample is unsure as p (1 - p) over its size, of weighted ones the weights squared; of the rounding that of the
-- persons, since the population has a rounding of the same size that works the other way
rates as (
    select
        uptake.* replace (
            {{ rounded(
                "case rule when 'variance_per_unit' then 1.96 * sqrt(units_per_observation) * coalesce(weighed.rate_deviation, "
                ~ "sqrt(greatest(rate_pct * (100 - rate_pct), 0) / population)) else 100 * margin_95 / population end", 2
            ) }} as margin_95,
            {%- for column in ["persons_lower", "persons_upper"] %}
            {{ rounded("100 * " ~ column ~ " / population", 2) }} as {{ column }},
            {%- endfor %}
            {%- for column in ["change_1y_weight", "change_3y_weight", "weight_lower", "weight_upper"] %}
            {%- set unsure = "coalesce(weighed.rate_" ~ column ~ ", " ~ rounded("100 * uptake." ~ column ~ " / population", 2)
                ~ ")" %}
            {%- if column.startswith("weight") %}
            {#- a rate is a part of a whole, whatever its weights #}
            case when {{ unsure }} < 0 then 0 when {{ unsure }} > 100 then 100 else {{ unsure }} end as {{ column }}
            {%- else %}
            {{ unsure }} as {{ column }}
            {%- endif %}
            {{- "," if not loop.last }}
            {%- endfor %}
        )
    from uptake
    left join weighed using (opgave_id, delineation, year, population_group, form, method, dataset_id)
    where rate_pct is not null and population > 0
)

select
    'llo_participation.' || form || '.' || population_group as indicator_id,
    opgave_id,
    delineation,
    make_date(year, 1, 1) as period_start,
    method as breakdown,
    persons as value,
    persons_lower as value_lower,
    persons_upper as value_upper,
    {{ interval_columns() }},
    correlation_1y,
    method,
    if(form = 'stap', 'toekenningen', 'personen') as unit,
    status,
    dataset_id as series,
    dataset_id,
    caveat_nl
from uptake
union all
select
    'llo_rate.' || form || '.' || population_group as indicator_id,
    opgave_id,
    delineation,
    make_date(year, 1, 1) as period_start,
    method as breakdown,
    rate_pct as value,
    persons_lower as value_lower,
    persons_upper as value_upper,
    margin_95,
    margin_basis,
    weight_lower,
    weight_upper,
    {%- for side, sign, bound in [("lower", "-", "greatest"), ("upper", "+", "least")] %}
    {%- set total -%}
        rate_pct {{ sign }} sqrt(
            power(persons_{{ side }} - rate_pct, 2) + power(weight_{{ side }} - rate_pct, 2)
            + case when rule = 'register' then 0 else power(margin_95, 2) end
        )
    {%- endset %}
    case
        when {{ total }} is not null then {{ bound }}({{ rounded(total, 2) }}, {{ 0 if side == "lower" else 100 }})
    end as total_{{ side }},
    {%- endfor %}
    {{ prefixed(share_columns(), "") }},
    correlation_1y,
    method,
    'procent' as unit,
    status,
    dataset_id as series,
    dataset_id,
    caveat_nl
from rates
