{#- How weights of the crosswalk are put together. Each has an interval of 95 % (weight_lower, weight_upper; null where
    nothing is known of it) and stands as one of three bases: weight_count + weight_official + weight_judgement = weight. -#}

{#- The columns of a weight, to be handed on. That of a whole code, or of a coarser one, brings the moments of its error:
    of a sum of weights the interval alone does not tell them. -#}
{% macro weight_columns(weights="", moments=true) -%}
    {{ prefixed(
        ["weight", "weight_lower", "weight_upper", "weight_count", "weight_official", "weight_judgement"]
        + (["moment_2", "moment_3", "moment_4"] if moments else []), weights
    ) }}
{%- endmacro %}

{#- Of a weight that stands by itself: its interval tells them. -#}
{% macro no_moments() -%}
    {%- for moment in [2, 3, 4] -%}
    cast(null as double) as moment_{{ moment }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- The 95 % interval of a sum of weights, each times a size, in steps, so that each moment of it stands once:

        select {{ weight_half("lower", "now") }}
        from (
            select *, {{ weight_skews(["now"]) }}
            from (
                select {{ weight_moments("now", "weights.persons") }}
                from {{ with_errors("weights") }} as weights
                group by ...
            )
        )

    A weight is a share of a whole, so its errors lie as those of a Beta. What is independent adds up in its variance, its
    third and its fourth moment; of those the quantiles of the sum follow by Wilson and Hilferty (a gamma of that skewness,
    Proc. Nat. Acad. Sci. 17, 1931), and no sum of weights goes below none or above all. Of a single weight they are its
    own. Quadrature per side fails for skewed weights: of eight breed figures of employment it held from 75 to 95 %. -#}

{#- A relation of weights with the errors of each: error_unsure (1 or null, a double: counts are decimals, which overflow in the
    fourth power) and the moments, from the interval where a weight does not bring them.

    error_2   the variance of a Beta of that mean and interval. It is wider than the interval would say of a normal curve, the
              more so the flatter it is: by 17 % for Beta(2, 2), 42 % for one that is level, within 3 % for means of 0.05 to 0.95
    error_3   the third central moment of that Beta
    error_4   its variance squared, times how much wider (less: narrower) its 95 % is than that of the gamma of its skewness -#}
{% macro with_errors(weights, moments=true) -%}
    {%- set normal = "power((weight_upper - weight_lower) / 3.92, 2)" -%}
    {%- set flat = "coalesce(" ~ normal ~ " / nullif(weight * (1 - weight), 0), 0)" -%}
    {%- set variance = normal ~ " * (1 + " ~ flat ~ " + 43 * power(least(greatest(" ~ flat ~ " - 0.17, 0), 0.09), 2))" -%}
    {#- what stands at all of it, and may be less, is no Beta: its skewness is held to that of the most skewed weight there is -#}
    {%- set most = "5 * power(error_2, 1.5)" -%}
    {%- set third = "greatest(least(2 * (1 - 2 * weight) * power(error_2, 2) / nullif(weight * (1 - weight) + error_2, 0), " ~ most
        ~ "), -" ~ most ~ ")" -%}
    {%- set skew = "nullif(abs(error_3) / nullif(power(error_2, 1.5), 0), 0)" -%}
    {%- set gamma -%}
        coalesce(2 / {{ skew }} * (
            power(1 + 1.96 * {{ skew }} / 6 - power({{ skew }}, 2) / 36, 3)
            - power(greatest(1 - 1.96 * {{ skew }} / 6 - power({{ skew }}, 2) / 36, 0), 3)
        ), 3.92)
    {%- endset -%}
    (
        select
            *,
            {{ "coalesce(moment_4, " if moments }}power(error_2, 2) * coalesce(
                (weight_upper - weight_lower) / nullif(sqrt(error_2) * {{ gamma }}, 0) - 1, 0
            ){{ ")" if moments }} as error_4
        from (
            select
                *,
                {{ "coalesce(moment_3, " if moments }}{{ third }}{{ ")" if moments }} as error_3
            from (
                select
                    *,
                    case when weight_upper > weight_lower then cast(1 as double) end as error_unsure,
                    {{ "coalesce(moment_2, " if moments }}{{ variance }}{{ ")" if moments }} as error_2
                from {{ weights }}
            )
        )
    )
{%- endmacro %}

{#- Aggregates over weights with their errors: the moments of the sum, how far it can go, and whether it is one weight.
    Known where the interval of every weight is, and the `needed` columns. `together` is the sum of `size` over everything
    that has the very same weight (a field that many programmes lie in): that moves as one. -#}
{% macro weight_moments(name, size, weights="weights", together=none, needed=[]) -%}
    {%- set weight, unsure = weights ~ ".weight", weights ~ ".error_unsure" -%}
    {%- set size = "(" ~ size ~ ")" if " " in size else size -%}
    {%- set one = size ~ " * " ~ unsure -%}
    {%- set all = (together or size) ~ " * " ~ unsure -%}
    {{ is_whole([weights ~ ".weight_lower", weights ~ ".weight_upper"] + needed) }} as {{ name }}_known,
    {%- for moment, name_of in [(2, "second"), (3, "third"), (4, "fourth")] %}
    sum({{ ([one] + [all] * (moment - 1) + [weights ~ ".error_" ~ moment]) | join(" * ") }}) as {{ name }}_{{ name_of }},
    {%- endfor %}
    sum(greatest({{ one }} * {{ weight }}, -{{ one }} * (1 - {{ weight }}))) as {{ name }}_down,
    sum(greatest({{ one }} * (1 - {{ weight }}), -{{ one }} * {{ weight }})) as {{ name }}_up,
    {%- for side, sign in [("lower", ""), ("upper", "-")] %}
    sum(greatest(
        {{ sign }}{{ one }} * ({{ weight }} - {{ weights }}.weight_lower),
        {{ sign }}{{ one }} * ({{ weight }} - {{ weights }}.weight_upper)
    )) as {{ name }}_own_{{ side }},
    {%- endfor %}
    abs(sum({{ one }}) - max({{ all }})) <= 1e-9 * abs(sum({{ one }})) as {{ name }}_alone
{%- endmacro %}

{#- The skewness of each of these sums, of its moments. -#}
{% macro weight_skews(names) -%}
    {%- for name in names %}
    {%- set deviation = "sqrt(greatest(" ~ name ~ "_second, 0))" -%}
    least(
        greatest(
            {{ name }}_third / nullif({{ name }}_second * {{ deviation }}, 0), -2 * {{ deviation }} / nullif({{ name }}_up, 0)
        ),
        2 * {{ deviation }} / nullif({{ name }}_down, 0)
    ) as {{ name }}_skew{{ ", " if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- Half of the interval, of its moments: towards `side` (lower or upper), or the mean of `both`. -#}
{% macro weight_half(side, name) -%}
    {%- set halves -%}
        {%- for part in (["lower", "upper"] if side == "both" else [side]) %}
        {%- set towards = "-" if part == "lower" else "+" %}
        case
            when coalesce({{ name }}_second, 0) <= 0 then 0
            when {{ name }}_alone then {{ name }}_own_{{ part }}
            else least(
                sqrt({{ name }}_second) * (1 + {{ name }}_fourth / power({{ name }}_second, 2)) * case
                    when abs({{ name }}_skew) < 0.001 then 1.96
                    else {{ towards }}2 / {{ name }}_skew * (power(
                        greatest(1 {{ towards }} 1.96 * {{ name }}_skew / 6 - power({{ name }}_skew, 2) / 36, 0), 3
                    ) - 1)
                end,
                {{ name }}_{{ "down" if part == "lower" else "up" }}
            )
        end{{ " + " if not loop.last }}
        {%- endfor %}
    {%- endset -%}
    case when {{ name }}_known then {{ "(" ~ halves ~ ") / 2" if side == "both" else halves }} end
{%- endmacro %}

{#- The moments of a sum of weights, as columns of the weight that it is: rounded, to be the same in whatever order they were
    added up. Null where the condition does not hold: then the interval tells them. -#}
{% macro moments_of(name, condition=none) -%}
    {%- for moment, name_of in [(2, "second"), (3, "third"), (4, "fourth")] -%}
    {%- set found = rounded("coalesce(" ~ name ~ "_" ~ name_of ~ ", 0)", 12) -%}
    {{ "case when " ~ condition ~ " then " ~ found ~ " end" if condition else found }} as moment_{{ moment }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- The deelopgaven of one opgave that claim a code add up, to at most the whole of it. A select.

    weights   a relation with the columns of a weight
    by        what tells one code of an opgave from another
    also      {name: aggregate} over `weights` -#}
{% macro weights_of_codes(weights, by, also={}) -%}
    select
        {%- for column in by + (also | list) %}
        {{ column }},
        {%- endfor %}
        cast(least(exact, 1) as decimal(5, 4)) as weight,
        -- least() and greatest() would make 1 and 0 of an unknown one
        case when whole_known then
            {{ rounded("greatest(exact - " ~ weight_half("lower", "whole") ~ ", 0)", 9) }}
        end as weight_lower,
        case when whole_known then
            {{ rounded("least(exact + " ~ weight_half("upper", "whole") ~ ", 1)", 9) }}
        end as weight_upper,
        {%- for basis in ["count", "official", "judgement"] %}
        {{ rounded("by_" ~ basis ~ " / nullif(exact, 0) * least(exact, 1)", 9) }} as weight_{{ basis }},
        {%- endfor %}
        -- what is cut off at the whole code has other moments than its parts
        {{ moments_of("whole", "exact + " ~ weight_half("upper", "whole") ~ " <= 1") }}
    from (
        select *, {{ weight_skews(["whole"]) }}
        from (
            select
                {%- for column in by %}
                weights.{{ column }},
                {%- endfor %}
                {%- for name, aggregate in also.items() %}
                {{ aggregate }} as {{ name }},
                {%- endfor %}
                sum(weights.weight) as exact,
                {%- for basis in ["count", "official", "judgement"] %}
                sum(weights.weight_{{ basis }}) as by_{{ basis }},
                {%- endfor %}
                {{ weight_moments("whole", "1") | indent(12) }}
            from {{ with_errors(weights, moments=false) | indent(12) }} as weights
            group by {% for column in by %}weights.{{ column }}{{ ", " if not loop.last }}{% endfor %}
        )
    )
{%- endmacro %}

{#- The weight of a coarser code: each finer code of it that the opgave claims, times its share of the coarser one. A select.

    weights    a relation with opgave_id, delineation, the finer code and the columns of a weight
    members    a relation with one row per finer code of `weights` and coarser code that it lies in, with `share`: null
               where it is not known, which makes the weight unknown, not smaller
    on         columns of the finer code that both have
    code       columns of the coarser code, of members
    also       {name: aggregate} over `weights` and `members` -#}
{% macro weights_of_coarser(weights, members, on, code, also={}) -%}
    select
        opgave_id,
        delineation,
        {%- for column in code %}
        {{ column }},
        {%- endfor %}
        weight,
        {#- never within the weight itself, of which more digits are kept #}
        {%- for side, sign, bound in [("lower", "-", "least"), ("upper", "+", "greatest")] %}
        case when weight is not null and whole_known then
            {{ bound }}(weight, {{ rounded("exact " ~ sign ~ " " ~ weight_half(side, "whole"), 9) | indent(8) }})
        end as weight_{{ side }},
        {%- endfor %}
        weight_count,
        weight_official,
        weight_judgement,
        {{ moments_of("whole") }}
        {%- for name in also %},
        {{ name }}
        {%- endfor %}
    from (
        select *, {{ weight_skews(["whole"]) }}
        from (
            select
                weights.opgave_id,
                weights.delineation,
                {%- for column in code %}
                members.{{ column }},
                {%- endfor %}
                {{ whole("members.share", summed("weights.weight * members.share")) }} as weight,
                sum(weights.weight * members.share) as exact,
                {%- for basis in ["count", "official", "judgement"] %}
                {{ whole("members.share", summed("weights.weight_" ~ basis ~ " * members.share")) }} as weight_{{ basis }},
                {%- endfor %}
                {%- for name, aggregate in also.items() %}
                {{ aggregate }} as {{ name }},
                {%- endfor %}
                {{ weight_moments("whole", "members.share") | indent(12) }}
            from {{ with_errors(weights) | indent(12) }} as weights
            inner join {{ members }} as members
                on {% for column in on %}members.{{ column }} = weights.{{ column }}{{ " and " if not loop.last }}{% endfor %}
            group by weights.opgave_id, weights.delineation
                {%- for column in code %}, members.{{ column }}{% endfor %}
        )
    )
{%- endmacro %}
