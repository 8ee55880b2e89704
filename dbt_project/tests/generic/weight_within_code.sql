{#- Within one opgave and edition the weights of a code, over its deelopgaven and over kern and breed together, never
    exceed 1: otherwise the breed delineation would count a person more than once. A rounding of 0.01 is allowed. -#}
{% test weight_within_code(model) %}
select opgave_id, code_system, edition, code, sum(weight) as weight
from {{ model }}
where delineation in ('kern', 'breed')
group by all
having sum(weight) > 1.01
{% endtest %}
