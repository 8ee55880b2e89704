-- Persons, jobs and hours worked per branch, employees and self-employed together (85920NED). The table gives changes on
-- a year earlier under the same titles as the counts: the first measure of a title is the count.
with volume as (
    select *, {{ cbs_labour_measure_code("measure") }} as figure
    from {{ ref("stg_cbs__labour_volume") }}
    where worker_code = 'T001413'  -- everyone who works: the title of this total was not seen
)

select
    dataset_id, industry as industry_nl, sbi_code, sbi_kind, figure as measure, measure_code, measure as measure_nl,
    period_start, frequency,
    value * {{ unit_factor("unit") }} as value,
    case replace(figure, '_sa', '')
        when 'hours_worked' then 'uren'
        when 'jobs' then 'banen'
        when 'employed_persons' then 'personen'
    end as unit,
    status
from volume
where replace(figure, '_sa', '') in ('employed_persons', 'jobs', 'hours_worked')
qualify measure_position is not distinct from min(measure_position) over (partition by figure)
