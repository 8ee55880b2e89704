-- Growth of value added and what contributes to it, per industry and year. Two tables tell it: a year that the newer one
-- (85951NED) has comes from it alone, because a year of two revisions would not add up; older years come from 84546NED.
-- CBS uses one title on two bases (of value added, of output): the basis of a measure is the growth that precedes it in
-- the table's own list.
with newer as (
    select * from {{ ref("stg_cbs__growth_accounts_current") }} where frequency = 'year'
),

told as (
    select * from newer
    union all by name
    select * from {{ ref("stg_cbs__growth_accounts") }}
    where frequency = 'year' and period_code not in (select period_code from newer)
),

measures as (
    select
        dataset_id,
        measure_code,
        last_value(
            case {{ cbs_growth_measure_code("measure") }}
                when 'value_added_growth' then 'toegevoegde waarde' when 'output_growth' then 'productie'
            end ignore nulls
        ) over (
            partition by dataset_id order by measure_position, measure_code
            rows between unbounded preceding and current row
        ) as basis
    from (select distinct dataset_id, measure_code, measure_position, measure from told)
)

select
    cast(extract(year from told.period_start) as integer) as year,
    told.industry as industry_nl,
    told.sbi_code,
    told.sbi_kind,
    {{ cbs_growth_measure_code("told.measure") }} as measure,
    coalesce(measures.basis, 'toegevoegde waarde') as basis,
    told.measure_code,
    told.measure as measure_nl,
    told.value,
    told.unit,
    told.status,
    told.dataset_id
from told
left join measures on measures.dataset_id = told.dataset_id and measures.measure_code = told.measure_code
