{#- Steps since the previous period of the series; null for its first. Rows of one period share the answer. -#}
{% macro steps_since_previous(step, series) -%}
    {{ step }} - max({{ step }}) over (
        partition by {{ series }} order by {{ step }} range between unbounded preceding and 1 preceding
    )
{%- endmacro %}

{#- A period as a number of steps: quarters and months for figures of a quarter or month, years for the rest. -#}
{% macro period_step(date, frequency) -%}
    case {{ frequency }}
        when 'month' then year({{ date }}) * 12 + month({{ date }})
        when 'quarter' then year({{ date }}) * 4 + quarter({{ date }})
        else year({{ date }})
    end
{%- endmacro %}
