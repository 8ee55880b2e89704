-- The delineations that have codes: those of this project, and each that someone added to the crosswalk seeds.
-- One without a row in the seed `delineation` stands here under its key: rows in the crosswalk are enough to have it.
-- And `nvt`, which figures of the whole of the Netherlands have, so that none of them falls out of a join.
with counted as (
    select delineation, count(distinct opgave_id) as opgaven, count(distinct row(code_system, edition, code)) as codes
    from {{ ref("opgave_weight") }}
    group by delineation
),

delineations as (
    select
        counted.delineation,
        coalesce(named.name_nl, counted.delineation) as name_nl,
        coalesce(named.description_nl, 'Eigen afbakening zonder omschrijving: zie bridge_opgave.') as description_nl,
        counted.delineation not in ('kern', 'breed') as is_own,
        row_number() over (order by named.sort_order nulls last, counted.delineation) as sort_order,
        coalesce(named.is_default, false) as is_default,
        counted.opgaven,
        counted.codes
    from counted
    left join {{ ref("delineation") }} as named on named.delineation = counted.delineation
    union all
    select
        'nvt' as delineation,
        'niet van toepassing' as name_nl,
        'Heel Nederland: het cijfer is niet naar opgave afgebakend.' as description_nl,
        false as is_own,
        count(*) + 1 as sort_order,
        false as is_default,
        0 as opgaven,
        0 as codes
    from (select distinct delineation from counted)
)

select * replace (cast(sort_order as integer) as sort_order)
from delineations
