-- Awards of the STAP budget by one trait of the applicant at a time, in the shape of int_llo_courses. A trait that the
-- register leaves empty is told as `onbekend`, so that the parts of a trait are the whole; a trait that a year's register does
-- not tell at all has no rows.
with traits as (
    unpivot (
        select
            dataset_id, year, awards,
            'totaal' as totaal,
            coalesce(age, 'onbekend') as leeftijd,
            coalesce(sector, 'onbekend') as sector,
            coalesce(labour_position, 'onbekend') as arbeidspositie,
            coalesce(education_level, 'onbekend') as onderwijsniveau
        from {{ ref("stg_uwv__stap") }}
        where year is not null
    )
    on totaal, leeftijd, sector, arbeidspositie, onderwijsniveau
    into name breakdown value characteristic
)

select
    dataset_id,
    year,
    'stap_toekenningen' as population_group,
    breakdown,
    characteristic,
    cast(null as varchar) as sbi_code,
    'stap' as form,
    cast(sum(awards) as double) as persons,
    cast(0 as double) as rounding_half,
    -- of all awards of the year
    case when breakdown <> 'totaal' then
        cast(sum(sum(awards)) over (partition by dataset_id, year, breakdown) as double)
    end as population,
    'unknown' as status
from traits
group by dataset_id, year, breakdown, characteristic
qualify breakdown = 'totaal' or not bool_and(characteristic = 'onbekend') over (partition by dataset_id, year, breakdown)
