{#- DUO writes the same thing in several ways: TECHNIEK and techniek, 'hbo bachelor' and 'bachelor', VT and 'voltijd
    onderwijs'. An unknown value gives null, and the not_null test of the column names it. -#}
{% macro plain(text) -%}
lower(replace(trim({{ text }}), '_', ' '))
{%- endmacro %}

{% macro education_level(text) -%}
case
            when {{ plain(text) }} in ('1', '2', '3', '4') then 'mbo' || trim({{ text }})
            when {{ plain(text) }} in ('associate degree', 'hbo associate degree', 'ad', 'hbo-ad') then 'ad'
            when {{ plain(text) }} in ('bachelor', 'hbo bachelor', 'wo bachelor', 'hbo-ba', 'wo-ba') then 'bachelor'
            when {{ plain(text) }} in ('master', 'hbo master', 'wo master', 'hbo-ma', 'wo-ma') then 'master'
            when {{ plain(text) }} in ('postmaster', 'hbo postmaster', 'wo postmaster', 'hbo-pm', 'wo-pm')
                then 'postmaster'
            when {{ plain(text) }} in ('ongedeelde opleiding', 'wo ongedeelde opleiding', 'hbo-o', 'wo-o')
                then 'ongedeeld'
        end
{%- endmacro %}

{#- An empty form is 'onbekend': the source does not tell it. BOLVT and BOLDT (full and part time) are both bol. -#}
{% macro learning_path(text) -%}
case
            when nullif({{ plain(text) }}, '') is null then 'onbekend'
            when {{ plain(text) }} in ('bol', 'bolvt', 'boldt') then 'bol'
            when {{ plain(text) }} = 'bbl' then 'bbl'
            when {{ plain(text) }} = 'ovo' then 'ovo'
            when {{ plain(text) }} in ('ex', 'extraneus') then 'extraneus'
            when {{ plain(text) }} in ('vt', 'voltijd', 'voltijd onderwijs') then 'voltijd'
            when {{ plain(text) }} in ('dt', 'deeltijd', 'deeltijd onderwijs') then 'deeltijd'
            when {{ plain(text) }} in ('du', 'duaal', 'duaal onderwijs') then 'duaal'
        end
{%- endmacro %}

{% macro duo_gender(text) -%}
case
            when {{ plain(text) }} in ('man', 'vrouw', 'onbekend') then {{ plain(text) }}
        end
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

{#- Sectorkamers of SBB under one name: the static file calls them sectorunits, in another order of words. What is no
    sectorkamer (Bovensectoraal, Entree, a whole domain) stays as it is written. -#}
{% macro mbo_sectorkamer(text) -%}
case
            when {{ plain(text) }} like 'inschr%' then {{ plain(text) }}
            when {{ plain(text) }} like '%creatieve industrie%' then 'ict en creatieve industrie'
            when {{ plain(text) }} like '%mobiliteit%' then 'mobiliteit, transport, logistiek en maritiem'
            when {{ plain(text) }} like '%techniek en gebouwde omgeving%' then 'techniek en gebouwde omgeving'
            when {{ plain(text) }} like '%zorg%welzijn%' then 'zorg, welzijn en sport'
            when {{ plain(text) }} like '%voedsel%groen%' then 'voedsel, groen en gastvrijheid'
            when {{ plain(text) }} like '%zakelijke dienstverlening%' then 'zakelijke dienstverlening en veiligheid'
            when {{ plain(text) }} like '%specialistisch vakmanschap%' then 'specialistisch vakmanschap'
            when {{ plain(text) }} in ('handel', 'sectorunit handel', 'sectorkamer handel') then 'handel'
            else {{ plain(text) }}
        end
{%- endmacro %}

{#- Hoofdgroepen under one name; the static file calls them domains, and keeps two of a ministry apart. -#}
{% macro mbo_hoofdgroep(text) -%}
replace({{ plain(text) }}, ' (ez)', '')
{%- endmacro %}

{#- Age classes of mbo students; another text stays, so that it is seen. -#}
{% macro duo_age_class(text) -%}
case
            when {{ plain(text) }} in ('tm 15', 't/m 15') then 'tot en met 15'
            when {{ plain(text) }} in ('20 tm 22', '20 t/m 22') then '20 tot en met 22'
            when {{ plain(text) }} in ('23 en ouder', '23+') then '23 en ouder'
            else nullif({{ plain(text) }}, '')
        end
{%- endmacro %}

{#- J, JA, true: registers write it in several ways; what is neither stays empty. -#}
{% macro yes_or_no(text) -%}
case
            when {{ plain(text) }} in ('j', 'ja', 'true', '1') then true
            when {{ plain(text) }} in ('n', 'nee', 'false', '0') then false
        end
{%- endmacro %}

{#- The onderdeel of CROHO by name, or by its three digits (4xx is techniek), as the older register writes it. -#}
{% macro croho_onderdeel(text) -%}
case
            when not regexp_full_match(trim({{ text }}), '[0-9]{2,3}') then nullif({{ plain(text) }}, '')
            else case left(lpad(trim({{ text }}), 3, '0'), 1)
                when '0' then 'sectoroverstijgend'
                when '1' then 'onderwijs'
                when '2' then 'landbouw en natuurlijke omgeving'
                when '3' then 'natuur'
                when '4' then 'techniek'
                when '5' then 'gezondheidszorg'
                when '6' then 'economie'
                when '7' then 'recht'
                when '8' then 'gedrag en maatschappij'
                when '9' then 'taal en cultuur'
            end
        end
{%- endmacro %}
