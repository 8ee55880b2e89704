-- Per kind of change and frequency: the largest change of gdp in volume.
select
    change_nl, frequency,
    max(abs(value)) filter (where measure_code = 'M002782_1' and change_nl ilike 'Volume%') as gdp_change
from {{ ref("fct_gdp_change") }}
group by all
