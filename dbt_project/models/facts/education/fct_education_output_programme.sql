select
    study_year,
    education_sector,
    level,
    learning_path,
    measure,
    code_system,
    programme_code,
    main_sector as main_sector_nl,
    cast(persons as double) as persons,
    cast(persons_lower as double) as persons_lower,
    cast(persons_upper as double) as persons_upper,
    cast(persons_lower as double) as total_lower,
    cast(persons_upper as double) as total_upper,
    suppressed_cells > 0 as is_estimate,
    estimation,
    is_complete,
    {{ education_unit("measure") }} as unit,
    status,
    caveat_nl,
    dataset_id
from {{ ref("int_education_candidate") }}
where is_chosen
