{#- A sum of fractions that is stored (a weight, a share): the same in whatever order an engine takes the rows, which a sum
    of doubles is not in its last digit. A double holds fifteen digits exactly, so those behind the point and those before it
    are together no more: fifteen for what is below ten, six for a count of persons times a weight. `of`: which rows, `filter (...)` or `over (...)`. -#}
{% macro summed(number, digits=15, of="") -%}
    cast(sum(cast({{ number }} as decimal(38, {{ digits }}))){{ " " ~ of if of }} as double)
{%- endmacro %}
