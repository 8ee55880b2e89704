{#- Every figure of Nederland says in caveat_nl why it is not split over opgaven, or where its split stands. -#}
{% test caveat_says_why_national(model) %}
select opgave_id, dataset_id, caveat_nl
from {{ model }}
where
    opgave_id = 'nederland'
    and not coalesce(regexp_matches(caveat_nl, 'niet uit te splitsen naar opgave|Per opgave '), false)
{% endtest %}
