{#- A figure made of others is as certain as the least certain of them. A null has no say: what it stands for added
    nothing to the figure. Null where none has a status. -#}

{#- Of a few figures beside one another. -#}
{% macro least_certain(statuses) -%}
    case
        {%- for status in ["unknown", "provisional", "revised_provisional", "definite"] %}
        when '{{ status }}' in ({{ statuses | join(", ") }}) then '{{ status }}'
        {%- endfor %}
        else {{ no_status_but_null("coalesce(" ~ statuses | join(", ") ~ ")") }}
    end
{%- endmacro %}

{#- Of the figures of a group (an aggregate). -#}
{% macro least_certain_of_all(status) -%}
    case
        {%- for uncertain in ["unknown", "provisional", "revised_provisional", "definite"] %}
        when bool_or({{ status }} = '{{ uncertain }}') then '{{ uncertain }}'
        {%- endfor %}
        else {{ no_status_but_null("max(" ~ status ~ ")") }}
    end
{%- endmacro %}

{% macro no_status_but_null(found) -%}
    case when {{ found }} is not null then
        error('status ' || {{ found }} || ' staat niet in dbt_project/seeds/vocabulary/period_status.csv')
    end
{%- endmacro %}
