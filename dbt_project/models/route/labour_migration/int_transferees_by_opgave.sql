-- Permits for transfer within a company per opgave, by way of the sector of the receiving company. A year in which one
-- of the opgave's industries has no figure gives no row: a part would pass for the whole.
with cuts as (
    select * from {{ ref("int_opgave_industry_cut") }} where dataset_id = 'eurostat__migr_resict1_2'
),

permits as (
    select dataset_id, year, replace(nace_r2, '_', '-') as cut, permits
    from {{ ref("stg_eurostat__transferees_by_sector") }}
    where geo = 'NL' and permits is not null
),

years as (
    select distinct dataset_id, year from permits
)

select
    cuts.opgave_id,
    cuts.delineation,
    years.dataset_id,
    years.year,
    {{ rounded("sum(cuts.weight * permits.permits)", 0) }} as permits,
    {{ least_certain_of_all("cuts.weight_status") }} as weight_status,
    max(cuts.weight_year) as weight_year
from cuts
inner join years on years.dataset_id = cuts.dataset_id
left join permits on permits.cut = cuts.cut and permits.year = years.year
group by cuts.opgave_id, cuts.delineation, years.dataset_id, years.year
having count(cuts.weight * permits.permits) = count(*)
