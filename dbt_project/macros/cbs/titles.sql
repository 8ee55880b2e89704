{#- Codes of the classifications that CBS publishes only inside its titles. -#}

{#- CBS titles have double and trailing spaces; matching is on the collapsed form. -#}
{% macro collapse_whitespace(text) -%}
    trim(regexp_replace({{ text }}, '\s+', ' ', 'g'))
{%- endmacro %}

{#- SBI code at the start of a title ('F Bouwnijverheid' -> F, '10-12 Voedings-...' -> 10-12). None for size classes
    ('10 tot 50 werkzame personen') and self-made aggregates ('A-U Commerciele sector (excl L,O,P,T)'). -#}
{% macro sbi_code(title) -%}
    case
        when {{ title }} ilike '%werkzame person%' or {{ title }} ilike '%(excl%' then null
        else nullif(regexp_extract({{ title }}, '^([A-U](-[A-U])?|[0-9]{2,5}(-[0-9]{2,5})?) ', 1), '')
    end
{%- endmacro %}

{#- BRC code: the leading digits of a title ('0111 Docenten hoger...' -> 0111). Titles are cut off, codes are not. -#}
{% macro brc_code(title) -%}
    nullif(regexp_extract({{ title }}, '^((0[1-9]|1[0-3])[0-9]{0,2}) ', 1), '')
{%- endmacro %}

{% macro brc_level(code) -%}
    case length({{ code }}) when 2 then 'beroepsklasse' when 3 then 'beroepssegment' when 4 then 'beroepsgroep' end
{%- endmacro %}

{#- Edition of the BRC 2014: four codes exist only since the 2025 edition. Seen per `within` (a period), because a
    publisher may keep older periods in the older edition. -#}
{% macro brc_edition(code, within="true") -%}
    case
        when bool_or(coalesce({{ code }} in ('0132', '0133', '0813', '0814'), false)) over (partition by {{ within }})
            then '2025'
        else '2014'
    end
{%- endmacro %}

{#- A title whose code runs into its name ('20-21Chemie en ...', so in 85880NED) with the space that belongs there. -#}
{% macro spaced_title(title) -%}
    regexp_replace({{ title }}, '^([0-9]{2}(-[0-9]{2})?)([A-Z])', '\1 \3')
{%- endmacro %}
