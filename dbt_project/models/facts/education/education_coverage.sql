-- How many persons study or graduate in a programme that no opgave claims. A programme counts once, however many
-- opgaven it serves: this is the de-duplicated union, not a sum of opgaven.
with programmes as (
    select study_year, education_sector, measure, code_system, programme_code, persons, is_complete, dataset_id
    from {{ ref("int_education_candidate") }}
    where is_chosen
),

delineations as (
    select distinct delineation from {{ ref("int_programme_opgave") }}
),

claimed as (
    select distinct delineation, code_system, programme_code from {{ ref("int_programme_opgave") }}
)

select
    programmes.study_year,
    programmes.education_sector,
    programmes.measure,
    delineations.delineation,
    cast(sum(programmes.persons) as double) as persons,
    cast(sum(case when claimed.programme_code is null then programmes.persons else 0 end) as double)
        as persons_unclaimed,
    {{ rounded(
        "cast(sum(case when claimed.programme_code is null then programmes.persons else 0 end) as double)"
        ~ " / nullif(cast(sum(programmes.persons) as double), 0) * 100", 1
    ) }} as unclaimed_pct,
    programmes.is_complete,
    programmes.dataset_id
from programmes
cross join delineations
left join claimed
    on delineations.delineation = claimed.delineation
    and programmes.code_system = claimed.code_system
    and programmes.programme_code = claimed.programme_code
group by all
