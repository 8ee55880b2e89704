-- National participation, one figure from one source. The groups nest: 25 to 65 and the employed are part of 15 to 75.
-- Written rule where tables tell the same figure: the table about that group (85315 people, 85314 employed), then
-- 85316, then the sum over ways of funding in 85624 (they exclude each other; the sum adds their bounds).
with uptake as (
    select * from {{ ref("int_llo_uptake") }} where persons is not null
),

whole_groups as (
    select
        year, population_group, form, persons,
        {{ bound_lower("persons", "rounding_half") }} as persons_lower,
        {{ bound_upper("persons", "rounding_half") }} as persons_upper,
        population, status, dataset_id,
        case dataset_id when 'cbs__85316ned' then 2 else 1 end as preference
    from uptake
    where breakdown = 'totaal'
),

working_age as (
    select
        year, 'bevolking_25_65' as population_group, form, persons,
        {{ bound_lower("persons", "rounding_half") }} as persons_lower,
        {{ bound_upper("persons", "rounding_half") }} as persons_upper,
        population, status, dataset_id,
        1 as preference
    from uptake
    where dataset_id = 'cbs__85315ned' and breakdown = 'leeftijd' and characteristic ilike 'Leeftijd: 25 tot 65 jaar'
),

summed_over_funding as (
    select
        year, population_group, form,
        sum(persons) as persons,
        sum({{ bound_lower("uptake.persons", "rounding_half") }}) as persons_lower,
        sum({{ bound_upper("uptake.persons", "rounding_half") }}) as persons_upper,
        cast(null as double) as population,
        min(status) as status, dataset_id,
        3 as preference
    from uptake
    where
        dataset_id = 'cbs__85624ned' and breakdown = 'bekostiging'
        and characteristic in (
            'Volgt bekostigd onderwijs', 'Volgt niet-bekostigd onderwijs', 'Volgt onderwijs, bekostiging onbekend'
        )
    group by year, population_group, form, dataset_id
    having count(distinct characteristic) = 3
),

candidates as (
    select * from whole_groups
    union all
    select * from working_age
    union all
    select * from summed_over_funding
)

select * exclude (preference)
from candidates
where form in ('deelname', 'geen_deelname', 'formeel', 'niet_formeel')
qualify row_number() over (partition by year, population_group, form order by preference, dataset_id) = 1
