{#- `nvt` belongs to national figures and `uitgesloten` to the seed of programmes: neither delineates an opgave. -#}
{% test reserved_delineation(model, column_name) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} in ('nvt', 'uitgesloten')
{% endtest %}
