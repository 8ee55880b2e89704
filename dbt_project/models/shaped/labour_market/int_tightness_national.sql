-- CBS's own definition of tightness: open vacancies per hundred unemployed, both seasonally adjusted, by quarter.
-- StatLine has no such table; recomputed 2022KW02 = 142, 2023KW04 = 114, 2024KW01 = 110, as CBS wrote.
with figures as (
    select * from {{ ref("int_labour_market_national") }} where frequency = 'quarter'
),

vacancies as (
    select * from figures where measure = 'vacancies_sa'
),

unemployed as (
    select * from figures where measure = 'unemployed_sa'
)

select
    vacancies.dataset_id,
    'tightness_cbs' as measure,
    vacancies.period_start,
    vacancies.frequency,
    {{ rounded("vacancies.value / nullif(unemployed.value, 0) * 100", 1) }} as value,
    {{ rounded(
        "(vacancies.value - vacancies.rounding_half) / (unemployed.value + unemployed.rounding_half) * 100", 1
    ) }}
        as value_lower,
    {{ rounded(
        "(vacancies.value + vacancies.rounding_half) / nullif(unemployed.value - unemployed.rounding_half, 0) * 100", 1
    ) }}
        as value_upper,
    'vacatures per 100 werklozen' as unit,
    -- as certain as the less certain of the two
    {{ least_certain(["vacancies.status", "unemployed.status"]) }} as status,
    unemployed.dataset_id as second_dataset_id
from vacancies
inner join unemployed on unemployed.period_start = vacancies.period_start
