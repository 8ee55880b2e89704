-- Motion: shortages in care, construction and technology are addressed by the choice of sectors. The newest figure of
-- each kind per opgave that serves a sector: the shortage, and beside it what training, learning and migration bring,
-- with the share in the national figure of the same period and how that share moved in three years.
with shares as (
    select
        sector.sector,
        theme.theme,
        theme.sort_order,
        score.opgave_id,
        score.delineation,
        score.indicator_id,
        score.period_start,
        score.frequency,
        score.value,
        score.value_lower,
        score.value_upper,
        score.total_lower,
        score.total_upper,
        score.range_lowest,
        score.range_highest,
        score.unit,
        national.value as value_nederland,
        -- a share only of what adds up: a rate or a ratio is compared, not divided
        case
            when score.unit in ('personen', 'diploma''s', 'vacatures', 'banen', 'personen tot de horizon')
                then 100 * score.value / nullif(national.value, 0)
        end as share_pct,
        score.change_1y,
        score.change_1y_pct,
        score.change_1y_margin,
        score.change_1y_significant,
        score.trend_3y,
        score.trend_3y_margin,
        score.trend_3y_significant,
        score.target,
        score.target_year,
        score.target_progress_pct,
        score.series,
        score.status,
        score.dataset_id,
        score.caveat_nl
    from {{ ref("opgave_scorecard") }} as score
    inner join {{ ref("motion_sector") }} as sector on sector.opgave_id = score.opgave_id
    inner join {{ ref("motion_indicator") }} as theme on theme.indicator_id = score.indicator_id
    left join {{ ref("opgave_scorecard") }} as national
        on national.opgave_id = 'nederland'
        and national.indicator_id = score.indicator_id
        and national.period_start = score.period_start
),

newest as (
    select * from shares
    qualify row_number() over (
        partition by sector, opgave_id, delineation, indicator_id order by period_start desc
    ) = 1
)

select
    newest.sector,
    newest.opgave_id,
    newest.delineation,
    newest.theme,
    newest.indicator_id,
    newest.period_start,
    newest.frequency,
    newest.value,
    newest.value_lower,
    newest.value_upper,
    newest.total_lower,
    newest.total_upper,
    newest.range_lowest,
    newest.range_highest,
    newest.unit,
    newest.value_nederland,
    {{ rounded("newest.share_pct", 2) }} as share_pct,
    {{ rounded("newest.share_pct - earlier.share_pct", 2) }} as share_change_3y,
    newest.change_1y,
    newest.change_1y_pct,
    newest.change_1y_margin,
    newest.change_1y_significant,
    newest.trend_3y,
    newest.trend_3y_margin,
    newest.trend_3y_significant,
    newest.target,
    newest.target_year,
    newest.target_progress_pct,
    criteria.verdict as shortage_verdict,
    newest.sort_order,
    newest.status,
    newest.dataset_id,
    newest.caveat_nl
from newest
left join shares as earlier
    on earlier.sector = newest.sector
    and earlier.opgave_id = newest.opgave_id
    and earlier.delineation = newest.delineation
    and earlier.indicator_id = newest.indicator_id
    and earlier.series = newest.series
    and earlier.period_start = newest.period_start - interval 3 year
left join {{ ref("opgave_criteria") }} as criteria
    on criteria.opgave_id = newest.opgave_id
    and criteria.delineation = newest.delineation
    and criteria.criterion = 3
