{#- UWV's class of a tightness (vacancies per short-term unemployed). Publishers' own words for it differ (ROA knows no
    `zeer krap`), so the class always comes from the number. -#}
{% macro tightness_class(value) -%}
    case
        when {{ value }} < 0.25 then 'zeer ruim'
        when {{ value }} < 0.67 then 'ruim'
        when {{ value }} < 1.5 then 'gemiddeld'
        when {{ value }} < 4 then 'krap'
        when {{ value }} >= 4 then 'zeer krap'
    end
{%- endmacro %}
