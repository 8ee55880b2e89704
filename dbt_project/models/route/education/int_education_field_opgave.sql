-- Persons of CBS per opgave, through the finest published fields, each times its weight; per broad field the opgave
-- reaches into. Complete where every field that ever has a figure (same table, sector, measure, level) has one this year.
with figures as (
    select
        dataset_id, study_year, education_sector, measure, level, isced_code, status,
        max(persons) filter (where gender = 'totaal') as persons,
        max(persons_lower) filter (where gender = 'totaal') as persons_lower,
        max(persons_upper) filter (where gender = 'totaal') as persons_upper,
        max(cells.persons) filter (where gender = 'man') as persons_men,
        max(cells.persons) filter (where gender = 'vrouw') as persons_women
    from {{ ref("int_education_field") }} as cells
    where is_finest and is_part
    group by all
),

weights as (
    select opgave_id, delineation, isced_code, weight from {{ ref("int_opgave_field") }}
),

expected as (
    select
        weights.opgave_id, weights.delineation, figures.dataset_id, figures.education_sector, figures.measure,
        figures.level, left(figures.isced_code, 2) as field_code, count(distinct figures.isced_code) as fields_total
    from figures
    inner join weights on figures.isced_code = weights.isced_code
    where figures.persons is not null
    group by all
),

summed as (
    select
        weights.opgave_id,
        weights.delineation,
        figures.dataset_id,
        figures.study_year,
        figures.education_sector,
        figures.measure,
        figures.level,
        left(figures.isced_code, 2) as field_code,
        count(*) as fields_published,
        bool_or(weights.weight < 1) as is_weighted,
        -- men and women only where every field tells them: a part of the fields would be too few
        {% for column in ["persons", "persons_lower", "persons_upper", "persons_men", "persons_women"] %}
        case
            when count(figures.{{ column }}) = count(*)
                then cast(sum(cast(figures.{{ column }} as decimal(14, 1)) * weights.weight) as decimal(18, 2))
        end as {{ column }},
        {% endfor %}
        {{ least_certain_of_all("figures.status") }} as status
    from figures
    inner join weights on figures.isced_code = weights.isced_code
    where figures.persons is not null
    group by
        weights.opgave_id, weights.delineation, figures.dataset_id, figures.study_year, figures.education_sector,
        figures.measure, figures.level, left(figures.isced_code, 2)
)

select
    summed.*,
    expected.fields_total,
    summed.fields_published = expected.fields_total as is_complete
from summed
inner join expected using (opgave_id, delineation, dataset_id, education_sector, measure, level, field_code)
