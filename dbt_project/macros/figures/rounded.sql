{#- A figure as a reader sees it: halves away from zero (44.15 is 44.2, -44.15 is -44.2), a double, null stays null.

    Not round() of a double. Most decimal halves have no double (44.15 is stored as 44.1499...), and whether such a number
    goes up is the engine's own taste: DuckDB 2.0.1 rounds four in ten of them down, 1.5 and 2.0.0 up, and 1.005 down
    on all three. A decimal is what it says, and every engine rounds it alike.

    Six digits more than are shown take off what binary fractions and the order of a sum add, and leave what is known: of a
    number below 10^(9 - digits) a double's noise stays under half of the sixth, and a quotient of counts that is no half
    lies further from one than that for every denominator up to a million. 38 digits leave room for 10^26 before the
    point at six shown; what does not fit, and what is no number (0 / 0), stops the build instead of being published. -#}
{% macro rounded(number, digits) -%}
    cast(round(cast({{ number }} as decimal(38, {{ digits + 6 }})), {{ digits }}) as double)
{%- endmacro %}
