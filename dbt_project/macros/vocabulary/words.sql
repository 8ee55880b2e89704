{#- Made from `seeds/vocabulary/` by `make spine`; do not edit by hand. -#}

{% macro unit_factor(word) -%}
    case {{ word }}
        when 'x 1 000' then 1000
        when 'x 1000' then 1000
        when 'aantal' then 1
        when 'personen' then 1
        when 'vacatures' then 1
        when 'vergunningen' then 1
        when 'adviezen' then 1
        when 'toekenningen' then 1
        when 'organisaties' then 1
        when 'beroepsgroepen' then 1
        when '%' then 1
        when 'procent' then 1
        when 'procentpunt' then 1
        when '% volumemutaties' then 1
        when 'waarde uitgedrukt als % van het bbp' then 1
        when 'per 1 000 banen' then 1
        when 'euro' then 1
        when 'mln euro' then 1000000
        when 'mln uren' then 1000000
        else case when {{ word }} is not null then error('unit ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/unit.csv: look what the publisher means, and add it') end
    end
{%- endmacro %}

{% macro period_status_code(word) -%}
    case {{ word }}
        when 'Voorlopig' then 'provisional'
        when 'NaderVoorlopig' then 'revised_provisional'
        when 'Definitief' then 'definite'
        else case when {{ word }} is not null then error('period_status ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/period_status.csv: look what the publisher means, and add it') end
    end
{%- endmacro %}

{% macro known_unit(word) -%}
    case {{ word }}
        when 'x 1 000' then 'x 1 000'
        when 'x 1000' then 'x 1000'
        when 'aantal' then 'aantal'
        when 'personen' then 'personen'
        when 'vacatures' then 'vacatures'
        when 'vergunningen' then 'vergunningen'
        when 'adviezen' then 'adviezen'
        when 'toekenningen' then 'toekenningen'
        when 'organisaties' then 'organisaties'
        when 'beroepsgroepen' then 'beroepsgroepen'
        when '%' then '%'
        when 'procent' then 'procent'
        when 'procentpunt' then 'procentpunt'
        when '% volumemutaties' then '% volumemutaties'
        when 'waarde uitgedrukt als % van het bbp' then 'waarde uitgedrukt als % van het bbp'
        when 'per 1 000 banen' then 'per 1 000 banen'
        when 'euro' then 'euro'
        when 'mln euro' then 'mln euro'
        when 'mln uren' then 'mln uren'
        else case when {{ word }} is not null then error('unit ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/unit.csv: look what the publisher means, and add it') end
    end
{%- endmacro %}

{% macro unit_noun(word) -%}
    nullif(
    case {{ word }}
        when 'x 1 000' then ''
        when 'x 1000' then ''
        when 'aantal' then ''
        when 'personen' then 'personen'
        when 'vacatures' then 'vacatures'
        when 'vergunningen' then 'vergunningen'
        when 'adviezen' then 'adviezen'
        when 'toekenningen' then 'toekenningen'
        when 'organisaties' then 'organisaties'
        when 'beroepsgroepen' then 'beroepsgroepen'
        when '%' then 'procent'
        when 'procent' then 'procent'
        when 'procentpunt' then 'procentpunt'
        when '% volumemutaties' then 'procent'
        when 'waarde uitgedrukt als % van het bbp' then 'procent'
        when 'per 1 000 banen' then 'per 1 000 banen'
        when 'euro' then 'euro'
        when 'mln euro' then 'euro'
        when 'mln uren' then 'uren'
        else case when {{ word }} is not null then error('unit ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/unit.csv: look what the publisher means, and add it') end
    end
    , '')
{%- endmacro %}
