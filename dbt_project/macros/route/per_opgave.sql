{#- The one route over the crosswalk: counts of codes become counts of opgaven. A select, to stand after the CTEs it reads.

    weights   a CTE with `by`, the codes, and a weight in (0, 1] that says which part of a code serves; `carry` more of it
    figures   a CTE with one row per code and `keys`: the counts, `rounding_half` (what the publisher's rounding hides of
              them) and `status`
    on        {column of weights: column of figures}: the code, and its edition where it has one
    keys      what tells one published figure from another: dataset, measure, period, unit ...
    counts    the columns that are carried; each gives <count>, <count>_lower and <count>_upper, whole numbers
    beside    counts that are carried without bounds, such as the population that a rate is of
    loose     columns that are carried and may be missing, for `also`
    shrinks   the condition under which a figure is a change, and so may be below zero

    Whole or nothing: where one of the opgave's codes has no figure there is no row, for a part would pass for the whole.
    As certain as the least certain of its figures, and of the jobs that a weight rests on (`weight_status`, where `carry`
    names it). `also` are aggregates over `part`, which has everything that was carried, before it was rounded; `having`
    are more conditions. The columns weight_lower and weight_upper come here when the weights have an interval. -#}
{% macro per_opgave(
    weights, figures, on, keys, counts, beside=[], loose=[], by=["opgave_id", "delineation"], carry=[], weight="weights.weight",
    shrinks="false", also=[], having=[]
) -%}
    select
        {%- for column in by + keys %}
        part.{{ column }},
        {%- endfor %}
        {%- for count in counts %}
        {{ rounded("sum(part." ~ count ~ ")", 0) }} as {{ count }},
        {{ rounded("sum(part." ~ count ~ "_lower)", 0) }} as {{ count }}_lower,
        {{ rounded("sum(part." ~ count ~ "_upper)", 0) }} as {{ count }}_upper,
        {%- endfor %}
        {%- for count in beside %}
        {{ rounded("sum(part." ~ count ~ ")", 0) }} as {{ count }},
        {%- endfor %}
        {%- for aggregate in also %}
        {{ aggregate }},
        {%- endfor %}
        {{ least_certain_of_all("part.status") }} as status
    from (
        select
            {%- for column in by + on.keys() | list + carry if column not in keys and column != "weight_status" %}
            weights.{{ column }},
            {%- endfor %}
            {%- for column in keys %}
            published.{{ column }},
            {%- endfor %}
            {%- for count in counts %}
            {{ weight }} * figures.{{ count }} as {{ count }},
            {{ weight }} * {{ bound_lower("figures." ~ count, "figures.rounding_half", shrinks) }} as {{ count }}_lower,
            {{ weight }} * ({{ bound_upper("figures." ~ count, "figures.rounding_half") }}) as {{ count }}_upper,
            {%- endfor %}
            {%- for count in beside + loose %}
            {{ weight }} * figures.{{ count }} as {{ count }},
            {%- endfor %}
            {{ weight }} as weight,
            {{ least_certain(["figures.status"] + (["weights.weight_status"] if "weight_status" in carry else [])) }} as status
        from {{ weights }} as weights
        inner join (
            select distinct
                {%- for column in keys %}
                {{ column }}{{ "," if not loop.last }}
                {%- endfor %}
            from {{ figures }}
            where {% for count in counts %}{{ count }} is not null{{ " or " if not loop.last }}{% endfor %}
        ) as published
            on {% for column, key in on.items() if key in keys %}weights.{{ column }} = published.{{ key }} and {% endfor %}true
        left join {{ figures }} as figures
            on {% for column, code in on.items() %}figures.{{ code }} = weights.{{ column }}{{ "\n            and " if not loop.last }}{% endfor %}
            {%- for column in keys %}
            and figures.{{ column }} is not distinct from published.{{ column }}
            {%- endfor %}
    ) as part
    group by {% for column in by + keys %}part.{{ column }}{{ ", " if not loop.last }}{% endfor %}
    having
        {% for count in counts + beside %}count(part.{{ count }}) = count(*){{ " and " if not loop.last }}{% endfor %}
        {%- for condition in having %}
        and {{ condition }}
        {%- endfor %}
{%- endmacro %}
