{#- Within each group of rows (`by`: columns or expressions) the column has one value. -#}
{% test one_value_per(model, column_name, by) %}
select {{ by | join(", ") }}, min({{ column_name }}) as one_value, max({{ column_name }}) as another
from {{ model }}
group by all
having count(distinct {{ column_name }}) > 1
{% endtest %}
