{#- What kind of region a CBS code is. Codes are CBS's own; labour market regions have no code that is sure, so their
    title decides as well: CBS writes the kind behind the name, `Groningen (PV)`. -#}
{% macro region_kind(code, title="region") -%}
    case
        when {{ code }} like 'NL%' or {{ title }} = 'Nederland' then 'land'
        when {{ code }} like 'LD%' or {{ title }} like '% (LD)' then 'landsdeel'
        when {{ code }} like 'PV%' or {{ title }} like '% (PV)' then 'provincie'
        when {{ code }} like 'CR%' or {{ title }} like '% (CR)' then 'corop'
        when {{ code }} like 'AM%' or {{ code }} like 'AR%' or {{ title }} like '% (AM)' then 'arbeidsmarktregio'
        when {{ code }} like 'GM%' then 'gemeente'
        else 'overig'
    end
{%- endmacro %}

{#- The name without the kind that CBS writes behind it. -#}
{% macro region_name(title) -%}
    trim(regexp_replace({{ title }}, ' \((LD|PV|CR|AM|AR)\)$', ''))
{%- endmacro %}
