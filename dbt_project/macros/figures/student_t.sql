{#- The 97.5 % point of Student's t with `degrees` of freedom, from that of the normal distribution (Abramowitz and Stegun
    26.7.5): within 1 % for two degrees or more, within 0.1 % from four. -#}
{% macro student_t_975(degrees) -%}
    (
        1.959964 + 2.372273 / ({{ degrees }}) + 2.822501 / power({{ degrees }}, 2) + 2.555851 / power({{ degrees }}, 3)
        + 1.589534 / power({{ degrees }}, 4)
    )
{%- endmacro %}
