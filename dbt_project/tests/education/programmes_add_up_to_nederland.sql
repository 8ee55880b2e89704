{{ config(meta={'dagster': {'ref': {'name': 'fct_education_output'}}}) }}
-- The national figure is the sum of its programmes: nothing is lost or counted twice between the two facts, and what the
-- country tells lies within what its programmes tell. Years that are not complete have programmes but no national figure,
-- and doctorates no programme.
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

-- each row has two decimals
select *
from programmes
full join nederland using (education_sector, measure, study_year)
where coalesce(abs(programmes.persons - nederland.persons) > 0.01, true)
    or coalesce(nederland.lower < programmes.lower - 0.01, true)
    or coalesce(nederland.upper > programmes.upper + 0.01, true)
