-- Per opgave, delineation, study year, sector, measure and characteristic, its categories added up; beside it the total of
-- the opgave, where both come from one dataset.
with parts as (
    select
        opgave_id, delineation, study_year, education_sector, measure, characteristic, dataset_id,
        {{ summed("persons_lower", 6) }} as persons_lower, count(distinct category) as categories
    from {{ ref("fct_education_output_characteristic") }}
    group by all
),

totals as (
    select
        opgave_id, delineation, study_year, education_sector, measure, dataset_id,
        {{ summed("persons_upper", 6) }} as persons_upper
    from {{ ref("fct_education_output") }}
    group by all
)

select parts.*, greatest(parts.persons_lower - totals.persons_upper, 0) as above_total
from parts
left join totals using (opgave_id, delineation, study_year, education_sector, measure, dataset_id)
