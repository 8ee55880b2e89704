{{ config(meta={'dagster': {'ref': {'name': 'int_cbs_education_cell'}}}) }}
-- Levels, and fields within a level, never tell more persons than their total: a subtotal that is taken for a part would.
-- Every cell is rounded by itself, so the least that the parts can be is held against the most that the total can be.
with cells as (
    select * from {{ ref("int_cbs_education_cell") }}
    where gender = 'totaal'
),

totals as (
    select dataset_id, study_year, education_sector, measure, level, persons_upper from cells
    where field_kind = 'total'
),

levels as (
    select dataset_id, study_year, education_sector, measure, 'totaal' as level, 'niveaus' as parts,
        sum(persons_lower) as at_least
    from cells
    where field_kind = 'total' and level <> 'totaal'
    group by all
),

fields as (
    select dataset_id, study_year, education_sector, measure, level, 'vakgebieden: ' || field_kind as parts,
        sum(persons_lower) as at_least
    from cells
    where field_kind in ('broad', 'narrow', 'detailed')
    group by all
),

forms as (
    select
        dataset_id, study_year, education_sector, measure, 'totaal' as level, 'niveau en leerweg' as parts,
        sum(persons_lower) filter (where level <> 'totaal' and learning_path <> 'totaal') as at_least,
        max(persons_upper) filter (where level = 'totaal' and learning_path = 'totaal') as persons_upper
    from {{ ref("int_cbs_education_form") }}
    group by dataset_id, study_year, education_sector, measure
)

select parts.*, totals.persons_upper
from (select * from levels union all select * from fields) as parts
inner join totals using (dataset_id, study_year, education_sector, measure, level)
where parts.at_least > totals.persons_upper
union all
select * from forms
where at_least > persons_upper
