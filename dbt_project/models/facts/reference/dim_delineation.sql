-- The delineations that have codes: those of this project, and each that someone added to the crosswalk seeds.
-- One without a row in the seed `delineation` stands here under its key: rows in the crosswalk are enough to have it.
with counted as (
    select delineation, count(distinct opgave_id) as opgaven, count(distinct row(code_system, edition, code)) as codes
    from {{ ref("opgave_weight") }}
    group by delineation
)

select
    counted.delineation,
    coalesce(named.name_nl, counted.delineation) as name_nl,
    coalesce(named.description_nl, 'Eigen afbakening zonder omschrijving: zie bridge_opgave.') as description_nl,
    counted.delineation not in ('kern', 'breed') as is_own,
    cast(row_number() over (order by named.sort_order nulls last, counted.delineation) as integer) as sort_order,
    coalesce(named.is_default, false) as is_default,
    counted.opgaven,
    counted.codes
from counted
left join {{ ref("delineation") }} as named using (delineation)
