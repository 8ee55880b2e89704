-- Persons of CBS per opgave, through the finest published fields, each times its weight; per broad field the opgave
-- reaches into. Complete where every field that ever has a figure (same table, sector, measure, level) has one this year.
with figures as (
    select
        dataset_id, study_year, education_sector, measure, level, isced_code, status, left(isced_code, 2) as field_code,
        max(persons) filter (where gender = 'totaal') as persons,
        max(persons_lower) filter (where gender = 'totaal') as persons_lower,
        max(persons_upper) filter (where gender = 'totaal') as persons_upper,
        max(cells.persons) filter (where gender = 'man') as persons_men,
        max(cells.persons) filter (where gender = 'vrouw') as persons_women
    from {{ ref("int_education_field") }} as cells
    where is_finest and is_part
    group by all
    having max(cells.persons) filter (where gender = 'totaal') is not null
),

expected as (
    select
        weights.opgave_id, weights.delineation, figures.dataset_id, figures.education_sector, figures.measure,
        figures.level, figures.field_code, count(distinct figures.isced_code) as fields_total
    from figures
    inner join {{ ref("int_opgave_field") }} as weights on figures.isced_code = weights.isced_code
    group by all
),

carried as (
    {{ per_opgave(
        ref("int_opgave_field"), "figures",
        on={"isced_code": "isced_code"},
        keys=["dataset_id", "study_year", "education_sector", "measure", "level", "field_code"],
        count="persons",
        half=none,
        digits=2,
        absent="zero",
        columns=["persons_men", "persons_women"],
        method="via_field",
        also={
            "is_weighted": "bool_or(part.weight < 1)",
            "persons_men": whole("part.persons_men", rounded("sum(part.weight * part.persons_men)", 2)),
            "persons_women": whole("part.persons_women", rounded("sum(part.weight * part.persons_women)", 2)),
        },
    ) }}
)

select
    carried.* exclude (codes),
    carried.codes as fields_published,
    expected.fields_total,
    carried.codes = expected.fields_total as is_complete
from carried
inner join expected using (opgave_id, delineation, dataset_id, education_sector, measure, level, field_code)
