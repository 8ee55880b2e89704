{{ config(meta={'dagster': {'ref': {'name': 'opgave_scorecard'}}}) }}
-- A change in a year, or a trend over three, has its first and its last period on the same side of every break in method.
select score.indicator_id, score.opgave_id, score.delineation, score.period_start
from {{ ref("opgave_scorecard") }} as score
inner join {{ ref("series_break") }} as series_break
    on list_contains(string_split(score.dataset_id, ' '), series_break.dataset_id)
where
    (
        score.change_1y is not null
        and score.period_start >= series_break.from_period
        and score.period_start - interval 1 year < series_break.from_period
    )
    or (
        score.trend_3y is not null
        and score.period_start >= series_break.from_period
        and score.period_start - interval 3 year < series_break.from_period
    )
