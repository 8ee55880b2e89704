{{ config(severity="warn") }}
-- Two files that tell the same figure must be able to be true together: their intervals overlap. A warning, since DUO
-- recodes and revises history with each edition; the chosen file stands either way.
select
    chosen.education_sector,
    chosen.measure,
    chosen.study_year,
    chosen.dataset_id as chosen_dataset_id,
    chosen.persons_lower as chosen_lower,
    chosen.persons_upper as chosen_upper,
    other.dataset_id as other_dataset_id,
    other.persons_lower as other_lower,
    other.persons_upper as other_upper
from {{ ref("int_education_source_choice") }} as chosen
inner join {{ ref("int_education_source_choice") }} as other
    on chosen.education_sector = other.education_sector
    and chosen.measure = other.measure
    and chosen.study_year = other.study_year
    and chosen.dataset_id <> other.dataset_id
where chosen.is_chosen
    and chosen.is_complete
    and other.is_complete
    and (chosen.persons_upper < other.persons_lower or chosen.persons_lower > other.persons_upper)
