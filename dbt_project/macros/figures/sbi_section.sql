{#- Section (letter) of a two-digit SBI 2008 division, as the classification defines it. -#}
{% macro sbi_section(division) -%}
    case
        {%- for last, section in [
            ("03", "A"), ("09", "B"), ("33", "C"), ("35", "D"), ("39", "E"), ("43", "F"), ("47", "G"), ("53", "H"),
            ("56", "I"), ("63", "J"), ("66", "K"), ("68", "L"), ("75", "M"), ("82", "N"), ("84", "O"), ("85", "P"),
            ("88", "Q"), ("93", "R"), ("96", "S"), ("98", "T"), ("99", "U"),
        ] %}
        when {{ division }} <= '{{ last }}' then '{{ section }}'
        {%- endfor %}
    end
{%- endmacro %}
