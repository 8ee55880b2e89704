{#- The one route over the crosswalk for counts: counts of codes become counts of opgaven. A select, to stand after the CTEs
    it reads; weights, figures, on, keys, by, carry, absent as in part_of_opgave.

    count     the column that is carried; gives
              <count>, <count>_lower, <count>_upper   the last two by what suppression and rounding hide
              weight_lower, weight_upper   95 %, what the weights leave unsure; null where nothing is known of it
              margin_95                    half of the 95 % interval of sampling; null without a sample, or a known rule
              share_count_pct, share_official_pct, share_judgement_pct   which part of the figure rests on what
              change_1y_weight, change_3y_weight   half of the 95 % interval that the weights leave of the change since one
                                           and three years before: the same weights hold at both moments
    beside    a count that is carried without bounds, such as the population that a rate is of; gives <beside>_margin_95
    half      half a step of the publisher's rounding; none where figures have <count>_lower and <count>_upper themselves
    shrinks   the condition under which a figure is a change, and so may be below zero
    digits    of the figures, behind the point
    method    how the opgave got its figure; none where `by` has it
    dated     the column of weights with the day or year of what they rest on
    columns   more columns of figures, for `also`: {name: aggregate} over `part`; `having` are more conditions
    same_weight   the column of weights that names one weight, where more codes have the very same (programmes of a field)
    measure, frequency   what seed survey_design knows the figures by, as expressions over `figures`

    Whole or nothing: where one of the opgave's codes has no figure or no weight there is no row. `codes` is how many it
    has. As certain as the least certain of them. -#}
{% macro per_opgave(
    weights, figures, on, keys, count, by=["opgave_id", "delineation"], carry=[], absent="unknown", beside=none,
    half="part.rounding_half", shrinks="false", digits=0, method=none, dated=none, columns=[], also={}, having=[],
    same_weight=none, measure=none, frequency=none
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
    {%- set period = (keys | select("in", ["period_start", "year", "study_year"]) | list | first) -%}
    {%- set step = "interval {n} year" if period == "period_start" else "{n}" -%}
    {%- set steady = by + (on.keys() | list) + (keys | reject("in", [period, "is_complete", "caveat_nl"]) | list) -%}
    {%- set apart = by + keys + [same_weight] if same_weight else [] -%}
    {%- set sizes = {"now": value, "ago_1": value ~ " - part.ago_1", "ago_3": value ~ " - part.ago_3"} -%}
    {%- set rows %}
            (
                select
                    *
                    {%- if same_weight %}
                    {%- for name, size in sizes.items() %},
                    sum({{ size | replace("part.", "") }}) over (partition by {{ apart | join(", ") }}) as {{ name }}_together
                    {%- endfor %}
                    {%- endif %}
                from (
                    select
                        part.*,
                        {{ sampling_margin("part." ~ count) }} as margin,
                        {%- if beside %}
                        {{ sampling_margin("part." ~ beside) }} as {{ beside }}_margin,
                        {%- endif %}
                        {%- for years in [1, 3] %}
                        {#- of a year that is told in two rows (of which one may be an absent zero) the sum #}
                        {{ "coalesce(" if absent == "zero" }}sum(part.{{ count }}) over (
                            partition by {% for column in steady %}part.{{ column }}{{ ", " if not loop.last }}{% endfor %}
                            order by part.{{ period }}
                            range between {{ step.format(n=years) }} preceding and {{ step.format(n=years) }} preceding
                        ){{ ", 0)" if absent == "zero" }} as ago_{{ years }}{{ "," if not loop.last }}
                        {%- endfor %}
                    from (
                        {{ part_of_opgave(
                            weights, figures, on, keys, [count] + bounds + ([beside] if beside else []) + columns, by,
                            carry + ([dated] if dated else []) + ([same_weight] if same_weight else []), absent
                        ) | indent(24) }}
                    ) as part
                    {{ survey_join(
                        "part.dataset_id",
                        measure or ("part.measure" if "measure" in keys else "''"),
                        frequency or ("part.frequency" if "frequency" in keys else "'year'"),
                    ) | indent(20) }}
                )
            )
    {%- endset %}
    select
        {%- for column in by + keys %}
        {{ column }},
        {%- endfor %}
        {{ rounded("exact", digits) }} as {{ count }},
        {{ count }}_lower,
        {{ count }}_upper,
        {%- for side, sign in [("lower", "-"), ("upper", "+")] %}
        {{ rounded("exact " ~ sign ~ " " ~ weight_half(side, "now"), digits) }} as weight_{{ side }},
        {%- endfor %}
        margin_95,
        share_count_pct,
        share_official_pct,
        share_judgement_pct,
        {%- for years in [1, 3] %}
        {{ rounded(weight_half("both", "ago_" ~ years), digits) }} as change_{{ years }}y_weight,
        {%- endfor %}
        {%- if beside %}
        {{ beside }},
        {{ beside }}_margin_95,
        {%- endif %}
        codes,
        {%- if method %}
        '{{ method }}' as method,
        {%- endif %}
        {%- if dated %}
        {{ dated }},
        {%- endif %}
        {%- for name in also %}
        {{ name }},
        {%- endfor %}
        status
    from (
        select *, {{ weight_skews(sizes) | indent(8) }}
        from (
            select
                {%- for column in by + keys %}
                part.{{ column }},
                {%- endfor %}
                sum(part.weight * {{ value }}) as exact,
                {{ rounded("sum(part.weight * " ~ lower ~ ")", digits) }} as {{ count }}_lower,
                {{ rounded("sum(part.weight * " ~ upper ~ ")", digits) }} as {{ count }}_upper,
                {{ whole("part.margin", rounded("sqrt(sum(power(part.weight * part.margin, 2)))", digits)) }} as margin_95,
                {%- for basis in ["count", "official", "judgement"] %}
                {{ rounded(
                    "100 * sum(part.weight_" ~ basis ~ " * abs(" ~ value ~ ")) / nullif(sum(part.weight * abs(" ~ value ~ ")), 0)",
                    1
                ) }} as share_{{ basis }}_pct,
                {%- endfor %}
                {%- for name, size in sizes.items() %}
                {{ weight_moments(
                    name, size, "part", "part." ~ name ~ "_together" if same_weight else none,
                    ["part." ~ name] if name != "now" else []
                ) | indent(12) }},
                {%- endfor %}
                {%- if beside %}
                {{ rounded("sum(part.weight * part." ~ beside ~ ")", digits) }} as {{ beside }},
                {{ whole("part." ~ beside ~ "_margin", rounded(
                    "sqrt(sum(power(part.weight * part." ~ beside ~ "_margin, 2)))", digits
                )) }} as {{ beside }}_margin_95,
                {%- endif %}
                count(*) as codes,
                {%- if dated %}
                max(part.{{ dated }}) as {{ dated }},
                {%- endif %}
                {%- for name, aggregate in also.items() %}
                {{ aggregate }} as {{ name }},
                {%- endfor %}
                {{ least_certain_of_all("part.status") }} as status
            from {{ with_errors(rows) | indent(12) }} as part
            group by {% for column in by + keys %}part.{{ column }}{{ ", " if not loop.last }}{% endfor %}
            having {{ is_whole(needed) }}
                {%- for condition in having %}
                and {{ condition }}
                {%- endfor %}
        )
    )
{%- endmacro %}
