{#- Breed has every code of kern and more: in no cell (`by`, the opgave among it) is the sum of `value` larger in kern. A
    cell that only one of the two has passes, since one of its sources may be missing; `tolerance` is their rounding. -#}
{% test breed_holds_kern(model, by, value, tolerance=0.01) %}
select
    {{ by | join(", ") }},
    sum({{ value }}) filter (where delineation = 'kern') as kern,
    sum({{ value }}) filter (where delineation = 'breed') as breed
from {{ model }}
group by all
having kern > breed + {{ tolerance }}
{% endtest %}
