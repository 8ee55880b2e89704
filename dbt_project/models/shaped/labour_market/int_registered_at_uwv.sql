-- Registrations in werk.nl: the mean over the weeks of a year that were read, of all occupations and per occupation group.
-- A vacancy stands in every week that it is open, so weeks are never added up. UWV's occupations are its own: a cluster is a
-- group of the BRC 2014 where it bears its name, and counts in the national figure only where it does not.
with cells as (
    select
        dataset_id, week_date, date_trunc('year', week_date) as period_start, measure, number,
        lower(occupation_cluster) as cluster_key
    from {{ ref("stg_uwv__open_match") }}
),

weeks as (
    select period_start, count(distinct week_date) as weeks from cells group by period_start
),

occupations as (
    -- the files end before the edition of 2025
    select code, lower(name_nl) as cluster_key from {{ ref("brc2014") }} where edition = '2014'
)

select
    cells.dataset_id,
    occupations.code as brc_code,
    cells.measure,
    cast(cells.period_start as date) as period_start,
    any_value(weeks.weeks) as weeks,
    {{ rounded("sum(cells.number) / any_value(weeks.weeks)", 0) }} as value
from cells
inner join weeks on weeks.period_start = cells.period_start
left join occupations on occupations.cluster_key = cells.cluster_key
group by grouping sets (
    (cells.dataset_id, cells.measure, cells.period_start),
    (cells.dataset_id, cells.measure, cells.period_start, occupations.code)
)
having grouping(occupations.code) = 1 or occupations.code is not null
