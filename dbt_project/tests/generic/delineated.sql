{#- A figure of an opgave has a delineation in which the bridge gives that opgave codes, of `code_systems` where they are
    named: without any it cannot be delineated, and then there is no row. Nederland has delineation nvt, and it alone. -#}
{% test delineated(model, code_systems=none) %}
with figures as (
    select opgave_id, delineation, count(*) as figures from {{ model }} group by all
),
codes as (
    select distinct opgave_id, delineation
    from {{ ref("bridge_opgave") }}
    {%- if code_systems %}
    where code_system in ('{{ code_systems | join("', '") }}')
    {%- endif %}
)
select figures.*
from figures
left join codes on figures.opgave_id = codes.opgave_id and figures.delineation = codes.delineation
where (figures.opgave_id = 'nederland') <> (figures.delineation = 'nvt')
    or (figures.opgave_id <> 'nederland' and codes.opgave_id is null)
{% endtest %}
