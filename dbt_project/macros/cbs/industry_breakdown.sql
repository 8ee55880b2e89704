{#- What people are broken down by where a table tells industries (`sbi_kind`). Not the total: there nothing is broken down. -#}
{% macro industry_breakdown(kind) -%}
    case
        when {{ kind }} = 'size_class' then 'grootteklasse'
        when {{ kind }} = 'section' then 'bedrijfstak (sectie)'
        when {{ kind }} = 'section_range' then 'bedrijfstak (groep van secties)'
        when {{ kind }} = 'division' then 'bedrijfstak (afdeling)'
        when {{ kind }} in ('aggregate', 'division_range', 'group', 'group_range', 'class', 'subclass') then 'bedrijfstak (overig)'
    end
{%- endmacro %}
