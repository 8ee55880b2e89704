{#- The one route over the crosswalk for counts: counts of codes become counts of opgaven. A select, to stand after the CTEs
    it reads; weights, figures, on, keys, by, carry, absent as in part_of_opgave.

    count     the column that is carried; gives <count>, <count>_lower and <count>_upper (what suppression and rounding
              hide), and weight_lower, weight_upper (95 %, what the weights leave unsure; null where nothing is known of it)
    beside    a count that is carried without bounds, such as the population that a rate is of
    half      half a step of the publisher's rounding; none where figures have <count>_lower and <count>_upper themselves
    shrinks   the condition under which a figure is a change, and so may be below zero
    digits    of the figures, behind the point
    method    how the opgave got its figure; none where `by` has it
    dated     the column of weights with the day or year of what they rest on
    columns   more columns of figures, for `also`: aggregates over `part`; `having` are more conditions

    Whole or nothing: where one of the opgave's codes has no figure or no weight there is no row. `codes` is how many it
    has. As certain as the least certain of them. -#}
{% macro per_opgave(
    weights, figures, on, keys, count, by=["opgave_id", "delineation"], carry=[], absent="unknown", beside=none,
    half="part.rounding_half", shrinks="false", digits=0, method=none, dated=none, columns=[], also=[], having=[]
) -%}
    {%- set value = "part." ~ count -%}
    {%- set needed = [value, "part.weight"] + (["part." ~ beside] if beside else []) -%}
    {%- if half -%}
        {%- set lower, upper = bound_lower(value, half, shrinks), "(" ~ bound_upper(value, half) ~ ")" -%}
        {%- set bounds = [half.split(".")[1]] -%}
    {%- else -%}
        {%- set lower, upper = value ~ "_lower", value ~ "_upper" -%}
        {%- set bounds = [count ~ "_lower", count ~ "_upper"] -%}
    {%- endif -%}
    select
        {%- for column in by + keys %}
        part.{{ column }},
        {%- endfor %}
        {{ rounded("sum(part.weight * " ~ value ~ ")", digits) }} as {{ count }},
        {{ rounded("sum(part.weight * " ~ lower ~ ")", digits) }} as {{ count }}_lower,
        {{ rounded("sum(part.weight * " ~ upper ~ ")", digits) }} as {{ count }}_upper,
        {%- for side, sign in [("lower", " - "), ("upper", " + ")] %}
        {{ rounded("sum(part.weight * " ~ value ~ ")" ~ sign ~ weight_spread(side, value, "part", 6), digits) }} as weight_{{ side }},
        {%- endfor %}
        {%- if beside %}
        {{ rounded("sum(part.weight * part." ~ beside ~ ")", digits) }} as {{ beside }},
        {%- endif %}
        count(*) as codes,
        {%- if method %}
        '{{ method }}' as method,
        {%- endif %}
        {%- if dated %}
        max(part.{{ dated }}) as {{ dated }},
        {%- endif %}
        {%- for aggregate in also %}
        {{ aggregate }},
        {%- endfor %}
        {{ least_certain_of_all("part.status") }} as status
    from (
        {{ part_of_opgave(
            weights, figures, on, keys, [count] + bounds + ([beside] if beside else []) + columns, by,
            carry + ([dated] if dated else []), absent
        ) | indent(8) }}
    ) as part
    group by {% for column in by + keys %}part.{{ column }}{{ ", " if not loop.last }}{% endfor %}
    having {{ is_whole(needed) }}
        {%- for condition in having %}
        and {{ condition }}
        {%- endfor %}
{%- endmacro %}
