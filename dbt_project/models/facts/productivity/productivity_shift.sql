-- Do jobs move to branches where an hour of work makes more? The rule: the branches of the national accounts (sections of
-- the SBI, R to U together; L left out, because its value added is mostly imputed rent) are put in order of value added
-- per hour in the reference year, the newest year that all of them have. They are cut into three classes by jobs: a
-- branch belongs to the third in which the middle of its jobs falls. Classes stay the same in all years, so a change is
-- jobs that moved, not a branch that changed class. Moved is the change of the class's share times all jobs of the year:
-- over the classes it adds up to nothing.
with branches as (
    select
        sbi_code, industry_nl, cast(extract(year from period_start) as integer) as year,
        max(case when measure = 'jobs' then value end) as jobs,
        max(case when measure = 'value_added_per_hour' then value end) as per_hour,
        {{ least_certain_of_all("status") }} as status
    from {{ ref("int_productivity_industry") }}
    where
        frequency = 'year' and measure in ('jobs', 'value_added_per_hour')
        and (sbi_kind = 'section' or sbi_code = 'R-U') and sbi_code <> 'L'
    group by sbi_code, industry_nl, extract(year from period_start)
),

-- a section beside its range would count twice
chosen as (
    select * from branches
    where
        not (
            sbi_code in ('R', 'S', 'T', 'U')
            and exists (select 1 from branches as wider where wider.sbi_code = 'R-U' and wider.year = branches.year)
        )
),

whole_years as (
    select year
    from chosen
    group by year
    having count(jobs) = (select count(distinct sbi_code) from chosen)
),

reference as (
    select max(year) as reference_year
    from (
        select year from chosen
        group by year
        having count(jobs) = (select count(distinct sbi_code) from chosen) and {{ is_whole("per_hour") }}
    )
),

ranked as (
    select
        sbi_code, per_hour,
        (sum(jobs) over (order by per_hour, sbi_code rows between unbounded preceding and current row) - jobs / 2)
            / sum(jobs) over () as middle
    from chosen
    where year = (select reference_year from reference)
),

classes as (
    select
        sbi_code, per_hour,
        case when middle < 1.0 / 3 then 'laag' when middle < 2.0 / 3 then 'midden' else 'hoog' end as productivity_class
    from ranked
),

yearly as (
    select
        chosen.year,
        classes.productivity_class,
        string_agg(chosen.sbi_code, ', ' order by chosen.sbi_code) as industries,
        min(classes.per_hour) as per_hour_lowest,
        max(classes.per_hour) as per_hour_highest,
        sum(chosen.jobs) as jobs,
        {{ least_certain_of_all("chosen.status") }} as status
    from chosen
    inner join whole_years on whole_years.year = chosen.year
    inner join classes on classes.sbi_code = chosen.sbi_code
    group by chosen.year, classes.productivity_class
),

shared as (
    select *, jobs / sum(jobs) over (partition by year) as share, sum(jobs) over (partition by year) as jobs_all
    from yearly
),

changed as (
    select
        *,
        lag(year) over series = year - 1 as follows,
        jobs - lag(jobs) over series as jobs_change,
        share - lag(share) over series as share_change,
        share - first_value(share) over series as share_change_since_first,
        first_value(year) over series as first_year
    from shared
    window series as (partition by productivity_class order by year)
)

select
    year,
    productivity_class,
    industries as industries_nl,
    per_hour_lowest as value_added_per_hour_lowest,
    per_hour_highest as value_added_per_hour_highest,
    (select reference_year from reference) as reference_year,
    jobs,
    {{ rounded("100 * share", 2) }} as jobs_share_pct,
    case when follows then jobs_change end as jobs_change_1y,
    case when follows then {{ rounded("share_change * jobs_all", 0) }} end as jobs_moved_1y,
    first_year,
    {{ rounded("share_change_since_first * jobs_all", 0) }} as jobs_moved_since_first,
    'banen' as unit,
    status,
    'cbs__85920ned' as dataset_id,
    'cbs__85879ned' as second_dataset_id,
    'Hele bedrijfstakken van de nationale rekeningen, zonder L (toegerekende huur); klassen naar toegevoegde waarde per uur '
    || 'in ' || (select reference_year from reference) || '. Verplaatsing is het verschil in aandeel maal alle banen: wie van '
    || 'baan wisselde is niet gevolgd, en binnen een bedrijfstak kan het werk sterk verschillen. In overheid, onderwijs en '
    || 'zorg (O, P, Q) is toegevoegde waarde vooral gemeten aan de kosten: hun plaats zegt niets over hun nut.' as caveat_nl
from changed
