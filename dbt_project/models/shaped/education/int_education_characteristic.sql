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
    "geslacht": ("gender", "gender is not null", "programme", "country"),
    "provincie": ("province", "province is not null", "persons", "persons"),
    "opleidingsvorm": ("learning_path", "education_sector <> 'mbo' and learning_path <> 'onbekend'", "programme", "country"),
} %}
with cells as (
    {% for characteristic, (column, condition, programme, country) in told.items() %}
    select
        dataset_id, study_year, education_sector, measure, main_sector, code_system, programme_code, level,
        '{{ characteristic }}' as characteristic, {{ column }} as category,
        persons, {{ programme }}_lower as persons_lower, {{ programme }}_upper as persons_upper,
        {{ country }}_lower as country_lower, {{ country }}_upper as country_upper, is_suppressed,
        status
    from {{ ref("int_education_cell") }}
    where {{ condition }}
    union all
    {% endfor %}
    select
        dataset_id, study_year, education_sector, measure, main_sector, code_system, programme_code, level,
        'geslacht', gender, estimate, cell_lower, cell_upper, country_lower, country_upper, false, 'unknown'
    from {{ ref("int_education_gender") }}
    where gender is not null
    {% for crosstab in crosstabs %}
    union all
    select
        dataset_id, study_year, education_sector, measure, main_sector, null, null, level, characteristic, category,
        {{ or_hidden_mean("persons") }}, persons_lower, persons_upper, persons_lower, persons_upper, is_suppressed,
        'unknown'
    from {{ ref(crosstab) }}
    left join {{ ref("hidden_count") }} as calibrated using (education_sector, measure)
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
    -- added up as decimals: of doubles a half would go up or down with the engine
    cast(sum(cast(persons as decimal(38, 6))) as decimal(14, 2)) as persons,
    cast(sum(persons_lower) as decimal(14, 2)) as persons_lower,
    cast(sum(persons_upper) as decimal(14, 2)) as persons_upper,
    cast(sum(country_lower) as decimal(14, 2)) as country_lower,
    cast(sum(country_upper) as decimal(14, 2)) as country_upper,
    count(*) filter (where is_suppressed) as suppressed_cells,
    {{ least_certain_of_all("status") }} as status
from cells
group by all
having sum(cells.persons_upper) > 0
