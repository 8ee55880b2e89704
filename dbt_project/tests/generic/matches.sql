{#- The whole value is written as the pattern says (RE2). Null passes: use filled beside it. -#}
{% test matches(model, column_name, pattern) %}
select distinct {{ column_name }}
from {{ model }}
where not regexp_full_match({{ column_name }}, '{{ pattern }}')
{% endtest %}
