-- Only parts: no total of levels or paths beside them.
select
    study_year,
    education_sector,
    level,
    learning_path,
    measure,
    cast(persons as double) as persons,
    cast(persons_lower as double) as persons_lower,
    cast(persons_upper as double) as persons_upper,
    cast(persons_lower as double) as total_lower,
    cast(persons_upper as double) as total_upper,
    cast(persons_men as double) as persons_men,
    cast(persons_women as double) as persons_women,
    {{ rounded("persons_women / nullif(persons_men + persons_women, 0) * 100", 1) }} as women_pct,
    {{ education_unit("measure") }} as unit,
    status,
    dataset_id
from {{ ref("int_cbs_education_form") }}
where level <> 'totaal' and learning_path <> 'totaal'
