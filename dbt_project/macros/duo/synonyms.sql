{#- DUO writes the same thing in several ways: TECHNIEK and techniek, 'hbo bachelor' and 'bachelor', VT and 'voltijd
    onderwijs'. Its words stand in the seeds duo_*: one that is in none of them stops its dataset at the raw gate, and
    ends the query here. The contract of the catalogue knows `plain` as `ingestion.vocabulary.plain`. -#}
{% macro plain(text) -%}
lower(trim(regexp_replace({{ text }}, '[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g')))
{%- endmacro %}

{#- A text with its words in plain, null where there is none. -#}
{% macro plain_or_null(text) -%}
nullif({{ plain(text) }}, '')
{%- endmacro %}

{% macro education_level(text) -%}
{{ duo_level_code(plain_or_null(text)) }}
{%- endmacro %}

{#- An empty form is 'onbekend': the source does not tell it. BOLVT and BOLDT (full and part time) are both bol. -#}
{% macro learning_path(text) -%}
coalesce({{ duo_learning_path_code(plain_or_null(text)) }}, 'onbekend')
{%- endmacro %}

{#- A list of them ('BBL,OVO') as 'bbl, ovo'; empty where there is none. -#}
{% macro learning_paths(text) -%}
list_aggregate(
            list_transform(
                list_sort(string_split({{ plain_or_null(text) }}, ',')),
                lambda word: {{ duo_learning_path_code("trim(word)") }}
            ), 'string_agg', ', '
        )
{%- endmacro %}

{% macro duo_gender(text) -%}
{{ duo_gender_code(plain_or_null(text)) }}
{%- endmacro %}

{#- The province as a reader writes it, whatever the case of the file; DUO also knows students who live abroad. Another text
    stays, so that it is seen. -#}
{% macro duo_province(text) -%}
case
            when {{ plain(text) }} in ('friesland', 'fryslân', 'fryslan') then 'Friesland'
            when {{ plain(text) }} in ('noord-holland', 'noord holland') then 'Noord-Holland'
            when {{ plain(text) }} in ('zuid-holland', 'zuid holland') then 'Zuid-Holland'
            when {{ plain(text) }} in ('noord-brabant', 'noord brabant') then 'Noord-Brabant'
            when {{ plain(text) }} = 'belgië' then 'Belgie'
            else upper(left({{ plain(text) }}, 1)) || substr({{ plain(text) }}, 2)
        end
{%- endmacro %}

{% macro croho_onderdeel(text) -%}
{{ duo_onderdeel_code(plain_or_null(text)) }}
{%- endmacro %}

{#- Sectorkamers of SBB under one name: the static file calls them sectorunits, in another order of words. -#}
{% macro mbo_sectorkamer(text) -%}
{{ duo_sectorkamer_code(plain_or_null(text)) }}
{%- endmacro %}

{#- Hoofdgroepen under one name; the static file calls them domains, and keeps two of a ministry apart. -#}
{% macro mbo_hoofdgroep(text) -%}
replace({{ plain(text) }}, ' (ez)', '')
{%- endmacro %}

{% macro duo_age_class(text) -%}
{{ duo_age_class_code(plain_or_null(text)) }}
{%- endmacro %}

{#- The days of a register: the text begins with one, or there is none. -#}
{% macro iso_day(text) -%}
cast(nullif(left({{ plain(text) }}, 10), '') as date)
{%- endmacro %}

{#- Ja, Nee, and "Ja, 40%": what stands behind the word is read by percentage. -#}
{% macro yes_or_no(text) -%}
case regexp_extract({{ plain(text) }}, '^[a-z]*')
            when 'ja' then true
            when 'nee' then false
        end
{%- endmacro %}

{% macro percentage(text) -%}
cast(nullif(regexp_extract({{ text }}, '([0-9]+) ?%', 1), '') as integer)
{%- endmacro %}
