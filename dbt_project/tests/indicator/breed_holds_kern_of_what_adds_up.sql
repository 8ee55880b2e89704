{{ config(meta={'dagster': {'ref': {'name': 'opgave_sensitivity'}}}) }}
-- Of an indicator that adds up breed is no less than kern; a decline (expansion demand) may be, and one is rounding.
select figure.opgave_id, figure.indicator_id, figure.period_start, figure.value_kern, figure.value_breed
from {{ ref("opgave_sensitivity") }} as figure
inner join {{ ref("dim_indicator") }} as indicator on figure.indicator_id = indicator.indicator_id
where indicator.aggregation = 'sum'
    and not starts_with(figure.indicator_id, 'expansion_demand')
    and figure.value_kern > figure.value_breed + 1
