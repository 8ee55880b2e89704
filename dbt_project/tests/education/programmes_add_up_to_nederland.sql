{{ config(meta={'dagster': {'ref': {'name': 'fct_education_output'}}}) }}
-- The national figure is the sum of its programmes, bounds included: nothing is lost or counted twice between the two
-- facts. Years that are not complete have programmes but no national figure, and doctorates no programme.
with programmes as (
    select
        education_sector, measure, study_year,
        sum(persons) as persons, sum(persons_lower) as lower, sum(persons_upper) as upper
    from {{ ref("fct_education_output_programme") }}
    where is_complete
    group by all
),

nederland as (
    select
        education_sector, measure, study_year,
        sum(persons) as persons, sum(persons_lower) as lower, sum(persons_upper) as upper
    from {{ ref("fct_education_output") }}
    where opgave_id = 'nederland' and measure <> 'doctorates'
    group by all
)

select *
from programmes
full join nederland using (education_sector, measure, study_year)
where programmes.persons is distinct from nederland.persons
    or programmes.lower is distinct from nederland.lower
    or programmes.upper is distinct from nederland.upper
