-- Per opgave, delineation, study year, measure and breakdown; of the country its breakdowns side by side.
with forecast as (
    select opgave_id, delineation, study_year, measure, breakdown, {{ summed("persons", 6) }} as persons
    from {{ ref("fct_education_forecast") }}
    group by all
),

enrolled as (
    select study_year, max(persons) as most, min(persons) as least
    from forecast
    where opgave_id = 'nederland' and measure = 'enrolled'
    group by all
)

select
    forecast.*,
    case when opgave_id <> 'nederland' then persons / most * 100 end as share_of_national_pct,
    case when opgave_id = 'nederland' and measure = 'enrolled' then (most - least) / most * 100 end as breakdowns_apart_pct,
    case when opgave_id = 'nederland' and measure = 'enrolled' then persons end as national
from forecast
left join enrolled using (study_year)
