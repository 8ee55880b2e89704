-- Three quarters that CBS put in words (CBS, 2022-2024): within 2, because both series are revised in place.
with published (period_start, tightness) as (
    values (date '2022-04-01', 142), (date '2023-10-01', 114), (date '2024-01-01', 110)
)

select published.period_start, published.tightness, computed.value
from published
inner join {{ ref("fct_labour_market") }} as computed
    on computed.period_start = published.period_start and computed.measure = 'tightness_cbs'
where abs(computed.value - published.tightness) > 2
