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

{#- hbo or wo; `ho` is both together. -#}
{% macro education_sort(title) -%}
    case
        when {{ title }} ilike 'hoger beroepsonderwijs%' or {{ title }} ilike 'hbo%' then 'hbo'
        when {{ title }} ilike 'wetenschappelijk onderwijs%' or {{ title }} ilike 'wo%' then 'wo'
        when {{ title }} ilike 'hoger onderwijs%' or {{ title }} ilike 'totaal%' then 'ho'
    end
{%- endmacro %}

{% macro gender(title) -%}
    case
        when {{ title }} ilike 'totaal%' or {{ title }} ilike 'mannen en vrouwen%' then 'totaal'
        when {{ title }} ilike 'mannen%' then 'man'
        when {{ title }} ilike 'vrouwen%' then 'vrouw'
    end
{%- endmacro %}

{#- Level of a programme or diploma in the words of the marts; `totaal` is all levels. Subtotals ('Totaal bachelor') and
    what is not known get none. -#}
{% macro cbs_education_level(title) -%}
    case
        when {{ title }} ilike 'totaal%' and not regexp_matches({{ title }}, 'bachelor|master', 'i') then 'totaal'
        when {{ title }} ilike 'totaal%' then null
        when {{ title }} ilike 'entree%' then 'mbo1'
        when regexp_matches({{ title }}, 'niveau ?[1-4]', 'i')
            then 'mbo' || regexp_extract({{ title }}, 'niveau ?([1-4])', 1, 'i')
        when {{ title }} ilike '%associate degree%' then 'ad'
        when {{ title }} ilike '%bachelor%' then 'bachelor'
        when {{ title }} ilike '%master%' then 'master'
        when {{ title }} ilike '%vervolg%' or {{ title }} ilike '%postinitie%' then 'postmaster'
        when {{ title }} ilike '%doctoraal%' then 'ongedeeld'
    end
{%- endmacro %}

{#- Learning path in the words of the marts. mbo has a total with and one without extranei: `totaal` is the one with. -#}
{% macro cbs_learning_path(title) -%}
    case
        when {{ title }} ilike 'totaal%excl%' then null
        when {{ title }} ilike 'totaal%' then 'totaal'
        -- bol full-time and part-time stand within bol
        when regexp_matches({{ title }}, '^bol.*(vol|deel)tijd', 'i') then null
        when regexp_matches({{ title }}, '^(bol|beroepsopleidend)', 'i') then 'bol'
        when regexp_matches({{ title }}, '^(bbl|beroepsbegeleidend)', 'i') then 'bbl'
        when {{ title }} ilike 'extrane%' then 'extraneus'
        when {{ title }} ilike 'voltijd%' then 'voltijd'
        when {{ title }} ilike 'deeltijd%' then 'deeltijd'
        when {{ title }} ilike 'dua%' then 'duaal'
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

{#- hbo, wo or mbo with or without a diploma: the categories of leavers that together are everyone. Each diploma and each
    path has a category too, and is a part of these: 'Bol-vt en bbl totaal met diploma', 'Hbo met diploma'. -#}
{% macro leavers_with_or_without_diploma(title) -%}
    case
        when regexp_matches({{ title }}, '^(bol-vt en bbl|mbo|hbo|wo)( totaal)? met diploma$', 'i') then 'met_diploma'
        when regexp_matches({{ title }}, '^(bol-vt en bbl|mbo|hbo|wo)( totaal)? zonder diploma$', 'i') then 'zonder_diploma'
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
    {{ gender("sex") }} as gender,
    {%- elif column == "field" %}
    {{ isced_code("field") }} as isced_code,
    {%- elif column == "sort" %}
    {{ education_sort("sort") }} as education_sector,
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
