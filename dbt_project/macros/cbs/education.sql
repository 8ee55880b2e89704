{#- What CBS's education tables say in titles only. -#}

{#- Starting year of a school or study year. Some tables give it a code of a calendar year: the title (2023/'24)
    decides, and only where it has no slash the code. -#}
{% macro study_year(code, title) -%}
    coalesce(
        try_cast(nullif(regexp_extract({{ title }}, '^([0-9]{4})/', 1), '') as integer),
        try_cast(left(trim({{ code }}), 4) as integer)
    )
{%- endmacro %}

{#- ISCED-F code at the start of a title ('0113 Lerarenopleiding...' -> 0113): two digits broad, three narrow, four
    detailed. None for totals, for sectorkamers and for the sectors of CROHO. -#}
{% macro isced_code(title) -%}
    nullif(regexp_extract({{ title }}, '^([0-9]{2,4}) ', 1), '')
{%- endmacro %}

{#- What kind of field of study a title is: the total, unknown, or by the digits of ISCED-F; `other` has no code of it
    (sectorkamers, their domains with five digits, sectors of CROHO). -#}
{% macro field_kind(title, isced) -%}
    case
        when {{ cbs_word("Studierichting", title) }} = 'totaal' then 'total'
        when {{ cbs_word("Studierichting", title) }} = 'onbekend' then 'unknown'
        when length({{ isced }}) = 2 then 'broad'
        when length({{ isced }}) = 3 then 'narrow'
        when length({{ isced }}) = 4 then 'detailed'
        else 'other' -- a name
    end
{%- endmacro %}

{#- The name of a field of study without its code; null for the total. -#}
{% macro field_name(title) -%}
    case when not {{ is_total("Studierichting", title) }} then regexp_replace({{ title }}, '^[0-9]{2,4} ', '') end
{%- endmacro %}

{#- Level of a diploma in the words of the marts. CBS counts the masters of hbo under Vervolgopleidingen, with what comes
    after them; in wo the master stands by itself. -#}
{% macro diploma_level(dimension, title, education_sector) -%}
    case
        when {{ cbs_word(dimension, title) }} <> 'vervolg' then {{ cbs_word(dimension, title) }}
        when {{ education_sector }} = 'hbo' then 'master_or_postgraduate'
        when {{ education_sector }} = 'wo' then 'postmaster'
    end
{%- endmacro %}

{#- Step of CBS's rounding of counts, seen in the figures: the metadata do not tell it. A dataset of which every figure
    is a multiple of ten is rounded to ten, else of five to five. -#}
{% macro rounding_step(value, within) -%}
    case
        when bool_and(coalesce({{ value }} % 10 = 0, true)) over (partition by {{ within }}) then 10
        when bool_and(coalesce({{ value }} % 5 = 0, true)) over (partition by {{ within }}) then 5
        else 1
    end
{%- endmacro %}

{#- The cells of one CBS table on education: per dimension its code and title, what the titles say in the words of the
    marts (`sex` gives gender, `field` isced_code, `sort` education_sector), the figure and its study year.

    table, dimensions   as for cbs_cells
    study_years         false where the periods are calendar years and quarters: the table then has no study_year -#}
{% macro cbs_education_cells(table, dimensions, study_years=true) %}
with source as (
    {{ cbs_cells(table, dimensions) }}
)

select
    dataset_id,
    snapshot_id,
    {%- for column in dimensions.values() %}
    {{ column }}_code,
    {{ column }},
    {%- if column == "sex" %}
    {{ cbs_word("Geslacht", "sex") }} as gender,
    {%- elif column == "field" %}
    {{ isced_code("field") }} as isced_code,
    {%- elif column == "sort" %}
    -- a table without the dimension is of hbo and wo together
    case when sort is null then 'ho' else {{ cbs_word("Onderwijssoort", "sort") }} end as education_sector,
    {%- endif %}
    {%- endfor %}
    measure,
    unit,
    decimals,
    value,
    value_attribute,
    period_code,
    period_title,
    period_start,
    frequency,
    {%- if study_years %}
    {{ study_year("period_code", "period_title") }} as study_year,
    {%- endif %}
    status
from source
{%- endmacro %}
