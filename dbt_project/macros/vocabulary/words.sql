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

{% macro cbs_growth_measure_code(word) -%}
    case {{ word }}
        when 'Toegevoegde waarde' then 'value_added_growth'
        when 'Productie' then 'output_growth'
        when 'Arbeidsproductiviteit' then 'labour_productivity_growth'
        when 'Bijdrage multifactorproductiviteit' then 'contribution_multifactor_productivity'
        when 'Bijdrage arbeid' then 'contribution_labour'
        when 'Bijdrage uren' then 'contribution_hours'
        when 'Bijdrage compositie-effect' then 'contribution_labour_composition'
        when 'Bijdrage kapitaal' then 'contribution_capital'
        when 'Bijdrage ICT-kapitaal' then 'contribution_ict_capital'
        when 'Bijdrage niet-ICT-kapitaal' then 'contribution_non_ict_capital'
        else case when {{ word }} is not null then error('cbs_growth_measure ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/cbs_growth_measure.csv: look what the publisher means, and add it') end
    end
{%- endmacro %}

{% macro cbs_region_kind_code(word) -%}
    case {{ word }}
        when 'NL' then 'land'
        when 'LD' then 'landsdeel'
        when 'PV' then 'provincie'
        when 'CR' then 'corop'
        when 'AM' then 'arbeidsmarktregio'
        when 'AR' then 'arbeidsmarktregio'
        when 'RM' then 'rmc_regio'
        when 'GM' then 'gemeente'
        else case when {{ word }} is not null then error('cbs_region_kind ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/cbs_region_kind.csv: look what the publisher means, and add it') end
    end
{%- endmacro %}

{% macro cbs_sbi_aggregate_code(word) -%}
    case {{ word }}
        when 'Particuliere bedrijven' then 'aggregate'
        when 'Overheid' then 'aggregate'
        when 'SBI-code onbekend' then 'aggregate'
        else case when {{ word }} is not null then error('cbs_sbi_aggregate ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/cbs_sbi_aggregate.csv: look what the publisher means, and add it') end
    end
{%- endmacro %}

{% macro cbs_value_attribute_code(word) -%}
    case {{ word }}
        when 'None' then 'None'
        when 'Impossible' then 'Impossible'
        when 'NotAvailable' then 'NotAvailable'
        when 'Confidential' then 'Confidential'
        else case when {{ word }} is not null then error('cbs_value_attribute ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/cbs_value_attribute.csv: look what the publisher means, and add it') end
    end
{%- endmacro %}

{% macro eurostat_permit_reason_code(word) -%}
    case {{ word }}
        when 'EMP' then 'arbeid'
        when 'EMP_HSW' then 'kennis'
        when 'EMP_BLC' then 'kennis'
        when 'EMP_RES' then 'kennis'
        when 'EMP_ICT' then 'kennis'
        when 'EMP_SEAS' then 'arbeid'
        when 'EMP_OTH' then 'arbeid'
        when 'EDUC' then 'studie'
        when 'FAM' then 'gezin'
        when 'OTH' then 'overig'
        when 'TOTAL' then 'totaal'
        else case when {{ word }} is not null then error('eurostat_permit_reason ' || {{ word }} || ' is not in dbt_project/seeds/vocabulary/eurostat_permit_reason.csv: look what the publisher means, and add it') end
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
