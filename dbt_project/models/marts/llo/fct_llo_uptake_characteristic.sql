with uptake as (
    select * from {{ ref("int_llo_uptake") }}
)

select
    year,
    population_group,
    breakdown,
    sex,
    age,
    labour_position,
    education_level,
    characteristic,
    sbi_code,
    form,
    persons,
    {{ bound_lower("persons", "rounding_half") }} as persons_lower,
    {{ bound_upper("persons", "rounding_half") }} as persons_upper,
    population,
    round(persons / nullif(population, 0) * 100, 2) as rate_pct,
    case when persons is null then 'niet gepubliceerd' end as missing_reason,
    status,
    dataset_id
from uptake
