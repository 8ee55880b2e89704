-- Growing and structural shortage, from the tightness of the opgave's occupations: the newest series only, since another
-- source or edition of the classification is another figure. Where a quarter has only a range over the occupations, its
-- lowest occupation says whether all are tight; a slope needs values. The vacancy rate of its industries stands beside it as
-- context.
with figures as (
    select
        opgave_id, delineation, indicator_id, series, period_start, value, value_lower, value_upper, status,
        extract(year from period_start) + (extract(quarter from period_start) - 1) / 4.0 as year_fraction
    from {{ ref("opgave_scorecard") }}
    where
        indicator_id in ('tightness.quarter', 'tightness_mean.quarter', 'vacancy_rate.quarter')
        and opgave_id <> 'nederland' and series is not null
        and coalesce(value, value_lower) is not null
),

kinds as (
    select *, case indicator_id when 'vacancy_rate.quarter' then 'vacancy_rate' else 'tightness' end as kind from figures
),

-- the newest figure decides the series; vacancies over job seekers go before a mean of ratios
newest as (
    select opgave_id, delineation, kind, indicator_id, series
    from kinds
    qualify row_number() over (
        partition by opgave_id, delineation, kind order by period_start desc, indicator_id
    ) = 1
),

described as (
    select
        kinds.opgave_id,
        kinds.delineation,
        kinds.kind,
        kinds.indicator_id,
        count(*) as quarters,
        count(kinds.value) as quarters_with_value,
        min(kinds.period_start) as period_first,
        max(kinds.period_start) as period_last,
        {% for column in ["value", "value_lower", "value_upper", "status"] -%}
        arg_max_null(kinds.{{ column }}, kinds.period_start) as {{ column }},
        {% endfor -%}
        avg(case when coalesce(kinds.value, kinds.value_lower) >= {{ criterion_bar("tight") }} then 100.0 else 0 end)
            as tight_pct,
        case
            when count(kinds.value) >= {{ criterion_bar("quarters") }}
                then regr_slope(kinds.value, kinds.year_fraction)
        end as slope,
        case
            when count(kinds.value) >= {{ criterion_bar("quarters") }}
                then regr_slope(kinds.value, kinds.year_fraction) / nullif(avg(kinds.value), 0) * 100
        end as slope_pct
    from kinds
    inner join newest
        on newest.opgave_id = kinds.opgave_id
        and newest.delineation = kinds.delineation
        and newest.indicator_id = kinds.indicator_id
        and newest.series = kinds.series
    group by kinds.opgave_id, kinds.delineation, kinds.kind, kinds.indicator_id
),

compared as (
    select
        coalesce(tightness.opgave_id, rates.opgave_id) as opgave_id,
        coalesce(tightness.delineation, rates.delineation) as delineation,
        tightness.indicator_id,
        tightness.value,
        tightness.value_lower,
        tightness.value_upper,
        coalesce(tightness.quarters, 0) as quarters,
        tightness.period_first,
        tightness.period_last,
        {{ rounded("tightness.tight_pct", 1) }} as tight_pct,
        {{ rounded("tightness.slope", 3) }} as slope,
        {{ rounded("tightness.slope_pct", 1) }} as slope_pct,
        rates.value as vacancy_rate,
        {{ rounded("rates.slope_pct", 1) }} as vacancy_rate_slope_pct,
        coalesce(rates.quarters, 0) as vacancy_rate_quarters
    from (select * from described where kind = 'tightness') as tightness
    full join (select * from described where kind = 'vacancy_rate') as rates
        on rates.opgave_id = tightness.opgave_id and rates.delineation = tightness.delineation
)

select
    *,
    case
        when quarters = 0 then 'niet af te bakenen'
        when quarters < {{ criterion_bar("quarters") }} then 'te kort om te zeggen'
        when tight_pct >= {{ criterion_bar("share_of_quarters_pct") }} and slope_pct > {{ criterion_bar("growth_pct") }}
            then 'groeiend en structureel'
        when tight_pct >= {{ criterion_bar("share_of_quarters_pct") }} and slope_pct is null
            then 'structureel, groei niet te zeggen'
        when tight_pct >= {{ criterion_bar("share_of_quarters_pct") }} then 'structureel, niet groeiend'
        when slope_pct is null then 'te kort om te zeggen'
        when slope_pct > {{ criterion_bar("growth_pct") }} then 'groeiend, niet structureel'
        else 'niet groeiend en niet structureel'
    end as verdict
from compared
