{#- The last day of a period and its name, from its first day and kind: written here alone, for all of schema bi. -#}

{% macro period_end(period_start, frequency) -%}
    cast(
        case {{ frequency }}
            when 'month' then {{ period_start }} + interval 1 month - interval 1 day
            when 'quarter' then {{ period_start }} + interval 3 month - interval 1 day
            when 'register' then {{ period_start }}
            when 'forecast' then make_date(cast(year({{ period_start }}) as integer), 12, 31)
            else {{ period_start }} + interval 1 year - interval 1 day
        end as date
    )
{%- endmacro %}

{#- Sorts as the periods do, within a kind. -#}
{% macro period_label(period_start, frequency) -%}
    case {{ frequency }}
        when 'month' then strftime({{ period_start }}, '%Y-%m')
        when 'quarter' then year({{ period_start }}) || ' kwartaal ' || quarter({{ period_start }})
        when 'study_year' then year({{ period_start }}) || '/' || right(cast(year({{ period_start }}) + 1 as varchar), 2)
        when 'register' then 'stand van ' || strftime({{ period_start }}, '%Y-%m-%d')
        when 'forecast' then 'tot en met ' || year({{ period_start }})
        else cast(year({{ period_start }}) as varchar)
    end
{%- endmacro %}
