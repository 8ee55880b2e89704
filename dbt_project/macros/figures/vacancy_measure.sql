{#- CBS titles of vacancy measures ('Openstaande vacatures', 'Vacatures seizoengecorrigeerd ontstaan') as a measure. -#}
{% macro vacancy_measure(title) -%}
    case
        when {{ title }} ilike '%openstaand%' then 'vacancies'
        when {{ title }} ilike '%ontstaan%' or {{ title }} ilike '%ontstane%' then 'vacancies_new'
        when {{ title }} ilike '%vervuld%' then 'vacancies_filled'
    end
{%- endmacro %}
