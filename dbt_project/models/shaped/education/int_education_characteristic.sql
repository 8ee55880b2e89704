-- Persons by one characteristic at a time, from every file that tells it: files per programme (sex, province of the
-- institution, form of study), crosstabs of higher education without a programme (sex, form), and national files of mbo
-- (age, province of residence). Each characteristic is another cut of the same people: rows of two characteristics, or of
-- two datasets, are never added. A combination without persons has no row.
{% set crosstabs = [
    "stg_duo__p04hogdipl_hbo_geslacht", "stg_duo__p04hogdipl_wo_geslacht",
    "stg_duo__p04hogdipl_hbo_vorm", "stg_duo__p04hogdipl_wo_vorm",
    "stg_duo__p02ho1ejrs_hbo_geslacht", "stg_duo__p02ho1ejrs_wo_geslacht",
    "stg_duo__p01hoinges_hbo_geslacht", "stg_duo__p01hoinges_wo_geslacht",
    "stg_duo__p01hoinges_hbo_vorm", "stg_duo__p01hoinges_wo_vorm",
    "stg_duo__mbo_sectorkamer_woonprovincie", "stg_duo__mbo_sectorkamer_leeftijd",
] %}
{% set told = {
    "geslacht": ("gender", "gender is not null"),
    "provincie": ("province", "province is not null"),
    "opleidingsvorm": ("learning_path", "education_sector <> 'mbo' and learning_path <> 'onbekend'"),
} %}
with cells as (
    {% for characteristic, (column, condition) in told.items() %}
    select
        dataset_id, study_year, education_sector, measure, main_sector, code_system, programme_code, level,
        '{{ characteristic }}' as characteristic, {{ column }} as category,
        persons, persons_lower, persons_upper, is_suppressed, status
    from {{ ref("int_education_cell") }}
    where {{ condition }}
    union all
    {% endfor %}
    {% for crosstab in crosstabs %}
    select
        dataset_id, study_year, education_sector, measure, main_sector, null, null, level, characteristic, category,
        persons, persons_lower, persons_upper, is_suppressed, 'unknown'
    from {{ ref(crosstab) }}
    {{ "union all" if not loop.last }}
    {% endfor %}
)

select
    dataset_id,
    study_year,
    education_sector,
    measure,
    main_sector,
    code_system,
    programme_code,
    level,
    characteristic,
    category,
    cast(sum(persons) as decimal(14, 1)) as persons,
    cast(sum(persons_lower) as bigint) as persons_lower,
    cast(sum(persons_upper) as bigint) as persons_upper,
    count(*) filter (where is_suppressed) as suppressed_cells,
    {{ least_certain_of_all("status") }} as status
from cells
group by all
having sum(cells.persons_upper) > 0
