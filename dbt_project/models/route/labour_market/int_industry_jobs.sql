-- Jobs of each division and section in the newest December that CBS publishes of either (83583NED): what weights of coarser
-- classes and the method of a figure rest on.
select
    sbi_kind, sbi_code, value as jobs, cast(extract(year from period_start) as integer) as weight_year,
    status as weight_status
from {{ ref("int_industry_figures") }}
where measure = 'jobs' and sbi_kind in ('division', 'section') and company_size = 'totaal' and value is not null
qualify period_start = max(period_start) over (partition by sbi_kind)
