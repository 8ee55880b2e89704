{#- Of residuals, each beside the one `before` where `is_next` says that it is the quarter before; none below zero counts. -#}
{% macro autocorrelation() -%}
    greatest(coalesce(sum(case when is_next then residual * before end) / nullif(sum(power(residual, 2)), 0), 0), 0)
{%- endmacro %}
