{#- The one route over the crosswalk for ratios, rates, means and medians, which do not add up: the sum of what stands above
    the line over the sum of what stands below it, each code times its weight. A rate is its size times the rate over the
    size. A select; weights, figures, on, keys, by, carry as in part_of_opgave.

    ratios    {name: (above, below)} of columns of `part`; each gives, over the codes of which both are known,
              <name>          the ratio, not rounded; null where too little is known
              <name>_covered  which share of what stands below the line that is: null where that of one code is not known
              <name>_codes    how many codes that are
              <name>_weight_lower, <name>_weight_upper   95 %, what the weights leave unsure; null where that is not known
    columns   the columns of figures that they are made of
    spread    the published ratio of a code: gives lowest and highest, a range over the codes that is no margin
    least     the share that must be covered for a value: 1 is whole or nothing
    covering  'size' where the share is of what stands below the line, 'codes' where it is of the codes

    codes are all, codes_published those with a published ratio. As certain as the least certain of its figures; an opgave
    without any figure keeps its row, with the status of what was published. -#}
{% macro ratio_per_opgave(
    weights, figures, on, keys, columns, ratios, spread, least=0.8, covering="size", by=["opgave_id", "delineation"],
    carry=[], method=none, dated=none, also=[], having=[]
) -%}
    select
        {%- for column in by + keys %}
        part.{{ column }},
        {%- endfor %}
        {%- for name, (above, below) in ratios.items() %}
        {%- set covered = covered_by_codes(above, below) if covering == "codes" else covered_by_size(above, below) %}
        case when {{ covered }} >= {{ least }} then {{ ratio_of(above, below) }} end as {{ name }},
        {{ covered }} as {{ name }}_covered,
        count({{ above }} + {{ below }}) as {{ name }}_codes,
        {%- for side, sign in [("lower", "-"), ("upper", "+")] %}
        case when {{ covered }} >= {{ least }} then
            {{ ratio_of(above, below) }} {{ sign }} {{ ratio_spread(above, below, side) }}
        end as {{ name }}_weight_{{ side }},
        {%- endfor %}
        {%- endfor %}
        min({{ spread }}) as lowest,
        max({{ spread }}) as highest,
        count(*) as codes,
        count({{ spread }}) as codes_published,
        {%- if method %}
        '{{ method }}' as method,
        {%- endif %}
        {%- if dated %}
        max(part.{{ dated }}) as {{ dated }},
        {%- endif %}
        {%- for aggregate in also %}
        {{ aggregate }},
        {%- endfor %}
        coalesce({{ least_certain_of_all("part.status") }}, any_value(part.published_status)) as status
    from (
        {{ part_of_opgave(
            weights, figures, on, keys, columns, by, carry + ([dated] if dated else []), "unknown"
        ) | indent(8) }}
    ) as part
    group by {% for column in by + keys %}part.{{ column }}{{ ", " if not loop.last }}{% endfor %}
    {%- if having %}
    having {{ having | join(" and ") }}
    {%- endif %}
{%- endmacro %}

{#- Over the codes of which both are known. -#}
{% macro ratio_of(above, below) -%}
    sum(part.weight * {{ above }}) filter (where {{ below }} is not null)
    / nullif(sum(part.weight * {{ below }}) filter (where {{ above }} is not null), 0)
{%- endmacro %}

{% macro covered_by_size(above, below) -%}
    {{ whole(
        ["part.weight", below],
        "coalesce(sum(part.weight * " ~ below ~ ") filter (where " ~ above ~ " is not null), 0) / nullif(sum(part.weight * "
        ~ below ~ "), 0)"
    ) }}
{%- endmacro %}

{% macro covered_by_codes(above, below) -%}
    count({{ above }} + {{ below }}) / count(*)
{%- endmacro %}

{#- Half of the interval of the ratio: each weight moves it by (above - ratio x below) / (sum below). -#}
{% macro ratio_spread(above, below, side) -%}
    {%- set step = "power(part.weight_" ~ side ~ " - part.weight, 2)" -%}
    {{ whole(
        "part.weight_" ~ side,
        "sqrt(greatest(sum(" ~ step ~ " * power(" ~ above ~ ", 2)) - 2 * (" ~ ratio_of(above, below) ~ ") * sum(" ~ step
        ~ " * " ~ above ~ " * " ~ below ~ ") + power(" ~ ratio_of(above, below) ~ ", 2) * sum(" ~ step ~ " * power(" ~ below
        ~ ", 2)), 0)) / nullif(sum(part.weight * " ~ below ~ ") filter (where " ~ above ~ " is not null), 0)"
    ) }}
{%- endmacro %}
