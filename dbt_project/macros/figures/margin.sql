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

{#- The last columns of a fact, from `figures`: what samples leave unsure, and all of it together. A select.

    figures   a relation with dataset_id, method, `value`, `value`_lower, `value`_upper, weight_lower, weight_upper,
              margin_95 (null where no sample was carried over the crosswalk) and the columns of figures
    value     the column of the figure
    measure, frequency   expressions over `figures`, for seed survey_design
    shrinks   the condition under which a figure is a change, and so may be below zero
    digits    of what is computed here, behind the point; `counts` is the condition under which it is a count, and whole

    National figures have no weights: weight_lower and weight_upper are the figure itself. total_lower and total_upper are
    the figure less or more the root of the sum of the squares of the three parts, each side with its own. A part that
    is not there (no sample, no weights) adds nothing; one that is not known leaves the total empty. -#}
{% macro with_total(figures, value, measure, frequency, shrinks="false", digits=0, counts="false") -%}
    {%- set lower, upper = value ~ "_lower", value ~ "_upper" -%}
    select
        figures.* exclude (weight_lower, weight_upper, margin_95),
        case when figures.method = 'observed' then figures.{{ value }} else figures.weight_lower end as weight_lower,
        case when figures.method = 'observed' then figures.{{ value }} else figures.weight_upper end as weight_upper,
        {{ margin_of_row(value, digits, counts) }} as margin_95,
        case when figures.{{ value }} is not null then design.basis_nl end as margin_basis,
        {%- for side, bound, sign in [("lower", lower, "-"), ("upper", upper, "+")] %}
        {%- set total %}
        figures.{{ value }} {{ sign }} sqrt(
            power(figures.{{ bound }} - figures.{{ value }}, 2)
            + case when figures.method = 'observed' then 0 else power(figures.weight_{{ side }} - figures.{{ value }}, 2) end
            + case when design.rule = 'register' then 0 else power({{ margin_of_row(value, digits, counts) }}, 2) end
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
    from {{ figures }} as figures
    {{ survey_join("figures.dataset_id", measure, frequency) }}
{%- endmacro %}

{% macro margin_of_row(value, digits, counts) -%}
    {{ rounded_as(
        "case when figures.method = 'observed' then " ~ sampling_margin("figures." ~ value) ~ " else figures.margin_95 end",
        digits, counts
    ) }}
{%- endmacro %}

{% macro rounded_as(number, digits, counts) -%}
    {%- if counts == "false" -%}
    {{ rounded(number, digits) }}
    {%- else -%}
    case when {{ counts }} then {{ rounded(number, 0) }} else {{ rounded(number, digits) }} end
    {%- endif -%}
{%- endmacro %}

{#- The same columns of a figure that has no row of its own in the relation (a union): empty. -#}
{% macro no_weights() -%}
    cast(null as double) as weight_lower, cast(null as double) as weight_upper, cast(null as double) as margin_95,
    {{ no_shares() }}
{%- endmacro %}

{#- What rests on the crosswalk and is not there for a national figure. -#}
{% macro no_shares() -%}
    cast(null as double) as share_count_pct, cast(null as double) as share_official_pct,
    cast(null as double) as share_judgement_pct, cast(null as double) as change_1y_weight,
    cast(null as double) as change_3y_weight
{%- endmacro %}

{#- The columns of a figure that came over the crosswalk, as per_opgave and ratio_per_opgave give them. -#}
{% macro route_columns(figures="") -%}
    {%- set prefix = figures ~ "." if figures else "" -%}
    {%- for column in [
        "weight_lower", "weight_upper", "margin_95", "share_count_pct", "share_official_pct", "share_judgement_pct",
        "change_1y_weight", "change_3y_weight",
    ] -%}
    {{ prefix }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- The last columns of a fact, in their order. -#}
{% macro interval_columns(figures="") -%}
    {%- set prefix = figures ~ "." if figures else "" -%}
    {%- for column in [
        "margin_95", "margin_basis", "weight_lower", "weight_upper", "total_lower", "total_upper", "share_count_pct",
        "share_official_pct", "share_judgement_pct", "change_1y_weight", "change_3y_weight",
    ] -%}
    {{ prefix }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
