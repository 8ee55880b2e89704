-- Every count that may be told, per institution, programme, level and learning path (mbo: and sex), from every per-programme
-- file. Where DUO hides a small count, or would today, stands its estimate, and `estimation` says of what kind.
-- Bounds are told for three widths of figure: persons_* of a cell by itself, programme_* where all cells of a programme,
-- level and learning path are added, country_* where all programmes are.
{% set columns = "dataset_id, snapshot_id, study_year, education_sector, measure, institution_code, province, main_sector,
    main_group, code_system, programme_code, programme_name, level, learning_path, gender" -%}
select
    {{ columns }},
    cast(estimate as decimal(14, 3)) as persons,
    cast(persons_lower as bigint) as persons_lower,
    cast(persons_upper as bigint) as persons_upper,
    cast(persons_lower as decimal(18, 6)) as programme_lower,
    cast(persons_upper as decimal(18, 6)) as programme_upper,
    cast(persons_lower as decimal(18, 6)) as country_lower,
    cast(persons_upper as decimal(18, 6)) as country_upper,
    estimation,
    is_suppressed,
    false as is_withheld,
    status
from {{ ref("int_education_estimated") }}
union all
select
    {{ columns }},
    cast(estimate as decimal(14, 3)),
    cast(cell_lower as bigint),
    cast(cell_upper as bigint),
    cast(programme_lower as decimal(18, 6)),
    cast(programme_upper as decimal(18, 6)),
    cast(country_lower as decimal(18, 6)),
    cast(country_upper as decimal(18, 6)),
    estimation,
    false,
    is_withheld,
    'unknown'  -- files of before November 2023 do not say how final they are
from {{ ref("int_education_withheld") }}
