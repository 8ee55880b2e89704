{#- lower <= value <= upper, where all three are known. -#}
{% test bounds_ordered(model, lower, value, upper) %}
select {{ lower }}, {{ value }}, {{ upper }}
from {{ model }}
where {{ lower }} > {{ value }} or {{ value }} > {{ upper }} or {{ lower }} > {{ upper }}
{% endtest %}
