-- Students and graduates of CBS by level and learning path, national, men and women as columns. Totals of level and path
-- stand beside their parts, as `totaal`.
{% set tables = [
    ("stg_cbs__mbo_graduates_level", "graduates", "'mbo'", cbs_word("Niveau", "level"), "Leerweg"),
    ("stg_cbs__mbo_students_level", "enrolled", "'mbo'", cbs_word("Niveau", "level"), "Leerweg"),
    ("stg_cbs__ho_graduates_form", "graduates", "education_sector",
        diploma_level("Diplomasoort", "level", "education_sector"), "Opleidingsvorm"),
    ("stg_cbs__ho_students_form", "enrolled", "education_sector", cbs_word("Opleidingsfase", "level"), "Opleidingsvorm"),
] %}
with cells as (
    {% for table, measure, sector, level, path in tables %}
    select
        dataset_id, snapshot_id, study_year, {{ sector }} as education_sector, '{{ measure }}' as measure,
        {{ level }} as level,
        -- mbo has a total without extranei too: neither a part nor the whole
        nullif({{ cbs_word(path, "path") }}, 'zonder_extranei') as learning_path, gender, status,
        {{ in_units("value", "unit") }} as persons,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half
    from {{ ref(table) }}
    where {{ cbs_word("Measure", "measure") }} = '{{ measure }}'
    {{ "union all" if not loop.last }}
    {% endfor %}
),

by_gender as (
    select
        dataset_id, snapshot_id, study_year, education_sector, measure, level, learning_path, status, rounding_half,
        max(persons) filter (where gender = 'totaal') as persons,
        max(cells.persons) filter (where gender = 'man') as persons_men,
        max(cells.persons) filter (where gender = 'vrouw') as persons_women
    from cells
    where education_sector in ('mbo', 'hbo', 'wo') and level is not null and learning_path is not null
    group by all
)

select
    * exclude (rounding_half),
    {{ bound_lower("persons", "rounding_half") }} as persons_lower,
    {{ bound_upper("persons", "rounding_half") }} as persons_upper
from by_gender
where persons is not null
