-- Per figure of the scorecard: how far it is from the sum of its breakdowns in indicator_value.
with parts as (
    select indicator_id, opgave_id, delineation, period_start, {{ summed("value", 6) }} as value
    from {{ ref("indicator_value") }}
    group by all
)

select
    score.opgave_id, score.delineation, score.indicator_id, score.period_start, score.value,
    abs(score.value - parts.value) as difference
from {{ ref("opgave_scorecard") }} as score
left join parts using (indicator_id, opgave_id, delineation, period_start)
