{#- CBS period codes: 2023JJ00 year, 2023KW01 quarter, 2023MM01 month, 2023SJ00 school year, 2023HJ01 half-year.
    Other codes (spans X..., weeks) mean something only in their title: they get no start and no frequency. -#}

{% macro period_start(code) -%}
    {%- set year = "try_cast(left(" ~ code ~ ", 4) as integer)" -%}
    {%- set part = "try_cast(substr(" ~ code ~ ", 7, 2) as integer)" -%}
    case substr(trim({{ code }}), 5, 2)
        when 'JJ' then make_date({{ year }}, 1, 1)
        when 'KW' then make_date({{ year }}, 3 * {{ part }} - 2, 1)
        when 'MM' then make_date({{ year }}, {{ part }}, 1)
        when 'SJ' then make_date({{ year }}, 8, 1)
        when 'HJ' then make_date({{ year }}, 6 * {{ part }} - 5, 1)
    end
{%- endmacro %}

{% macro period_frequency(code) -%}
    case substr(trim({{ code }}), 5, 2)
        when 'JJ' then 'year'
        when 'KW' then 'quarter'
        when 'MM' then 'month'
        when 'SJ' then 'school_year'
        when 'HJ' then 'half_year'
    end
{%- endmacro %}

{#- PeriodenCodes.Status in the words of the marts. Never inferred from text: where CBS says nothing it is unknown. -#}
{% macro period_status(status) -%}
    coalesce({{ period_status_code(status) }}, 'unknown')
{%- endmacro %}
