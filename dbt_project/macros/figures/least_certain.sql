{#- A figure made of others is as certain as the least certain of them. A null has no say: what it stands for added
    nothing to the figure. -#}

{#- Of a few figures beside one another. -#}
{% macro least_certain(statuses) -%}
    case
        {%- for status in ["unknown", "provisional", "revised_provisional"] %}
        when '{{ status }}' in ({{ statuses | join(", ") }}) then '{{ status }}'
        {%- endfor %}
        else 'definite'
    end
{%- endmacro %}

{#- Of the figures of a group (an aggregate). -#}
{% macro least_certain_of_all(status) -%}
    case
        {%- for uncertain in ["unknown", "provisional", "revised_provisional"] %}
        when bool_or({{ status }} = '{{ uncertain }}') then '{{ uncertain }}'
        {%- endfor %}
        else 'definite'
    end
{%- endmacro %}
