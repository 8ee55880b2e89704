-- Per opgave, delineation, measure and period: its provinces, beside the country; and the highest tightness of a region.
select
    opgave_id, delineation, measure, period_start, frequency,
    count(*) filter (where region_kind = 'provincie') as provinces,
    case when measure = 'tightness' then max(value) end as tightness,
    case
        when opgave_id = 'nederland' then 100 * abs(
            1 - {{ summed("value", 6, "filter (where region_kind = 'provincie')") }}
            / max(value) filter (where region_kind = 'land')
        )
    end as provinces_beside_country_pct
from {{ ref("fct_labour_market_region") }}
group by opgave_id, delineation, measure, period_start, frequency
