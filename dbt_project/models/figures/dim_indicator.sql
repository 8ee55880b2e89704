-- What every figure means. The periods are those of this build; a figure whose datasets are missing has none.
with indicator as (
    select * from {{ ref("indicator") }}
),

present as (
    select
        indicator_id,
        min(period_start) as period_first,
        max(period_start) as period_last,
        count(distinct opgave_id) filter (where opgave_id <> 'nederland') as opgaven
    from {{ ref("indicator_value") }}
    group by indicator_id
)

select
    indicator.indicator_id,
    indicator.topic,
    indicator.name_nl,
    indicator.name_en,
    indicator.definition_nl,
    indicator.unit,
    indicator.line,
    indicator.direction,
    indicator.frequency,
    indicator.aggregation,
    indicator.fact,
    indicator.filter_nl,
    indicator.dataset_ids,
    present.period_first,
    present.period_last,
    coalesce(present.opgaven, 0) as opgaven,
    indicator.caveat_nl
from indicator
left join present on present.indicator_id = indicator.indicator_id
