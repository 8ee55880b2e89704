{#- The margin of sampling: half of the 95 % interval, by the rule of seed survey_design. -#}

{#- The survey behind each figure, as `design`; a join. Every argument is an expression: a fact whose rows are all of one
    measure or frequency gives it as a literal. -#}
{% macro survey_join(dataset, measure, frequency) -%}
    left join {{ ref("survey_design") }} as design
        on design.dataset_id = {{ dataset }}
        and regexp_full_match({{ measure }}, design.measures)
        and regexp_full_match({{ frequency }}, design.frequencies)
{%- endmacro %}

{#- Of one published figure; null where there was no sample or nothing is known of it. -#}
{% macro sampling_margin(value) -%}
    case design.rule
        when 'variance_per_unit' then
            1.96 * sqrt(design.units_per_observation * abs({{ value }}) * greatest(1 - abs({{ value }}) / design.base, 0))
        when 'rate_per_unit' then
            1.96 * sqrt(design.units_per_observation * greatest({{ value }} * (100 - {{ value }}), 0) / design.base)
    end
{%- endmacro %}

{#- The last columns of a fact: what samples and weights leave unsure, and all of it together. Columns, in a select with
    survey_join.

    row       the relation of the fact's rows
    value     the column of the figure
    lower, upper   its certain bounds, as expressions; of `row` where none is given
    method    an expression; where it is 'observed' there are no weights, and weight_lower and weight_upper are the figure
              itself. None where no row came over the crosswalk: the columns of its shares are then left out
    shrinks   the condition under which a figure is a change, and so may be below zero
    digits    of what is computed here, behind the point; `counts` is the condition under which it is a count, and whole
    weights   false where the table knows no opgave: no column of weights then

    total_lower and total_upper are the figure less or more the root of the sum of the squares of the three parts, each side
    with its own. A part that is not there (no sample, no weights) adds nothing; one that is not known leaves it empty. -#}
{% macro interval_of(
    row, value, lower=none, upper=none, method=none, shrinks="false", digits=0, counts="false", margin=none, weights=true
) -%}
    {%- set figure = row ~ "." ~ value -%}
    {%- set sampled = margin or sampling_margin(figure) -%}
    {%- if method -%}
        {%- set sampled = "case when " ~ method ~ " = 'observed' then " ~ sampled ~ " else " ~ row ~ ".margin_95 end" -%}
    {%- endif -%}
    {{ rounded_as(sampled, digits, counts) }} as margin_95,
    case when {{ figure }} is not null then design.basis_nl end as margin_basis,
    {%- for side in (["lower", "upper"] if weights else []) %}
    {% if method -%}
    case when {{ method }} = 'observed' then {{ figure }} else {{ row }}.weight_{{ side }} end as weight_{{ side }},
    {%- else -%}
    cast({{ figure }} as double) as weight_{{ side }},
    {%- endif %}
    {%- endfor %}
    {%- for side, bound, sign in [("lower", lower or figure ~ "_lower", "-"), ("upper", upper or figure ~ "_upper", "+")] %}
    {%- set weighed = "case when " ~ method ~ " = 'observed' then 0 else power(" ~ row ~ ".weight_" ~ side ~ " - " ~ figure ~ ", 2) end" -%}
    {%- set total -%}
        {{ figure }} {{ sign }} sqrt(
            power({{ bound }} - {{ figure }}, 2)
            + {{ weighed if method else 0 }}
            + case when design.rule = 'register' then 0 else power({{ sampled }}, 2) end
        )
    {%- endset %}
    {%- if side == "lower" %}
    case
        when {{ shrinks }} then {{ rounded_as(total, digits, counts) }}
        -- greatest() would make of an unknown one a zero
        when {{ total }} is not null then greatest({{ rounded_as(total, digits, counts) }}, 0)
    end as total_lower,
    {%- else %}
    {{ rounded_as(total, digits, counts) }} as total_upper
    {%- endif %}
    {%- endfor %}
    {%- if method %},
    {%- for column in share_columns() %}
    {{ row }}.{{ column }}{{ "," if not loop.last }}
    {%- endfor %}
    {%- endif %}
{%- endmacro %}

{% macro rounded_as(number, digits, counts) -%}
    {%- if counts == "false" -%}
    {{ rounded(number, digits) }}
    {%- else -%}
    case when {{ counts }} then {{ rounded(number, 0) }} else {{ rounded(number, digits) }} end
    {%- endif -%}
{%- endmacro %}

{#- What is told of the weights beside their interval. -#}
{% macro share_columns() -%}
    {{ return([
        "share_count_pct", "share_official_pct", "share_judgement_pct", "change_1y_weight", "change_3y_weight"
    ]) }}
{%- endmacro %}

{#- What comes over the crosswalk, of a national figure: nothing. -#}
{% macro no_weights() -%}
    {%- for column in ["weight_lower", "weight_upper", "margin_95"] + share_columns() -%}
    cast(null as double) as {{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- The columns of a figure that came over the crosswalk, as per_opgave and ratio_per_opgave give them. -#}
{% macro route_columns(figures="") -%}
    {{ prefixed(["weight_lower", "weight_upper", "margin_95"] + share_columns(), figures) }}
{%- endmacro %}

{#- The last columns of a fact, in their order. -#}
{% macro interval_columns(figures="", shares=true) -%}
    {{ prefixed(
        ["margin_95", "margin_basis", "weight_lower", "weight_upper", "total_lower", "total_upper"]
        + (share_columns() if shares else []), figures
    ) }}
{%- endmacro %}

{% macro prefixed(columns, relation) -%}
    {%- for column in columns -%}
    {{ relation ~ "." if relation }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- The interval of a sum of figures of one opgave that came over the same crosswalk: its parts go one way, so their bounds
    add up; the shares by basis are weighted by the figures. Columns of a grouped select. -#}
{% macro summed_route(figure, condition="true") -%}
    {%- for column in ["weight_lower", "weight_upper", "margin_95"] %}
    {{ rounded("sum(" ~ column ~ ") filter (where " ~ condition ~ ")", 2) }} as {{ column }},
    {%- endfor %}
    {%- for basis in ["count", "official", "judgement"] %}
    {{ rounded(
        "sum(" ~ figure ~ " * share_" ~ basis ~ "_pct) filter (where " ~ condition ~ ") / nullif(sum(" ~ figure
        ~ ") filter (where " ~ condition ~ "), 0)", 1
    ) }} as share_{{ basis }}_pct,
    {%- endfor %}
    {%- for years in [1, 3] %}
    {{ rounded("sum(change_" ~ years ~ "y_weight) filter (where " ~ condition ~ ")", 2) }}
        as change_{{ years }}y_weight{{ "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}
