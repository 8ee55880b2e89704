{#- What the macros of the route share: every code of an opgave beside its figure, one row per opgave, published figure and
    code. A code that has no figure keeps its row, so that what is missing can be seen.

    weights   a relation with `by`, the codes and weight, weight_lower, weight_upper; `carry` more of its columns
    figures   a relation with one row per code and `keys`, `status` and `columns`
    on        {column of weights: column of figures}: the code, and its edition where it has one
    keys      what tells one published figure from another: dataset, measure, period, unit ...
    absent    'unknown', or 'zero' where the figures have only the codes that somebody is in (a file of programmes)

    status is the least certain of the figure's and of that of the jobs a weight rests on (weight_status, where `carry`
    names it); null where both are. published_status is that of the figures of all codes. -#}
{% macro part_of_opgave(weights, figures, on, keys, columns, by, carry, absent) -%}
    select
        {%- for column in by + on.keys() | list + carry if column not in keys and column != "weight_status" %}
        weights.{{ column }},
        {%- endfor %}
        {%- for column in keys %}
        {{ "figures" if absent == "zero" else "published" }}.{{ column }},
        {%- endfor %}
        {%- for column in columns %}
        figures.{{ column }},
        {%- endfor %}
        {{ weight_columns("weights") }},
        {%- if absent != "zero" %}
        published.published_status,
        {%- endif %}
        {{ least_certain(["figures.status"] + (["weights.weight_status"] if "weight_status" in carry else [])) }} as status
    from {{ weights }} as weights
    {%- if absent == "zero" %}
    inner join {{ figures }} as figures
        on {{ same_code(on) }}
    {%- else %}
    inner join (
        select
            {%- for column in keys %}
            {{ column }},
            {%- endfor %}
            {{ least_certain_of_all("status") }} as published_status
        from {{ figures }}
        group by {{ keys | join(", ") }}
    ) as published
        on {% for column, key in on.items() if key in keys %}weights.{{ column }} = published.{{ key }} and {% endfor %}true
    left join {{ figures }} as figures
        on {{ same_code(on) }}
        {%- for column in keys %}
        and figures.{{ column }} is not distinct from published.{{ column }}
        {%- endfor %}
    {%- endif %}
{%- endmacro %}

{% macro same_code(on) -%}
    {% for column, code in on.items() %}figures.{{ code }} = weights.{{ column }}{{ " and " if not loop.last }}{% endfor %}
{%- endmacro %}
