-- Tightness of every occupation group with the two counts it is made of, where the source has them (UWV): one row per
-- group, region and quarter.
select
    dataset_id, brc_code, brc_edition, region, period_start, frequency,
    max(case when measure = 'tightness' then value end) as ratio,
    max(case when measure = 'vacancies' then value end) as vacancies,
    max(case when measure = 'job_seekers_short' then value end) as job_seekers,
    {{ least_certain_of_all("status") }} as status
from {{ ref("int_occupation_figures") }}
where
    brc_level = 'beroepsgroep' and frequency = 'quarter'
    and measure in ('tightness', 'vacancies', 'job_seekers_short')
group by dataset_id, brc_code, brc_edition, region, period_start, frequency
