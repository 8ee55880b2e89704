{#- What a measure of education counts: a diploma and an inscription are no person, who may have two of them. -#}
{% macro education_unit(measure) -%}
    case {{ measure }}
        when 'graduates' then 'diploma''s'
        when 'inscriptions' then 'inschrijvingen'
        when 'doctorates' then 'promoties'
        {%- for measure_of_persons in ["enrolled", "first_years", "first_years_in_sector"] %}
        when '{{ measure_of_persons }}' then 'personen'
        {%- endfor %}
    end
{%- endmacro %}
