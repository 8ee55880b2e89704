{#- Within one opgave and edition the weights of a code, over its deelopgaven and over kern and breed together, never
    exceed 1: otherwise the breed delineation would count a person more than once. A delineation of one's own stands by
    itself. A rounding of 0.01 is allowed. -#}
{% test weight_within_code(model) %}
select
    opgave_id, code_system, edition, code,
    case when delineation in ('kern', 'breed') then 'kern en breed' else delineation end as delineations,
    sum(weight) as weight
from {{ model }}
group by all
having sum(weight) > 1.01
{% endtest %}
