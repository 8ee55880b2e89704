-- Persons of CBS per field of study (ISCED-F), ready to choose from: one row per published figure with
--   is_finest  no field within this one is published by the same table: the fields an opgave is made of
--   is_part    the level is a part where the table has levels, and the total where it has none
-- Men and women stand beside the total as rows of gender; whoever adds uses 'totaal' or the two, never all.
with cells as (
    select * from {{ ref("int_cbs_education_cell") }}
    where field_kind in ('broad', 'narrow', 'detailed')
),

codes as (
    select distinct dataset_id, isced_code from cells
),

coarser as (
    select distinct codes.dataset_id, codes.isced_code
    from codes
    inner join codes as within_it
        on codes.dataset_id = within_it.dataset_id
        and length(within_it.isced_code) > length(codes.isced_code)
        and starts_with(within_it.isced_code, codes.isced_code)
)

select
    cells.dataset_id,
    cells.snapshot_id,
    cells.study_year,
    cells.education_sector,
    cells.measure,
    cells.level,
    cells.gender,
    cells.isced_code,
    cells.field_kind,
    cells.field_nl,
    coarser.isced_code is null as is_finest,
    cells.level <> 'totaal' or not bool_or(cells.level <> 'totaal') over (
        partition by cells.dataset_id, cells.education_sector, cells.measure
    ) as is_part,
    cells.persons,
    cells.persons_lower,
    cells.persons_upper,
    cells.status
from cells
left join coarser on cells.dataset_id = coarser.dataset_id and cells.isced_code = coarser.isced_code
