{#- A period in CBS notation, the reverse of period_start(): 2023JJ00, 2023KW01, 2023MM01, 2023SJ00. A forecast stands
    under the year it looks to. -#}
{% macro cbs_period(period_start, frequency) -%}
    year({{ period_start }})
    || case {{ frequency }}
        when 'year' then 'JJ00'
        when 'forecast' then 'JJ00'
        when 'school_year' then 'SJ00'
        when 'quarter' then 'KW0' || quarter({{ period_start }})
        when 'month' then 'MM' || lpad(cast(month({{ period_start }}) as varchar), 2, '0')
    end
{%- endmacro %}
