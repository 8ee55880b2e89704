-- Per year and industry: how far the jobs of people from one country go beyond those of all.
select
    year, industry_nl,
    max(jobs) filter (where origin_level <> 'totaal') - max(jobs) filter (where origin_level = 'totaal') as beyond_total
from {{ ref("fct_labour_migration_jobs") }}
group by year, industry_nl
