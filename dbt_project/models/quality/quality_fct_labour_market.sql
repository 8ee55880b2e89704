-- Per row: the step to the period before it, what may be plausible of its measure, and what CBS published.
with market as (
    select * from {{ ref("fct_labour_market") }}
),

published as (
    select dataset_id, series as measure, period, value * 1000 as published
    from {{ ref("published_figure") }}
    where dataset_id in ('cbs__80472ned', 'cbs__84545ned')
)

select
    market.opgave_id, market.delineation, market.measure, market.period_start, market.frequency, market.value,
    {{ steps_since_previous(
        period_step("market.period_start", "market.frequency"),
        "market.opgave_id, market.delineation, market.measure, market.frequency"
    ) }} as gap,
    case when market.measure = 'tightness' then market.value end as tightness,
    case when market.measure = 'hourly_wage_median' then market.value end as hourly_wage,
    case
        when market.opgave_id = 'nederland' then abs(market.value - published.published) * 100 / published.published
    end as deviation_pct
from market
left join published
    on market.dataset_id = published.dataset_id and market.measure = published.measure
    and year(market.period_start) || case market.frequency
        when 'year' then 'JJ00' when 'quarter' then 'KW0' || quarter(market.period_start)
    end = published.period
