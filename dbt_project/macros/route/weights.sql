{#- How weights of the crosswalk are put together. Each has an interval of 95 % (weight_lower, weight_upper; null where
    nothing is known of it), and is drawn independently of the others: what they leave unsure adds up in squares. -#}

{#- Half of the interval of a sum of weights, each times `size`: towards `side` (lower or upper). Unknown where the interval
    of one of them is. -#}
{% macro weight_spread(side, size="1", weights="weights", digits=15) -%}
    {{ whole(
        weights ~ ".weight_" ~ side,
        "sqrt(" ~ summed(
            "power(" ~ size ~ " * (" ~ weights ~ ".weight_" ~ side ~ " - " ~ weights ~ ".weight), 2)", digits
        ) ~ ")"
    ) }}
{%- endmacro %}

{#- The deelopgaven of one opgave that claim a code add up, to at most the whole of it: three columns, to be grouped by
    the opgave, the delineation and the code. -#}
{% macro weight_of_code(weights) -%}
    cast(least(sum({{ weights }}.weight), 1) as decimal(5, 4)) as weight,
    {{ whole(
        weights ~ ".weight_lower",
        "greatest(sum(" ~ weights ~ ".weight) - " ~ weight_spread("lower", weights=weights) ~ ", 0)"
    ) }} as weight_lower,
    {{ whole(
        weights ~ ".weight_upper",
        "least(sum(" ~ weights ~ ".weight) + " ~ weight_spread("upper", weights=weights) ~ ", 1)"
    ) }} as weight_upper
{%- endmacro %}

{#- The weight of a coarser code: each finer code of it that the opgave claims, times its share of the coarser one. A select.

    weights    a relation with opgave_id, delineation, the finer code and the three columns of a weight
    members    a relation with one row per finer code of `weights` and coarser code that it lies in, with `share`: null
               where it is not known, which makes the weight unknown, not smaller
    on         columns of the finer code that both have
    code       columns of the coarser code, of members
    also       more aggregates over `weights` and `members` -#}
{% macro weights_of_coarser(weights, members, on, code, also=[]) -%}
    select
        weights.opgave_id,
        weights.delineation,
        {%- for column in code %}
        members.{{ column }},
        {%- endfor %}
        {{ whole("members.share", summed("weights.weight * members.share")) }} as weight,
        {%- for side, sign in [("lower", "-"), ("upper", "+")] %}
        {{ whole("members.share", summed("weights.weight * members.share")) }}
            {{ sign }} {{ weight_spread(side, size="members.share") }} as weight_{{ side }}
        {%- if also or not loop.last %},{% endif %}
        {%- endfor %}
        {%- for aggregate in also %}
        {{ aggregate }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ weights }} as weights
    inner join {{ members }} as members
        on {% for column in on %}members.{{ column }} = weights.{{ column }}{{ " and " if not loop.last }}{% endfor %}
    group by weights.opgave_id, weights.delineation
        {%- for column in code %}, members.{{ column }}{% endfor %}
{%- endmacro %}
