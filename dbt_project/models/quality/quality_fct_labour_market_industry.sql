-- Per row: how far an industry goes beyond all of them, and its vacancy rate. Sectors of government are another cut.
select
    industry_nl, company_size, measure, period_start, frequency, dataset_id, value,
    case when measure = 'vacancy_rate' then value end as vacancy_rate,
    case
        when company_size = 'totaal' and measure <> 'vacancy_rate' and sbi_kind <> 'government_sector'
            then value - 1.0001 * max(value) filter (where sbi_kind = 'total' and company_size = 'totaal')
                over (partition by measure, period_start, frequency, dataset_id)
    end as beyond_total
from {{ ref("fct_labour_market_industry") }}
