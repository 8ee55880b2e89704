-- Persons, jobs and hours worked per branch, employees and self-employed together (85920NED). The table gives changes on
-- a year earlier under the same titles as the counts: the first measure of a title is the count.
with volume as (
    select
        *,
        case
            when measure ilike 'Werkzame personen' then 'employed_persons'
            when measure ilike 'Banen' then 'jobs'
            when measure ilike 'Gewerkte uren' then 'hours_worked'
            when measure ilike 'Werkzame personen%seizoen%' then 'employed_persons_sa'
            when measure ilike 'Banen%seizoen%' then 'jobs_sa'
            when measure ilike 'Gewerkte uren%seizoen%' then 'hours_worked_sa'
        end as figure
    from {{ ref("stg_cbs__labour_volume") }}
    where worker_code = 'T001413'  -- everyone who works: the title of this total was not seen
)

select
    dataset_id, industry as industry_nl, sbi_code, sbi_kind, figure as measure, measure_code, measure as measure_nl,
    period_start, frequency,
    value * {{ unit_factor("unit") }} as value,
    case
        when figure like 'hours%' then 'uren'
        when figure like 'jobs%' then 'banen'
        when figure like 'employed%' then 'personen'
    end as unit,
    status
from volume
where figure is not null
qualify measure_position is not distinct from min(measure_position) over (partition by figure)
