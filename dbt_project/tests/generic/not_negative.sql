{#- A count or an amount is never below zero: a suppression mark (-1) that was read as a number fails here. -#}
{% test not_negative(model, column_name) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} < 0
{% endtest %}
