{#- What kind of region a CBS code is. CBS writes the kind behind the name, `Groningen (PV)`, or begins the code with it;
    labour market regions have no code that is sure. -#}
{% macro region_kind(code, title="region") -%}
    {{ cbs_region_kind_code(cbs_region_word(title, code)) }}
{%- endmacro %}

{#- The name without the kind that CBS writes behind it. -#}
{% macro region_name(title) -%}
    trim(regexp_replace({{ title }}, ' \([A-Z]{2}\)$', ''))
{%- endmacro %}
