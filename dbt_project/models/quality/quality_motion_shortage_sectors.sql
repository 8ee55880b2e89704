-- Per answer: how far it is from the scorecard, and whether the scorecard has a newer one.
with score as (
    select
        opgave_id, delineation, indicator_id, period_start, value,
        max(period_start) over (partition by opgave_id, delineation, indicator_id) as newest
    from {{ ref("opgave_scorecard") }}
)

select
    motion.sector, motion.opgave_id, motion.delineation, motion.indicator_id, motion.period_start,
    abs(motion.value - score.value) as difference,
    cast(motion.period_start < score.newest as integer) as not_newest
from {{ ref("motion_shortage_sectors") }} as motion
left join score using (opgave_id, delineation, indicator_id, period_start)
