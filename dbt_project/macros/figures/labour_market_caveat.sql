{#- What a reader of fct_labour_market must know of a row, in Dutch; null where there is nothing to tell. -#}
{% macro labour_market_caveat(row, divisions) -%}
    nullif(
        concat_ws(
            ' ',
            case when ends_with({{ row }}.measure, '_branch') then
                'Langs hele branches van zorg en welzijn van het onderzoeksprogramma AZW; waar een branche niet is gepubliceerd '
                || 'staat geen rij; dat is geen nul. Een ander cijfer dan dat zonder _branch, dat langs afdelingen van de SBI gaat.'
            when {{ row }}.method in ('via_industry', 'section_average') and {{ row }}.code_edition = 'SBI 2008' then
                'Benadering langs hele afdelingen van de SBI 2008: ' || {{ divisions }} || '. Waar een bedrijfstak van de '
                || 'afbakening niet is gepubliceerd staat geen rij; dat is geen nul.'
            end,
            {{ section_average_caveat(row ~ ".method") }},
            case when {{ row }}.method = 'via_occupation' and {{ row }}.measure not in (
                'tightness', 'vacancies_new_occupation', 'hourly_wage_median', 'bottleneck_share', 'bottleneck_indicator', 'moved_out', 'moved_out_pct'
            ) then
                'Hele beroepsgroepen, ongeacht de bedrijfstak; waar een groep niet is gepubliceerd staat geen rij; dat is '
                || 'geen nul.'
            end,
            case when {{ row }}.measure = 'jobs' then 'Stand van december.' end,
            case
                when {{ row }}.frequency <> 'forecast' then null
                when starts_with({{ row }}.measure, 'bottleneck') then 'Prognose van ROA tot de horizon.'
                else 'Prognose van ROA tot de horizon, afgerond op 100.'
            end,
            case
                when {{ row }}.measure = 'bottleneck_share' then
                    'ROA typeert hele beroepsgroepen, ongeacht de bedrijfstak; gewogen naar wie er nu werkt, niet naar wie er '
                    || 'dan werkt.'
                when {{ row }}.measure = 'bottleneck_indicator' then
                    'Onder- en bovengrens zijn het bereik over de beroepsgroepen, geen marge; hoe lager, hoe groter het '
                    || 'knelpunt. Een index is over beroepen niet te middelen: er is geen waarde.'
                when {{ row }}.measure = 'job_openings' then
                    'Niet de som van uitbreidings- en vervangingsvraag: groepen die krimpen tellen hier als nul.'
                when starts_with({{ row }}.measure, 'moved_out') then
                    'Wie toen en nu werkt en van beroepsklasse wisselde; naar welke klasse, en wie stopte met werken, zegt de '
                    || 'bron niet. Enquete: kleine aantallen zijn onzeker.'
                    || case when {{ row }}.method = 'section_average' then
                        ' De opgave is minder dan de helft van deze klassen: dit is hun cijfer, niet dat van de opgave.'
                    else '' end
                when {{ row }}.measure = 'energy_transition_fte' then
                    'Voltijdbanen in hernieuwbare energie, energiebesparing en isolatie volgens de milieurekeningen. Netbeheer '
                    || 'en conventionele energie tellen niet mee.'
                when {{ row }}.measure = 'expansion_demand' then
                    'Kan krimp zijn (onder nul); breed kan daardoor kleiner zijn dan kern.'
                when {{ row }}.measure = 'vacancies_new_occupation' then
                    'Langs segmenten van beroepen, elk naar rato van de werkzamen van de opgave daarin. Een ander cijfer dan '
                    || 'de nieuwe vacatures, die langs de bedrijfstak gaan.'
                when {{ row }}.measure = 'vacancy_rate' then
                    'Openstaande vacatures per 1 000 banen van werknemers, niet gecorrigeerd voor het seizoen.'
                when {{ row }}.measure = 'hourly_wage_median' and {{ row }}.method = 'via_occupation' then
                    'Gemiddelde van de medianen van beroepsgroepen, gewogen naar werknemers: niet de mediaan van de opgave.'
                    || case when {{ row }}.value is null then
                        ' Geen waarde: CBS publiceert het loon van te weinig werknemers van de opgave.'
                    else '' end
                when ends_with({{ row }}.measure, '_registered') then
                    'Wat in werk.nl stond ingeschreven, gemiddeld over de gelezen weken van het jaar: veel minder dan alle '
                    || 'vacatures of werkzoekenden. Gestopt: 2019 en 2023 zijn een deel van het jaar. Per opgave niet af te '
                    || 'bakenen: UWV telt naar eigen beroepen.'
                when {{ row }}.measure = 'tightness_cbs' then
                    'Een ander cijfer dan de spanningsindicator van UWV: alle werklozen, niet alleen wie kort een WW-uitkering heeft.'
            end,
            case when {{ row }}.measure = 'tightness' and {{ row }}.range_lowest is not null then
                'Het bereik is dat over de beroepsgroepen, geen marge.'
            end,
            case when {{ row }}.measure = 'tightness' and {{ row }}.value is null then
                'Geen waarde: een verhouding is niet te middelen, en niet van elke beroepsgroep zijn vacatures en werkzoekenden gepubliceerd.'
            end,
            case when {{ row }}.is_capped then
                'Een beroepsgroep staat op 16, dat 16 of meer betekent: een bovengrens is er niet.'
            end
        ),
        ''
    )
{%- endmacro %}
