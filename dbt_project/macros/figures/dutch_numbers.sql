{#- Numbers that publishers send as Dutch text. Null or blank stays null; text that is no number is null too. -#}

{#- "7,26" or "7.26": a comma or a point is the decimal mark. -#}
{% macro dutch_decimal(text) -%}
    try_cast(replace(nullif(trim({{ text }}), ''), ',', '.') as double)
{%- endmacro %}

{#- A count: "2.640" and "2640" are both 2640, a point before three digits is the thousands mark. -#}
{% macro dutch_count(text) -%}
    try_cast(
        replace(
            case
                when regexp_matches(trim({{ text }}), '^[0-9]{1,3}(\.[0-9]{3})+$')
                    then replace(trim({{ text }}), '.', '')
                else nullif(trim({{ text }}), '')
            end,
            ',', '.'
        ) as double
    )
{%- endmacro %}

{#- The other way: a number as a Dutch reader writes it, 7.5 is "7,5" and 7.0 is "7". -#}
{% macro dutch_number(value) -%}
    replace(regexp_replace(cast({{ value }} as varchar), '[.]0$', ''), '.', ',')
{%- endmacro %}
