{#- DUO hides counts of 1 to 4: as -1 (CKAN), as <5 (static files since November 2023). Such a cell is an interval,
    never a number. The best estimate is the middle, 2.5: where a few cells are added it is right on average.
    A text that is neither a count nor a mark gives null, and the test on persons_lower fails. -#}
{% macro is_suppressed(count_text) -%}
coalesce(trim({{ count_text }}) in ('-1', '<5'), false)
{%- endmacro %}

{% macro readable_count(count_text) -%}
case when try_cast({{ count_text }} as bigint) >= 0 then try_cast({{ count_text }} as bigint) end
{%- endmacro %}

{% macro persons_lower(count_text) -%}
case when {{ is_suppressed(count_text) }} then 1 else {{ readable_count(count_text) }} end
{%- endmacro %}

{% macro persons_upper(count_text) -%}
case when {{ is_suppressed(count_text) }} then 4 else {{ readable_count(count_text) }} end
{%- endmacro %}

{% macro persons_best(count_text) -%}
cast(case when {{ is_suppressed(count_text) }} then 2.5 else {{ readable_count(count_text) }} end as decimal(14, 1))
{%- endmacro %}

{#- The four columns every count of persons has, from the text as published. -#}
{% macro count_columns(count_text) -%}
{{ persons_best(count_text) }} as persons,
        {{ persons_lower(count_text) }} as persons_lower,
        {{ persons_upper(count_text) }} as persons_upper,
        {{ is_suppressed(count_text) }} as is_suppressed
{%- endmacro %}
