-- What every figure means. The periods are those of this build; a figure whose datasets are missing has none.
with indicator as (
    select * from {{ ref("indicator") }}
),

present as (
    select
        indicator_id,
        min(period_start) as period_first,
        max(period_start) as period_last,
        count(distinct opgave_id) filter (where opgave_id <> 'nederland') as opgaven,
        bool_or(value_lower < value or value < value_upper) as has_rounding,
        bool_or(margin_95 > 0) as has_sampling,
        bool_or(weight_lower < value or value < weight_upper) as has_weights,
        bool_or(range_lowest is not null) as has_range
    from {{ ref("indicator_value") }}
    group by indicator_id
),

-- the delineation of schema bi: the default one, and where no opgave has the figure in that the next in order
defaults as (
    select
        value.indicator_id,
        min_by(value.delineation, row(not delineation.is_default, delineation.sort_order)) as default_delineation
    from {{ ref("indicator_value") }} as value
    inner join {{ ref("dim_delineation") }} as delineation on delineation.delineation = value.delineation
    group by value.indicator_id
)

select
    indicator.indicator_id,
    indicator.topic,
    indicator.name_nl,
    indicator.name_en,
    indicator.definition_nl,
    indicator.unit,
    word_unit.label_en as unit_en,
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
    coalesce(defaults.default_delineation, 'nvt') as default_delineation,
    coalesce(present.has_rounding, false) as has_rounding,
    coalesce(present.has_sampling, false) as has_sampling,
    coalesce(present.has_weights, false) as has_weights,
    coalesce(present.has_range, false) as has_range,
    indicator.caveat_nl,
    indicator.sort_order
from indicator
left join present on present.indicator_id = indicator.indicator_id
left join defaults on defaults.indicator_id = indicator.indicator_id
left join {{ ref("vocabulary") }} as word_unit
    on word_unit.list = 'figure_unit' and word_unit.code = indicator.unit
