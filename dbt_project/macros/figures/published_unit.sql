{#- From the publisher's unit to single units (persons, jobs, vacancies), and what the publisher's rounding hides. -#}

{#- Figures in thousands become units; decimals that binary fractions add are rounded off. -#}
{% macro in_units(value, unit) -%}
    {{ rounded(value ~ " * " ~ unit_factor(unit), 2) }}
{%- endmacro %}

{#- The unit of persons, counted in thousands or one by one, or of a rate of them, after in_units. -#}
{% macro unit_of_persons(unit) -%}
    case when {{ unit }} is not null then coalesce({{ unit_noun(unit) }}, 'personen') end
{%- endmacro %}

{#- Half a step of the published number, in units: 423.7 (x 1 000) may be 423,650 to 423,750. -#}
{% macro rounding_half(unit, decimals) -%}
    ({{ unit_factor(unit) }} / power(10, coalesce({{ decimals }}, 0)) / 2)
{%- endmacro %}

{#- The least and the most that a rounded count can be; a count is never below zero, a missing one has no bounds
    (DuckDB's greatest() would make it zero), and one without known rounding is its own bound. `may_shrink` is the
    condition under which the figure is a change, and so may be below zero. -#}
{% macro bound_lower(value, half, may_shrink="false") -%}
    case
        when {{ half }} is null or {{ value }} is null then {{ value }}
        when {{ may_shrink }} then {{ value }} - {{ half }}
        else greatest({{ value }} - {{ half }}, 0)
    end
{%- endmacro %}

{% macro bound_upper(value, half) -%}
    {{ value }} + coalesce({{ half }}, 0)
{%- endmacro %}
