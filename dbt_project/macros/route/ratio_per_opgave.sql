{#- The one route over the crosswalk for ratios, rates, means and medians, which do not add up: the sum of what stands above
    the line over the sum of what stands below it, each code times its weight. A rate is its size times the rate over the
    size. A select; weights, figures, on, keys, by, carry as in part_of_opgave.

    ratios    {name: (above, below)} of columns of `part`; each gives, over the codes of which both are known,
              <name>          the ratio, to nine digits: the same in whatever order it was added up; null where too little is known
              <name>_covered  which share of what stands below the line that is: null where that of one code is not known
              <name>_codes    how many codes that are
              <name>_weight_lower, <name>_weight_upper   95 %, what the weights leave unsure; null where that is not known
              <name>_change_1y_weight, <name>_change_3y_weight   half of what they leave unsure of the change
    columns   the columns of figures that they are made of
    spread    the published ratio of a code: gives lowest and highest, a range over the codes that is no margin
    also      {name: aggregate} over `part`
    least     the share that must be covered for a value: 1 is whole or nothing
    covering  'size' where the share is of what stands below the line, 'codes' where it is of the codes

    share_<basis>_pct is the part of what stands below the line of the first ratio that rests on a count, an official
    delineation or a judgement. codes are all, codes_published those with a published ratio. As certain as the least certain of its figures; an opgave
    without any figure keeps its row, with the status of what was published. -#}
{% macro ratio_per_opgave(
    weights, figures, on, keys, columns, ratios, spread, least=0.8, covering="size", by=["opgave_id", "delineation"],
    carry=[], method=none, dated=none, also={}, having=[]
) -%}
    {%- set period = (keys | select("in", ["period_start", "year", "study_year"]) | list | first) -%}
    {%- set step = "interval {n} year" if period == "period_start" else "{n}" -%}
    {%- set steady = by + (on.keys() | list) + (keys | reject("equalto", period) | list) -%}
    {%- set within = " over of_opgave" -%}
    {%- set size = (ratios.values() | list | first)[1] -%}
    {%- set names = [] -%}
    {%- for name in ratios -%}
        {%- for moment in ["now", "ago_1", "ago_3"] -%}{%- do names.append(name ~ "_" ~ moment) -%}{%- endfor -%}
    {%- endfor -%}
    {%- set rows %}
            (
                select
                    *
                    {%- for name in ratios %}
                    {%- for years in [1, 3] %},
                    any_value({{ name }}_step) over (
                        partition by {{ steady | join(", ") }} order by {{ period }}
                        range between {{ step.format(n=years) }} preceding and {{ step.format(n=years) }} preceding
                    ) as {{ name }}_step_{{ years }}
                    {%- endfor %}
                    {%- endfor %}
                from (
                    select
                        part.*,
                        {%- for name, (above, below) in ratios.items() %}
                        -- by how much the ratio moves with the weight of this code
                        ({{ above }} - {{ below }} * ({{ ratio_of(above, below, within) }}))
                            / nullif({{ sum_of_known(below, above, within) }}, 0) as {{ name }}_step,
                        {%- endfor %}
                    from (
                        {{ part_of_opgave(
                            weights, figures, on, keys, columns, by, carry + ([dated] if dated else []), "unknown"
                        ) | indent(24) }}
                    ) as part
                    window of_opgave as (partition by {{ (by + keys) | join(", ") }})
                )
            )
    {%- endset %}
    select
        {%- for column in by + keys %}
        {{ column }},
        {%- endfor %}
        {%- for name in ratios %}
        {{ rounded(name, 9) }} as {{ name }},
        {{ name }}_covered,
        {{ name }}_codes,
        {%- for side, sign in [("lower", "-"), ("upper", "+")] %}
        {{ rounded(name ~ " " ~ sign ~ " " ~ weight_half(side, name ~ "_now"), 9) }} as {{ name }}_weight_{{ side }},
        {%- endfor %}
        {%- for years in [1, 3] %}
        case when {{ name }}_covered >= {{ least }} then
            {{ rounded(weight_half("both", name ~ "_ago_" ~ years), 9) }}
        end as {{ name }}_change_{{ years }}y_weight,
        {%- endfor %}
        {%- endfor %}
        share_count_pct,
        share_official_pct,
        share_judgement_pct,
        lowest,
        highest,
        codes,
        codes_published,
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
        select *, {{ weight_skews(names) | indent(8) }}
        from (
            select
                {%- for column in by + keys %}
                part.{{ column }},
                {%- endfor %}
                {%- for name, (above, below) in ratios.items() %}
                {%- set covered = covered_by_codes(above, below) if covering == "codes" else covered_by_size(above, below) %}
                case when {{ covered }} >= {{ least }} then {{ ratio_of(above, below) }} end as {{ name }},
                {{ covered }} as {{ name }}_covered,
                count({{ above }} + {{ below }}) as {{ name }}_codes,
                {{ weight_moments(name ~ "_now", "part." ~ name ~ "_step", "part") | indent(12) }},
                {%- for years in [1, 3] %}
                {{ weight_moments(
                    name ~ "_ago_" ~ years, "part." ~ name ~ "_step - part." ~ name ~ "_step_" ~ years, "part",
                    needed=["coalesce(part." ~ name ~ "_step_" ~ years ~ ", if(part." ~ name ~ "_step is null, 0, null))"]
                ) | indent(12) }},
                {%- endfor %}
                {%- endfor %}
                {%- for basis in ["count", "official", "judgement"] %}
                {{ rounded(
                    "100 * sum(part.weight_" ~ basis ~ " * " ~ size ~ ") / nullif(sum(part.weight * " ~ size ~ "), 0)", 1
                ) }} as share_{{ basis }}_pct,
                {%- endfor %}
                min({{ spread }}) as lowest,
                max({{ spread }}) as highest,
                count(*) as codes,
                count({{ spread }}) as codes_published,
                {%- if dated %}
                max(part.{{ dated }}) as {{ dated }},
                {%- endif %}
                {%- for name, aggregate in also.items() %}
                {{ aggregate }} as {{ name }},
                {%- endfor %}
                coalesce({{ least_certain_of_all("part.status") }}, any_value(part.published_status)) as status
            from {{ with_errors(rows) | indent(12) }} as part
            group by {% for column in by + keys %}part.{{ column }}{{ ", " if not loop.last }}{% endfor %}
            {%- if having %}
            having {{ having | join(" and ") }}
            {%- endif %}
        )
    )
{%- endmacro %}

{#- Over the codes of which both are known. -#}
{% macro ratio_of(above, below, within="") -%}
    {{ sum_of_known(above, below, within) }} / nullif({{ sum_of_known(below, above, within) }}, 0)
{%- endmacro %}

{% macro sum_of_known(size, other, within="") -%}
    sum(part.weight * {{ size }}) filter (where {{ other }} is not null){{ within }}
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
