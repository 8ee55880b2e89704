-- One value per opgave, delineation, figure and period: the breakdowns of indicator_value added where its definition says
-- that they add up. A change or trend is only given within a series: the same source and edition of the
-- classification, in years that the source covers in full.
with figures as (
    select
        value.opgave_id,
        value.delineation,
        value.indicator_id,
        value.period_start,
        -- rounded, so that the sum is the same in whatever order rows come; a part without a value leaves no sum
        case when count(*) = count(value.value) then {{ rounded("sum(value.value)", 6) }} end as value,
        case when count(*) = count(value.value_lower) then {{ rounded("sum(value.value_lower)", 6) }} end as value_lower,
        case when count(*) = count(value.value_upper) then {{ rounded("sum(value.value_upper)", 6) }} end as value_upper,
        indicator.unit,
        indicator.frequency,
        {{ least_certain_of_all("value.status") }} as status,
        case when count(*) = count(value.series) then string_agg(distinct value.series, ' ' order by value.series) end
            as series,
        string_agg(distinct value.dataset_id, ' ' order by value.dataset_id) as dataset_id,
        string_agg(distinct value.caveat_nl, ' ' order by value.caveat_nl) as caveat_nl
    from {{ ref("indicator_value") }} as value
    inner join {{ ref("indicator") }} as indicator on indicator.indicator_id = value.indicator_id
    group by
        value.opgave_id, value.delineation, value.indicator_id, value.period_start, indicator.unit, indicator.frequency
),

comparable as (
    select opgave_id, delineation, indicator_id, period_start, series, value
    from figures
    where series is not null and value is not null
),

changed as (
    select
        figures.*,
        one.value as value_1y_ago,
        case when one.value is not null and two.value is not null then three.value end as value_3y_ago
    from figures
    {%- for name, years in [("one", 1), ("two", 2), ("three", 3)] %}
    left join comparable as {{ name }}
        on {{ name }}.opgave_id = figures.opgave_id
        and {{ name }}.delineation = figures.delineation
        and {{ name }}.indicator_id = figures.indicator_id
        and {{ name }}.series = figures.series
        and {{ name }}.period_start = figures.period_start - interval {{ years }} year
    {%- endfor %}
),

-- where a target starts from: the last value up to the day it was set
targets as (
    select
        target.opgave_id,
        target.delineation,
        target.indicator_id,
        target.target_value,
        target.target_year,
        max_by(comparable.value, comparable.period_start) as baseline,
        max(comparable.period_start) as baseline_period
    from {{ ref("target") }} as target
    left join comparable
        on comparable.opgave_id = target.opgave_id
        and comparable.delineation = target.delineation
        and comparable.indicator_id = target.indicator_id
        and comparable.period_start <= target.set_on
    group by all
),

-- what a reader of the newest figure must know of how new it is
lateness as (
    select
        newest.opgave_id,
        newest.delineation,
        newest.indicator_id,
        newest.period_start,
        string_agg(
            case
                when dataset.status = 'late'
                    then 'Laat: ' || dataset.dataset_id || ' had volgens haar uitgever al een nieuwere periode moeten hebben.'
                when dataset.status = 'stale'
                    then 'Verouderd: de nieuwste stand van ' || dataset.dataset_id || ' kwam niet of klopte niet.'
                when dataset.cadence = 'frozen'
                    then 'Gesloten: ' || dataset.dataset_id || ' wordt niet meer bijgewerkt; nieuwer is hier niets.'
            end,
            ' ' order by dataset.dataset_id
        ) as lateness_nl
    from (
        select opgave_id, delineation, indicator_id, period_start, unnest(string_split(dataset_id, ' ')) as dataset_id
        from figures
        qualify period_start = max(period_start) over (partition by opgave_id, delineation, indicator_id)
    ) as newest
    inner join {{ ref("dim_dataset") }} as dataset on dataset.dataset_id = newest.dataset_id
    group by newest.opgave_id, newest.delineation, newest.indicator_id, newest.period_start
)

select
    changed.opgave_id,
    changed.delineation,
    changed.indicator_id,
    changed.period_start,
    changed.frequency,
    changed.value,
    changed.value_lower,
    changed.value_upper,
    changed.unit,
    {{ rounded("changed.value - changed.value_1y_ago", 6) }} as change_1y,
    -- a share changes in percentage points, not in per cent; of nothing, or of less, there is no per cent either
    case
        when changed.unit not in ('procent', 'procentpunt') and changed.value_1y_ago > 0
            then {{ rounded("(changed.value - changed.value_1y_ago) / changed.value_1y_ago * 100", 2) }}
    end as change_1y_pct,
    {{ rounded("(changed.value - changed.value_3y_ago) / 3", 6) }} as trend_3y,
    targets.target_value as target,
    targets.target_year,
    case
        when changed.series is not null and changed.period_start >= targets.baseline_period
            then {{ rounded(
                "(changed.value - targets.baseline) / nullif(targets.target_value - targets.baseline, 0) * 100", 1
            ) }}
    end as target_progress_pct,
    changed.series,
    changed.status,
    changed.dataset_id,
    lateness.lateness_nl,
    changed.caveat_nl
from changed
left join lateness
    on lateness.opgave_id = changed.opgave_id
    and lateness.delineation = changed.delineation
    and lateness.indicator_id = changed.indicator_id
    and lateness.period_start = changed.period_start
left join targets
    on targets.opgave_id = changed.opgave_id
    and targets.delineation = changed.delineation
    and targets.indicator_id = changed.indicator_id
