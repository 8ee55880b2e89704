-- Per row: a growth or a value per hour, each with bounds of its own.
select
    opgave_id, delineation, year, measure,
    case when unit in ('procent', 'procentpunt') then value end as growth,
    case when unit = 'euro per uur' then value end as per_hour
from {{ ref("fct_productivity") }}
