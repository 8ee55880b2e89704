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
