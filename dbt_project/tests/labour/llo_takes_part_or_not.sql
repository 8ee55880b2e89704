-- Taking part and not taking part exclude each other and make the whole, within the rounding of the three figures.
with uptake as (
    select * from {{ ref("fct_llo_uptake_characteristic") }}
)

select
    dataset_id, year, population_group, sex, age, labour_position, education_level, characteristic,
    max(population) as population,
    sum(persons) as persons
from uptake
where form in ('deelname', 'geen_deelname')
group by dataset_id, year, population_group, sex, age, labour_position, education_level, characteristic
having
    count(persons) = 2
    and (sum(persons_lower) - 500 > max(population) or sum(persons_upper) + 500 < max(population))
