-- Growing and structural shortage. Structural is what ROA expects up to its horizon: does at least half of the opgave work in
-- an occupation with a large or very large bottleneck (ITKB); only where that part is not known do the quarters of tightness
-- decide. Growing is a slope that is told from none: least squares over the quarters of one series, its 95 %
-- interval by Student's t with as many observations as the quarters are worth, given that each is like the one before
-- (n (1 - r) / (1 + r), r the autocorrelation of the residuals at one quarter, never below 0: Santer et al. 2000, J. Geophys.
-- Res. 105, 7337-7356). The series is tightness from counts, else the vacancy rate of a branch that is the opgave.
with figures as (
    select
        opgave_id, delineation, indicator_id, series, period_start, value, range_lowest as value_lower,
        range_highest as value_upper, dataset_id,
        extract(year from period_start) - 2000 + (extract(quarter from period_start) - 1) / 4.0 as years
    from {{ ref("opgave_scorecard") }}
    where
        indicator_id in ('tightness.quarter', 'vacancy_rate_branch.quarter')
        and opgave_id <> 'nederland' and series is not null
        and coalesce(value, range_lowest) is not null
),

-- the newest figure decides the series: another source or edition of the classification is another figure
newest as (
    select * from figures
    qualify series = first_value(series) over (
        partition by opgave_id, delineation, indicator_id order by period_start desc, series
    )
),

described as (
    select
        opgave_id,
        delineation,
        indicator_id,
        count(*) as quarters,
        min(period_start) as period_first,
        max(period_start) as period_last,
        {% for column in ["value", "value_lower", "value_upper"] -%}
        arg_max_null({{ column }}, period_start) as {{ column }},
        {% endfor -%}
        max(dataset_id) as dataset_id,
        avg(
            case when coalesce(newest.value, newest.value_lower) >= {{ criterion_bar("tight") }} then 100.0 else 0 end
        ) as tight_pct
    from newest
    group by opgave_id, delineation, indicator_id
),

lines as (
    select
        opgave_id, delineation, indicator_id,
        regr_slope(value, years) as slope,
        regr_intercept(value, years) as intercept,
        avg(value) as mean,
        count(*) as quarters,
        var_pop(years) * count(*) as spread
    from newest
    where value is not null
    group by opgave_id, delineation, indicator_id
    having count(*) >= {{ criterion_bar("quarters") }}
),

residuals as (
    select
        lines.*,
        newest.period_start,
        {{ rounded("newest.value - lines.intercept - lines.slope * newest.years", 9) }} as residual
    from newest
    inner join lines
        on lines.opgave_id = newest.opgave_id
        and lines.delineation = newest.delineation
        and lines.indicator_id = newest.indicator_id
    where newest.value is not null
),

neighbours as (
    select
        residuals.*,
        lag(residual) over series as before,
        lag(period_start) over series = period_start - interval 3 month as is_next
    from residuals
    window series as (partition by opgave_id, delineation, indicator_id order by period_start)
),

worth as (
    select
        opgave_id, delineation, indicator_id, slope, mean, spread, quarters,
        sum(power(residual, 2)) as squares,
        quarters * (1 - {{ autocorrelation() }}) / (1 + {{ autocorrelation() }}) as quarters_effective
    from neighbours
    group by opgave_id, delineation, indicator_id, slope, mean, spread, quarters
),

slopes as (
    select
        *,
        -- fewer than two degrees of freedom tell nothing of a slope
        case
            when quarters_effective >= 4
                then {{ student_t_975("quarters_effective - 2") }} * sqrt(squares / (quarters_effective - 2) / spread)
        end as margin
    from worth
    qualify row_number() over (partition by opgave_id, delineation order by indicator_id) = 1
),

bottleneck as (
    select
        opgave_id,
        delineation,
        dataset_id,
        period_start,
        max(case when measure = 'bottleneck_share' then value end) as share_pct,
        max(case when measure = 'bottleneck_indicator' then range_lowest end) as itkb_lowest,
        max(case when measure = 'bottleneck_indicator' then range_highest end) as itkb_highest
    from {{ ref("int_bottleneck_by_opgave") }}
    group by opgave_id, delineation, dataset_id, brc_edition, period_start
    qualify row_number() over (partition by opgave_id, delineation order by brc_edition desc, period_start desc) = 1
),

opgaven as (
    select opgave_id, delineation from described
    union
    select opgave_id, delineation from bottleneck
),

together as (
    select
        opgaven.opgave_id,
        opgaven.delineation,
        tightness.value,
        tightness.value_lower,
        tightness.value_upper,
        coalesce(tightness.quarters, 0) as quarters,
        tightness.period_first,
        tightness.period_last,
        {{ rounded("tightness.tight_pct", 1) }} as tight_pct,
        slopes.indicator_id as slope_of,
        slopes.quarters as slope_quarters,
        {{ rounded("slopes.quarters_effective", 1) }} as slope_quarters_effective,
        {{ rounded("slopes.slope", 3) }} as slope,
        {{ rounded("slopes.margin", 3) }} as slope_margin,
        {{ rounded("slopes.slope / nullif(slopes.mean, 0) * 100", 1) }} as slope_pct,
        {{ rounded("slopes.margin / nullif(slopes.mean, 0) * 100", 1) }} as slope_margin_pct,
        bottleneck.itkb_lowest,
        bottleneck.itkb_highest,
        bottleneck.share_pct as bottleneck_pct,
        extract(year from bottleneck.period_start) as horizon,
        case
            when bottleneck.share_pct is not null then 'itkb'
            when tightness.quarters >= {{ criterion_bar("quarters") }} then 'quarters'
        end as structural_by,
        nullif(concat_ws(
            ' ',
            bottleneck.dataset_id,
            nullif(tightness.dataset_id, coalesce(bottleneck.dataset_id, '')),
            case when slopes.indicator_id <> 'tightness.quarter' then rates.dataset_id end
        ), '') as dataset_ids
    from opgaven
    left join described as tightness
        on tightness.opgave_id = opgaven.opgave_id
        and tightness.delineation = opgaven.delineation
        and tightness.indicator_id = 'tightness.quarter'
    left join described as rates
        on rates.opgave_id = opgaven.opgave_id
        and rates.delineation = opgaven.delineation
        and rates.indicator_id = 'vacancy_rate_branch.quarter'
    left join slopes
        on slopes.opgave_id = opgaven.opgave_id and slopes.delineation = opgaven.delineation
    left join bottleneck
        on bottleneck.opgave_id = opgaven.opgave_id and bottleneck.delineation = opgaven.delineation
),

judged as (
    select
        *,
        case structural_by
            when 'itkb' then bottleneck_pct >= {{ criterion_bar("bottleneck_pct") }}
            when 'quarters' then tight_pct >= {{ criterion_bar("share_of_quarters_pct") }}
        end as is_structural,
        case
            when slope - slope_margin > 0 then 'up'
            when slope + slope_margin < 0 then 'down'
            when slope_margin is not null then 'none'
        end as direction
    from together
    where dataset_ids is not null
)

select
    *,
    case
        when is_structural is null then 'te weinig gegevens om te zeggen'
        when is_structural and direction = 'up' then 'groeiend en structureel'
        when is_structural and direction = 'down' then 'structureel, afnemend'
        when is_structural and direction = 'none' then 'structureel, niet aantoonbaar groeiend'
        when is_structural then 'structureel, groei niet te zeggen'
        when structural_by = 'itkb' and direction = 'up' then 'groeiend, geen groot knelpunt verwacht'
        when structural_by = 'itkb' and tight_pct >= {{ criterion_bar("share_of_quarters_pct") }}
            then 'krap, geen groot knelpunt verwacht'
        when structural_by = 'itkb' then 'geen groot knelpunt verwacht'
        when direction = 'up' then 'groeiend, niet structureel'
        when structural_by = 'quarters' then 'niet aantoonbaar groeiend en niet structureel'
    end as verdict
from judged
