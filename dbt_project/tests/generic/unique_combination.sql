{#- The columns together are the key of a row: fails per combination that occurs twice. -#}
{% test unique_combination(model, columns) %}
select {{ columns | join(", ") }}, count(*) as occurrences
from {{ model }}
group by all
having count(*) > 1
{% endtest %}
