{#- Made from `seeds/vocabulary/` by `make spine`; do not edit by hand. -#}

{% macro unit_factor(word) -%}
    case {{ word }}
        when 'x 1 000' then 1000
        when 'x 1000' then 1000
        when 'x 1000 vte' then 1000
        when 'x 1 000 vte' then 1000
        when 'aantal' then 1
        when 'personen' then 1
        when 'vacatures' then 1
        when 'vergunningen' then 1
        when 'adviezen' then 1
        when 'toekenningen' then 1
        when 'organisaties' then 1
        when 'beroepsgroepen' then 1
        when 'fte' then 1
        when '%' then 1
        when 'procent' then 1
        when 'procentpunt' then 1
        when '% volumemutaties' then 1
        when 'waarde uitgedrukt als % van het bbp' then 1
        when 'per 1 000 banen' then 1
        when 'euro' then 1
        when 'mln euro' then 1000000
        when 'mln uren' then 1000000
        else case when {{ word }} is not null then error('unit ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/unit.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro cbs_correction_code(word) -%}
    case {{ word }}
        when 'Niet-seizoengecorrigeerd' then 'unadjusted'
        when 'Seizoengecorrigeerd' then 'adjusted'
        else case when {{ word }} is not null then error('cbs_correction ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/cbs_correction.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
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
        else case when {{ word }} is not null then error('cbs_growth_measure ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/cbs_growth_measure.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro cbs_labour_measure_code(word) -%}
    case {{ word }}
        when 'Openstaande vacatures' then 'vacancies'
        when 'Ontstane vacatures' then 'vacancies_new'
        when 'Vervulde vacatures' then 'vacancies_filled'
        when 'Vacatures seizoengecorrigeerd' then 'vacancies'
        when 'Vacatures seizoengecorrigeerd openstaand' then 'vacancies'
        when 'Vacatures seizoengecorrigeerd ontstaan' then 'vacancies_new'
        when 'Vacatures seizoengecorrigeerd vervuld' then 'vacancies_filled'
        when 'Vacaturegraad' then 'vacancy_rate'
        when 'Werknemers' then 'employees'
        when 'Werknemer' then 'employees'
        when '25e percentiel' then 'hourly_wage_p25'
        when '50e percentiel (mediaan)' then 'hourly_wage_median'
        when '50e percentiel' then 'hourly_wage_median'
        when 'Mediaan' then 'hourly_wage_median'
        when '75e percentiel' then 'hourly_wage_p75'
        when 'Werkzame personen' then 'employed_persons'
        when 'Banen' then 'jobs'
        when 'Gewerkte uren' then 'hours_worked'
        when 'Werkzame personen, seizoengecorrigeerd' then 'employed_persons_sa'
        when 'Banen, seizoengecorrigeerd' then 'jobs_sa'
        when 'Gewerkte uren, seizoengecorrigeerd' then 'hours_worked_sa'
        else case when {{ word }} is not null then error('cbs_labour_measure ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/cbs_labour_measure.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
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
        else case when {{ word }} is not null then error('cbs_region_kind ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/cbs_region_kind.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro cbs_sbi_aggregate_code(word) -%}
    case {{ word }}
        when 'Particuliere bedrijven' then 'aggregate'
        when 'Overheid' then 'aggregate'
        when 'SBI-code onbekend' then 'aggregate'
        else case when {{ word }} is not null then error('cbs_sbi_aggregate ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/cbs_sbi_aggregate.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro cbs_value_attribute_code(word) -%}
    case {{ word }}
        when 'None' then 'None'
        when 'Impossible' then 'Impossible'
        when 'NotAvailable' then 'NotAvailable'
        when 'Confidential' then 'Confidential'
        else case when {{ word }} is not null then error('cbs_value_attribute ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/cbs_value_attribute.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_age_class_code(word) -%}
    case {{ word }}
        when 'tm 15' then 'tot en met 15'
        when '16' then '16'
        when '17' then '17'
        when '18' then '18'
        when '19' then '19'
        when '20 tm 22' then '20 tot en met 22'
        when '23 en ouder' then '23 en ouder'
        when '16 en jonger' then '16 en jonger'
        when '17 en 18' then '17 en 18'
        when '19 en 20' then '19 en 20'
        when '21 en 22' then '21 en 22'
        when '23 t/m 30' then '23 tot en met 30'
        when '31 en ouder' then '31 en ouder'
        else case when {{ word }} is not null then error('duo_age_class ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_age_class.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_code_system_code(word) -%}
    case {{ word }}
        when 'crebo' then 'CREBO'
        when 'landbouw' then 'CREBO'
        when 'isat' then 'CROHO'
        else case when {{ word }} is not null then error('duo_code_system ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_code_system.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_forecast_kind_code(word) -%}
    case {{ word }}
        when 'historie' then 'telling'
        when 'prognose' then 'prognose'
        else case when {{ word }} is not null then error('duo_forecast_kind ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_forecast_kind.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_funding_code(word) -%}
    case {{ word }}
        when 'bekostigd' then 'true'
        when 'niet bekostigd' then 'false'
        when 'aangewezen' then 'false'
        when 'open bestel' then 'false'
        else case when {{ word }} is not null then error('duo_funding ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_funding.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_gender_code(word) -%}
    case {{ word }}
        when 'man' then 'man'
        when 'vrouw' then 'vrouw'
        when 'onbekend' then 'onbekend'
        when 'totalen' then 'totaal'
        else case when {{ word }} is not null then error('duo_gender ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_gender.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_learning_path_code(word) -%}
    case {{ word }}
        when 'bol' then 'bol'
        when 'bolvt' then 'bol'
        when 'boldt' then 'bol'
        when 'bbl' then 'bbl'
        when 'ovo' then 'ovo'
        when 'ex' then 'extraneus'
        when 'vt' then 'voltijd'
        when 'voltijd' then 'voltijd'
        when 'voltijd onderwijs' then 'voltijd'
        when 'dt' then 'deeltijd'
        when 'deeltijd' then 'deeltijd'
        when 'deeltijd onderwijs' then 'deeltijd'
        when 'du' then 'duaal'
        when 'duaal' then 'duaal'
        when 'duaal onderwijs' then 'duaal'
        else case when {{ word }} is not null then error('duo_learning_path ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_learning_path.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_level_code(word) -%}
    case {{ word }}
        when '1' then 'mbo1'
        when 'mbo-1' then 'mbo1'
        when '2' then 'mbo2'
        when 'mbo-2' then 'mbo2'
        when '3' then 'mbo3'
        when 'mbo-3' then 'mbo3'
        when '4' then 'mbo4'
        when 'mbo-4' then 'mbo4'
        when 'associate degree' then 'ad'
        when 'hbo associate degree' then 'ad'
        when 'hbo-ad' then 'ad'
        when 'bachelor' then 'bachelor'
        when 'hbo bachelor' then 'bachelor'
        when 'wo bachelor' then 'bachelor'
        when 'hbo-ba' then 'bachelor'
        when 'wo-ba' then 'bachelor'
        when 'master' then 'master'
        when 'hbo master' then 'master'
        when 'wo master' then 'master'
        when 'hbo-ma' then 'master'
        when 'wo-ma' then 'master'
        when 'postmaster' then 'postmaster'
        when 'hbo postmaster' then 'postmaster'
        when 'wo postmaster' then 'postmaster'
        when 'hbo-pm' then 'postmaster'
        when 'wo-pm' then 'postmaster'
        when 'ongedeelde opleiding' then 'ongedeeld'
        when 'wo ongedeelde opleiding' then 'ongedeeld'
        when 'hbo-o' then 'ongedeeld'
        when 'wo-o' then 'ongedeeld'
        else case when {{ word }} is not null then error('duo_level ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_level.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_onderdeel_code(word) -%}
    case {{ word }}
        when 'economie' then 'economie'
        when 'gedrag en maatschappij' then 'gedrag en maatschappij'
        when 'gezondheidszorg' then 'gezondheidszorg'
        when 'landbouw en natuurlijke omgeving' then 'landbouw en natuurlijke omgeving'
        when 'natuur' then 'natuur'
        when 'onderwijs' then 'onderwijs'
        when 'recht' then 'recht'
        when 'sectoroverstijgend' then 'sectoroverstijgend'
        when 'taal en cultuur' then 'taal en cultuur'
        when 'techniek' then 'techniek'
        else case when {{ word }} is not null then error('duo_onderdeel ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_onderdeel.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_provisional_code(word) -%}
    case {{ word }}
        when 'j' then 'provisional'
        when 'ja' then 'provisional'
        when 'n' then 'definite'
        when 'nee' then 'definite'
        else case when {{ word }} is not null then error('duo_provisional ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_provisional.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_record_status_code(word) -%}
    case {{ word }}
        when 'actueel' then 'in_force'
        when 'historisch' then 'history'
        else case when {{ word }} is not null then error('duo_record_status ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_record_status.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro duo_sectorkamer_code(word) -%}
    case {{ word }}
        when 'handel' then 'handel'
        when 'sectorunit handel' then 'handel'
        when 'ict en creatieve industrie' then 'ict en creatieve industrie'
        when 'sectorunit creatieve industrie en ict' then 'ict en creatieve industrie'
        when 'mobiliteit, transport, logistiek en maritiem' then 'mobiliteit, transport, logistiek en maritiem'
        when 'sectorunit mobiliteit, transport, logistiek, maritiem' then 'mobiliteit, transport, logistiek en maritiem'
        when 'specialistisch vakmanschap' then 'specialistisch vakmanschap'
        when 'sectorunit specialistisch vakmanschap' then 'specialistisch vakmanschap'
        when 'techniek en gebouwde omgeving' then 'techniek en gebouwde omgeving'
        when 'sectorunit techniek en gebouwde omgeving' then 'techniek en gebouwde omgeving'
        when 'voedsel, groen en gastvrijheid' then 'voedsel, groen en gastvrijheid'
        when 'sectorunit voedsel, groen en gastvrijheid' then 'voedsel, groen en gastvrijheid'
        when 'zakelijke dienstverlening en veiligheid' then 'zakelijke dienstverlening en veiligheid'
        when 'sectorunit zakelijke dienstverlening en veiligheid' then 'zakelijke dienstverlening en veiligheid'
        when 'zorg, welzijn en sport' then 'zorg, welzijn en sport'
        when 'sectorunit zorg, welzijn en sport' then 'zorg, welzijn en sport'
        when 'bovensectoraal' then 'bovensectoraal'
        when 'entree' then 'entree'
        when 'niet gespecificeerd naar sector' then 'niet gespecificeerd naar sector'
        when 'combinatie door crossover' then 'combinatie door crossover'
        when 'inschr op domein economie en administratie' then 'inschr op domein economie en administratie'
        when 'inschr op domein handel en ondernemerschap' then 'inschr op domein handel en ondernemerschap'
        when 'inschr op domein techniek en procesindustrie' then 'inschr op domein techniek en procesindustrie'
        when 'inschr op domein toerisme en recreatie' then 'inschr op domein toerisme en recreatie'
        when 'inschr op domein transport, scheepvaart en logistiek' then 'inschr op domein transport, scheepvaart en logistiek'
        when 'inschr op domein zorg en welzijn' then 'inschr op domein zorg en welzijn'
        else case when {{ word }} is not null then error('duo_sectorkamer ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/duo_sectorkamer.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro eurostat_permit_reason_code(word) -%}
    case {{ word }}
        when 'emp' then 'arbeid'
        when 'emp hsw' then 'kennis'
        when 'emp blc' then 'kennis'
        when 'emp res' then 'kennis'
        when 'emp ict' then 'kennis'
        when 'emp seas' then 'arbeid'
        when 'emp oth' then 'arbeid'
        when 'educ' then 'studie'
        when 'fam' then 'gezin'
        when 'oth' then 'overig'
        when 'total' then 'totaal'
        else case when {{ word }} is not null then error('eurostat_permit_reason ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/eurostat_permit_reason.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro period_status_code(word) -%}
    case {{ word }}
        when 'Voorlopig' then 'provisional'
        when 'NaderVoorlopig' then 'revised_provisional'
        when 'Definitief' then 'definite'
        else case when {{ word }} is not null then error('period_status ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/period_status.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro roa_subject_code(word) -%}
    case {{ word }}
        when 'itkb toekomstige knelpunten beroepsgroep in' then 'bottleneck_indicator'
        when 'verwachte baanopeningen tot' then 'job_openings'
        when 'verwachte uitbreidingsvraag tot' then 'expansion_demand'
        when 'verwachte vervangingsvraag tot' then 'replacement_demand'
        when 'verwachte arbeidsmarktontwikkeling beroep' then 'expected_development'
        when 'indicator huidige arbeidsmarktsituatie beroep' then 'tightness'
        when 'vergelijkbaarheidsindex' then 'comparability_index'
        else case when {{ word }} is not null then error('roa_subject ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/roa_subject.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro uwv_permit_kind_code(word) -%}
    case {{ word }}
        when 'twv' then 'twv'
        when 'tewerkstellingsvergunning' then 'twv'
        when 'gvva-advies' then 'gvva_advice'
        when 'gvva' then 'gvva_advice'
        when 'advies gvva' then 'gvva_advice'
        else case when {{ word }} is not null then error('uwv_permit_kind ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/uwv_permit_kind.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro uwv_permit_outcome_code(word) -%}
    case {{ word }}
        when 'verleend' then 'granted'
        when 'toegekend' then 'granted'
        when 'positief' then 'granted'
        when 'geweigerd' then 'refused'
        when 'afgewezen' then 'refused'
        when 'negatief' then 'refused'
        when 'ingediend' then 'applied'
        when 'ontvangen' then 'applied'
        when 'afgehandeld' then 'decided'
        when 'aanvragen ingediend' then 'applied'
        when 'aanvragen ontvangen' then 'applied'
        when 'aanvragen afgehandeld' then 'decided'
        else case when {{ word }} is not null then error('uwv_permit_outcome ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/uwv_permit_outcome.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
{%- endmacro %}

{% macro unit_noun(word) -%}
    nullif(
    case {{ word }}
        when 'x 1 000' then ''
        when 'x 1000' then ''
        when 'x 1000 vte' then 'fte'
        when 'x 1 000 vte' then 'fte'
        when 'aantal' then ''
        when 'personen' then 'personen'
        when 'vacatures' then 'vacatures'
        when 'vergunningen' then 'vergunningen'
        when 'adviezen' then 'adviezen'
        when 'toekenningen' then 'toekenningen'
        when 'organisaties' then 'organisaties'
        when 'beroepsgroepen' then 'beroepsgroepen'
        when 'fte' then 'fte'
        when '%' then 'procent'
        when 'procent' then 'procent'
        when 'procentpunt' then 'procentpunt'
        when '% volumemutaties' then 'procent'
        when 'waarde uitgedrukt als % van het bbp' then 'procent'
        when 'per 1 000 banen' then 'per 1 000 banen'
        when 'euro' then 'euro'
        when 'mln euro' then 'euro'
        when 'mln uren' then 'uren'
        else case when {{ word }} is not null then error('unit ' || {{ word }} || ' staat niet in dbt_project/seeds/vocabulary/unit.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
    , '')
{%- endmacro %}

{% macro cbs_region_word(title, code) -%}
    case when {{ title }} = 'Nederland' then 'NL' else coalesce(nullif(regexp_extract({{ title }}, ' \(([A-Z]{2})\)$', 1), ''), left({{ code }}, 2)) end
{%- endmacro %}

{% macro roa_subject_cell() -%}
    case when lower(trim(regexp_replace(regexp_replace(naamonderwerp, '[ (-]*20[0-9]{2}(Q[1-4])?\)?', '', 'g'), '[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g'))) in ('itkb toekomstige knelpunten beroepsgroep in', 'verwachte baanopeningen tot', 'verwachte uitbreidingsvraag tot', 'verwachte vervangingsvraag tot', 'verwachte arbeidsmarktontwikkeling beroep', 'indicator huidige arbeidsmarktsituatie beroep', 'vergelijkbaarheidsindex') then naamonderwerp else onderwerp end
{%- endmacro %}

{% macro roa_subject_of_row() -%}
    case when regexp_full_match(trim(thema), '(?i)Risicoindicatoren.*') and regexp_full_match(trim(aggregatieniveau), '(?i).*beroepsgroep.*') and regexp_full_match(trim(regionaam), 'Nederland') then (
    case lower(trim(regexp_replace(regexp_replace((case when lower(trim(regexp_replace(regexp_replace(naamonderwerp, '[ (-]*20[0-9]{2}(Q[1-4])?\)?', '', 'g'), '[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g'))) in ('itkb toekomstige knelpunten beroepsgroep in', 'verwachte baanopeningen tot', 'verwachte uitbreidingsvraag tot', 'verwachte vervangingsvraag tot', 'verwachte arbeidsmarktontwikkeling beroep', 'indicator huidige arbeidsmarktsituatie beroep', 'vergelijkbaarheidsindex') then naamonderwerp else onderwerp end), '[ (-]*20[0-9]{2}(Q[1-4])?\)?', '', 'g'), '[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g')))
        when 'itkb toekomstige knelpunten beroepsgroep in' then 'bottleneck_indicator'
        when 'verwachte baanopeningen tot' then 'job_openings'
        when 'verwachte uitbreidingsvraag tot' then 'expansion_demand'
        when 'verwachte vervangingsvraag tot' then 'replacement_demand'
        when 'verwachte arbeidsmarktontwikkeling beroep' then 'expected_development'
        when 'indicator huidige arbeidsmarktsituatie beroep' then 'tightness'
        when 'vergelijkbaarheidsindex' then 'comparability_index'
        else case when lower(trim(regexp_replace(regexp_replace((case when lower(trim(regexp_replace(regexp_replace(naamonderwerp, '[ (-]*20[0-9]{2}(Q[1-4])?\)?', '', 'g'), '[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g'))) in ('itkb toekomstige knelpunten beroepsgroep in', 'verwachte baanopeningen tot', 'verwachte uitbreidingsvraag tot', 'verwachte vervangingsvraag tot', 'verwachte arbeidsmarktontwikkeling beroep', 'indicator huidige arbeidsmarktsituatie beroep', 'vergelijkbaarheidsindex') then naamonderwerp else onderwerp end), '[ (-]*20[0-9]{2}(Q[1-4])?\)?', '', 'g'), '[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g'))) is not null then error('roa_subject ' || lower(trim(regexp_replace(regexp_replace((case when lower(trim(regexp_replace(regexp_replace(naamonderwerp, '[ (-]*20[0-9]{2}(Q[1-4])?\)?', '', 'g'), '[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g'))) in ('itkb toekomstige knelpunten beroepsgroep in', 'verwachte baanopeningen tot', 'verwachte uitbreidingsvraag tot', 'verwachte vervangingsvraag tot', 'verwachte arbeidsmarktontwikkeling beroep', 'indicator huidige arbeidsmarktsituatie beroep', 'vergelijkbaarheidsindex') then naamonderwerp else onderwerp end), '[ (-]*20[0-9]{2}(Q[1-4])?\)?', '', 'g'), '[\s_\x{a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g'))) || ' staat niet in dbt_project/seeds/vocabulary/roa_subject.csv: ga na wat de uitgever bedoelt, en voeg het toe') end
    end
    ) end
{%- endmacro %}

{#- What kind of row of the business dimension a title is, in the words of dim_industry, plus `size_class`.
    Kinds overlap (B-E holds C): a figure uses one kind. -#}
{% macro sbi_kind(title) -%}
    case
        when {{ cbs_word("Bedrijfskenmerken", title) }} = 'totaal' then 'total'
        when {{ title }} ilike '%werkzame person%' then 'size_class'
        when {{ title }} ilike '%(excl%' then 'aggregate'
        when regexp_matches({{ title }}, '^[A-U] ') then 'section'
        when regexp_matches({{ title }}, '^[A-U]-[A-U] ') then 'section_range'
        when regexp_matches({{ title }}, '^[0-9]{2} ') then 'division'
        when regexp_matches({{ title }}, '^[0-9]{2}-[0-9]{2} ') then 'division_range'
        when regexp_matches({{ title }}, '^[0-9]{3} ') then 'group'
        when regexp_matches({{ title }}, '^[0-9]{3}-[0-9]{3} ') then 'group_range'
        when regexp_matches({{ title }}, '^[0-9]{4} ') then 'class'
        when regexp_matches({{ title }}, '^[0-9]{5} ') then 'subclass'
        else {{ cbs_sbi_aggregate_code(title) }}
    end
{%- endmacro %}
