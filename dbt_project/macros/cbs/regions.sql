{#- What kind of region a CBS code is. CBS writes the kind behind the name, `Groningen (PV)`, or begins the code with it;
    labour market regions have no code that is sure. -#}
{% macro region_kind(code, title="region") -%}
    case
        when {{ title }} = 'Nederland' then 'land'
        else {{ cbs_region_kind_code(
            "coalesce(nullif(regexp_extract(" ~ title ~ ", ' \\(([A-Z]{2})\\)$', 1), ''), left(" ~ code ~ ", 2))"
        ) }}
    end
{%- endmacro %}

{#- The name without the kind that CBS writes behind it. -#}
{% macro region_name(title) -%}
    trim(regexp_replace({{ title }}, ' \([A-Z]{2}\)$', ''))
{%- endmacro %}
