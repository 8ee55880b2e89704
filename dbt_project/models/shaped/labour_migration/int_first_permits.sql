-- First residence permits of the Netherlands by purpose, counted as permits. No total beside its parts: permits for
-- work come in their kinds (migr_resocc) in a year in which the kinds add up to the whole (migr_resfirst), else as one.
with first_permits as (
    select * from {{ ref("stg_eurostat__first_permits") }}
    where geo = 'NL' and citizen = 'TOTAL' and duration = 'TOTAL' and unit = 'PER'
),

work_kinds as (
    select * from {{ ref("stg_eurostat__work_permits") }}
    where
        geo = 'NL' and citizen = 'TOTAL' and duration = 'TOTAL' and unit = 'PER'
        and reason not in ('TOTAL', 'EMP')
),

-- Eurostat may round each kind to 5
complete_years as (
    select work_kinds.year
    from work_kinds
    left join first_permits on first_permits.year = work_kinds.year and first_permits.reason = 'EMP'
    group by work_kinds.year
    having
        {{ is_whole("work_kinds.permits") }}
        and abs(sum(work_kinds.permits) - coalesce(max(first_permits.permits), sum(work_kinds.permits))) <= 5 * count(*)
),

told as (
    select dataset_id, year, reason, permits
    from first_permits
    where
        reason <> 'TOTAL' and permits is not null
        and (reason <> 'EMP' or year not in (select year from complete_years))
    union all
    select dataset_id, year, reason, permits
    from work_kinds
    where year in (select year from complete_years)
)

select
    told.dataset_id, told.year, told.reason,
    {{ eurostat_permit_reason_code(plain("told.reason")) }} as purpose,
    reasons.label_nl as ground_nl,
    told.permits
from told
left join {{ ref("eurostat_permit_reason") }} as reasons on reasons.word = {{ plain("told.reason") }}
