-- Per occupation, region and period: its tightness, where that is published.
select
    brc_code, brc_edition, region, period_start,
    max(value) filter (where measure = 'tightness') as tightness
from {{ ref("fct_labour_market_occupation") }}
group by all
