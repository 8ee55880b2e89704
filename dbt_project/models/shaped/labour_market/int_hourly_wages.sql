-- Hourly wages and employees per occupation. Two tables tell them: a year that the newer one (86355NED) has comes from
-- it alone, because CBS revises old years with the new table; only older years come from 85517NED.
with newer as (
    select * from {{ ref("stg_cbs__hourly_wages") }}
),

told as (
    select * from newer
    union all
    select * from {{ ref("stg_cbs__hourly_wages_to_2024") }}
    where period_code not in (select period_code from newer)
),

named as (
    select *, {{ cbs_labour_measure_code("measure") }} as measure_id
    from told
)

select
    dataset_id,
    brc_code,
    brc_level,
    brc_edition,
    {{ is_total("Beroep", "occupation") }} as is_total,
    measure_id as measure,
    period_start,
    frequency,
    {{ in_units("value", "unit") }} as value,
    {{ rounding_half("unit", "decimals") }} as rounding_half,
    case when measure_id = 'employees' then 'personen' else 'euro per uur' end as unit,
    status
from named
where measure_id in ('hourly_wage_p25', 'hourly_wage_median', 'hourly_wage_p75', 'employees')
