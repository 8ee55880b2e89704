{#- Whole or nothing: a part would pass for the whole. -#}

{#- Every row of the group has each of these columns; a condition on aggregates. -#}
{% macro is_whole(columns) -%}
    {%- for column in ([columns] if columns is string else columns) -%}
        count({{ column }}) = count(*){{ " and " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- The aggregate, where every row of the group has the columns; else null. -#}
{% macro whole(columns, aggregate) -%}
    case when {{ is_whole(columns) }} then {{ aggregate }} end
{%- endmacro %}
