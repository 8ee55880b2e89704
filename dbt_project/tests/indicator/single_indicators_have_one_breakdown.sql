{{ config(meta={'dagster': {'ref': {'name': 'indicator_value'}}}) }}
-- A figure that its definition calls single has one row per opgave and period: opgave_scorecard would add up what does not.
select value.indicator_id, value.opgave_id, value.delineation, value.period_start, count(*) as breakdowns
from {{ ref("indicator_value") }} as value
inner join {{ ref("indicator") }} as indicator on indicator.indicator_id = value.indicator_id
where indicator.aggregation = 'single'
group by value.indicator_id, value.opgave_id, value.delineation, value.period_start
having count(*) > 1
