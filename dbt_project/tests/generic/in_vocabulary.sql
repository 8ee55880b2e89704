{#- Every value is a code of a closed list (seed vocabulary). A column that knows less of the list names the codes that it
    knows (`only`) or not (`without`), and its description says why. A name that the list does not have fails too, so a
    narrower list never drifts from the whole one. Null passes: use not_null beside it. -#}
{% test in_vocabulary(model, column_name, list, only=none, without=none) %}
with known as (
    select code from {{ ref("vocabulary") }} where list = '{{ list }}'
),
used as (
    select distinct cast({{ column_name }} as varchar) as code from {{ model }} where {{ column_name }} is not null
)
select code, 'geen code van {{ list }}' as what
from used
where code not in (select code from known)
{%- if only or without %}
union all
select code, 'niet voor deze kolom' as what
from used
where code {{ "not " if only }}in ('{{ (only or without) | join("', '") }}')
    and code in (select code from known)
union all
select code, 'hier genoemd, maar geen code van {{ list }}' as what
from (select unnest(['{{ (only or without) | join("', '") }}']) as code)
where code not in (select code from known)
{%- endif %}
{% endtest %}
