{#- What is true of every row, in SQL over its columns. An answer that is not known passes, as null does elsewhere. -#}
{% test expression_is_true(model, expression) %}
select *
from {{ model }}
where not ({{ expression }})
{% endtest %}
