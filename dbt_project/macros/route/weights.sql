{#- How weights of the crosswalk are put together. Each has an interval of 95 % (weight_lower, weight_upper; null where
    nothing is known of it) and stands as one of three bases: weight_count + weight_official + weight_judgement = weight. -#}

{#- The columns of a weight, to be handed on. -#}
{% macro weight_columns(weights="") -%}
    {%- set prefix = weights ~ "." if weights else "" -%}
    {%- for column in ["weight", "weight_lower", "weight_upper", "weight_count", "weight_official", "weight_judgement"] -%}
    {{ prefix }}{{ column }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- Half of the 95 % interval of a sum of weights, each times `size`: towards `side` (lower or upper), or `both` for the mean
    of the two. An aggregate; unknown where the interval of one of the weights is.

    A weight is a share of a whole, so its errors lie as those of a Beta. What is independent adds up in its variance, its
    third and its fourth moment; of those the quantiles of the sum follow by Wilson and Hilferty (a gamma of that skewness,
    Proc. Nat. Acad. Sci. 17, 1931), and no sum of weights goes below none or above all. Of a single weight they are its
    own. Quadrature per side fails for skewed weights: of eight breed figures of employment it held from 75 to 95 %.

    `together` is the sum of `size` over everything that has the very same weight (a field that many programmes lie in):
    that moves as one. -#}
{% macro weight_spread(side, size="1", weights="weights", together=none) -%}
    {%- set lower, weight, upper = weights ~ ".weight_lower", weights ~ ".weight", weights ~ ".weight_upper" -%}
    {#- doubles: counts are decimals, which overflow in the fourth power -#}
    {%- set one = "cast(" ~ size ~ " as double)" -%}
    {%- set all = "cast(" ~ (together or size) ~ " as double)" -%}
    {%- set is_unsure = "filter (where " ~ upper ~ " > " ~ lower ~ ")" -%}
    {#- a Beta of that mean and interval has this variance to within a few per cent: it is wider than its own interval of
        95 % in a normal curve would say, the more so the flatter it is -#}
    {%- set normal = "power((" ~ upper ~ " - " ~ lower ~ ") / 3.92, 2)" -%}
    {%- set flat = "least(coalesce(" ~ normal ~ " / nullif(" ~ weight ~ " * (1 - " ~ weight ~ "), 0), 0), 0.45)" -%}
    {%- set variance = "(" ~ normal ~ " * (1 + " ~ flat ~ "))" -%}
    {%- set second = "sum(" ~ [one, all, variance] | join(" * ") ~ ")" -%}
    {%- set third = "sum(" ~ [one, all, all, variance, "(" ~ upper ~ " + " ~ lower ~ " - 2 * " ~ weight ~ ") / 2"] | join(" * ") ~ ")" -%}
    {%- set fourth = "sum(" ~ [one, all, all, all, variance, variance, "(1 / sqrt(1 + " ~ flat ~ ") - 1)"] | join(" * ") ~ ")" -%}
    {%- set down = "sum(greatest(" ~ one ~ " * " ~ weight ~ ", -" ~ one ~ " * (1 - " ~ weight ~ "))) " ~ is_unsure -%}
    {%- set up = "sum(greatest(" ~ one ~ " * (1 - " ~ weight ~ "), -" ~ one ~ " * " ~ weight ~ ")) " ~ is_unsure -%}
    {%- set deviation = "sqrt(" ~ second ~ ")" -%}
    {%- set skewness -%}
        least(
            greatest({{ third }} / (0.4736 * {{ second }} * {{ deviation }}), -2 * {{ deviation }} / nullif({{ up }}, 0)),
            2 * {{ deviation }} / nullif({{ down }}, 0)
        )
    {%- endset -%}
    {%- set halves = {
        "lower": (down, "-1.96", "greatest(" ~ one ~ " * (" ~ weight ~ " - " ~ lower ~ "), " ~ one ~ " * (" ~ weight ~ " - " ~ upper ~ "))"),
        "upper": (up, "1.96", "greatest(" ~ one ~ " * (" ~ upper ~ " - " ~ weight ~ "), " ~ one ~ " * (" ~ lower ~ " - " ~ weight ~ "))"),
    } -%}
    {%- set half -%}
        {%- for name in (["lower", "upper"] if side == "both" else [side]) %}
        {%- set room, z, own = halves[name] %}
        case
            when coalesce({{ second }}, 0) <= 0 then 0
            when abs(sum({{ one }}) {{ is_unsure }} - max({{ all }}) {{ is_unsure }}) <= 1e-9 * abs(sum({{ one }}) {{ is_unsure }})
                then sum({{ own }}) {{ is_unsure }}
            else least(
                {{ deviation }} * (1 + {{ fourth }} / power({{ second }}, 2)) * case
                    when abs({{ skewness }}) < 0.001 then 1.96
                    else 2 / {{ skewness }} * {{ "-" if name == "lower" else "" }}(
                        power(greatest(1 + {{ z }} * {{ skewness }} / 6 - power({{ skewness }}, 2) / 36, 0), 3) - 1
                    )
                end,
                {{ room }}
            )
        end{{ " + " if not loop.last }}
        {%- endfor %}
    {%- endset -%}
    {{ whole([lower, upper], "(" ~ half ~ ")" ~ (" / 2" if side == "both" else "")) }}
{%- endmacro %}

{#- The deelopgaven of one opgave that claim a code add up, to at most the whole of it: the columns of a weight, to be
    grouped by the opgave, the delineation and the code. -#}
{% macro weight_of_code(weights) -%}
    cast(least(sum({{ weights }}.weight), 1) as decimal(5, 4)) as weight,
    {{ whole(
        weights ~ ".weight_lower",
        rounded("greatest(sum(" ~ weights ~ ".weight) - " ~ weight_spread("lower", weights=weights) ~ ", 0)", 9)
    ) }} as weight_lower,
    {{ whole(
        weights ~ ".weight_upper",
        rounded("least(sum(" ~ weights ~ ".weight) + " ~ weight_spread("upper", weights=weights) ~ ", 1)", 9)
    ) }} as weight_upper,
    {%- for basis in ["count", "official", "judgement"] %}
    {{ rounded(
        "sum(" ~ weights ~ ".weight_" ~ basis ~ ") / nullif(sum(" ~ weights ~ ".weight), 0) * least(sum(" ~ weights
        ~ ".weight), 1)", 9
    ) }} as weight_{{ basis }}{{ "," if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- The weight of a coarser code: each finer code of it that the opgave claims, times its share of the coarser one. A select.

    weights    a relation with opgave_id, delineation, the finer code and the columns of a weight
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
        {#- never within the weight itself, of which more digits are kept #}
        {{ whole("members.share", ("least" if side == "lower" else "greatest") ~ "(" ~ summed("weights.weight * members.share")
            ~ ", " ~ rounded("sum(weights.weight * members.share) " ~ sign ~ " " ~ weight_spread(side, size="members.share"), 9)
            ~ ")") }} as weight_{{ side }},
        {%- endfor %}
        {%- for basis in ["count", "official", "judgement"] %}
        {{ whole("members.share", summed("weights.weight_" ~ basis ~ " * members.share")) }} as weight_{{ basis }}
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
