-- Per period, age and breakdown: its levels together, and the population of 15 to 75.
select
    period_start, frequency, age, breakdown,
    case when breakdown = 'niveau' then {{ summed("share_pct", 6) }} end as levels_pct,
    case when age like '15 tot 75%' then max(population) end as most,
    case when age like '15 tot 75%' then min(population) end as least
from {{ ref("fct_population_education") }}
group by period_start, frequency, age, breakdown
