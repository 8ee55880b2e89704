-- Motion: people move from low-productive to high-productive, socially relevant sectors, against concrete goals. Two views
-- side by side: the classes of productivity of all jobs (productivity_shift has the rule), and the opgaven as the
-- socially relevant work. Goals come from the seed `target`; where nobody set one there is none.
with classes as (
    select
        'productiviteitsklasse' as kind,
        productivity_class as group_id,
        'nederland' as opgave_id,
        'nvt' as delineation,
        make_date(year, 1, 1) as period_start,
        'jobs_share_class_' || productivity_class || '.year' as indicator_id,
        jobs,
        jobs_share_pct,
        jobs_moved_1y,
        cast(null as double) as value_added_per_hour,
        cast(null as double) as value_added_per_hour_index,
        'banen van werknemers en zelfstandigen, jaargemiddelde' as jobs_nl,
        industries_nl,
        'observed' as method,
        status,
        dataset_id,
        caveat_nl
    from {{ ref("productivity_shift") }}
),

jobs as (
    select
        score.opgave_id, score.delineation, score.period_start, score.value, score.status, score.dataset_id, score.caveat_nl,
        national.value as value_nederland,
        score.series
    from {{ ref("opgave_scorecard") }} as score
    inner join {{ ref("opgave_scorecard") }} as national
        on national.opgave_id = 'nederland'
        and national.indicator_id = score.indicator_id
        and national.period_start = score.period_start
        and national.dataset_id = score.dataset_id
    where score.indicator_id = 'jobs.year' and score.opgave_id <> 'nederland' and score.value is not null
),

-- the economy without L, of which the value added is mostly imputed rent and nobody's work, as productivity_shift has it
economy as (
    select
        period_start,
        sum(case when measure = 'value_added' then if(sbi_code = 'L', -value, value) end)
        / nullif(sum(case when measure = 'hours_worked' then if(sbi_code = 'L', -value, value) end), 0) as per_hour
    from {{ ref("fct_productivity_industry") }}
    where
        frequency = 'year' and measure in ('value_added', 'hours_worked')
        and (sbi_kind = 'total' or (sbi_kind = 'section' and sbi_code = 'L'))
    group by period_start
    having count(value) = 4
),

per_hour as (
    select
        score.opgave_id, score.delineation, score.period_start, score.value,
        {{ rounded("100 * score.value / nullif(economy.per_hour, 0)", 1) }} as index_nederland
    from {{ ref("opgave_scorecard") }} as score
    left join economy on economy.period_start = score.period_start
    where score.indicator_id = 'value_added_per_hour.year' and score.opgave_id <> 'nederland'
),

opgaven as (
    select
        'opgave',
        jobs.opgave_id,
        jobs.opgave_id,
        jobs.delineation,
        jobs.period_start,
        'jobs.year',
        jobs.value,
        {{ rounded("100 * jobs.value / nullif(jobs.value_nederland, 0)", 2) }},
        -- as in productivity_shift: the change of the share times all jobs of the year
        {{ rounded(
            "(jobs.value / nullif(jobs.value_nederland, 0) - earlier.value / nullif(earlier.value_nederland, 0))"
            ~ " * jobs.value_nederland", 0
        ) }},
        per_hour.value,
        per_hour.index_nederland,
        'banen van werknemers, december',
        null,
        'via_industry',
        jobs.status,
        jobs.dataset_id,
        jobs.caveat_nl || ' Toegevoegde waarde per uur van hele bedrijfstakken; het nut van werk meet zij niet.'
    from jobs
    left join jobs as earlier
        on earlier.opgave_id = jobs.opgave_id
        and earlier.delineation = jobs.delineation
        and earlier.series = jobs.series
        and earlier.period_start = jobs.period_start - interval 1 year
    left join per_hour
        on per_hour.opgave_id = jobs.opgave_id
        and per_hour.delineation = jobs.delineation
        and per_hour.period_start = jobs.period_start
),

together as (
    select * from classes
    union all
    select * from opgaven
)

select
    together.kind,
    together.group_id,
    together.opgave_id,
    together.delineation,
    cast(extract(year from together.period_start) as integer) as year,
    together.jobs,
    case when together.kind = 'opgave' then score.total_lower end as total_lower,
    case when together.kind = 'opgave' then score.total_upper end as total_upper,
    together.jobs_nl,
    together.jobs_share_pct,
    together.jobs_moved_1y,
    case
        when count(together.jobs_moved_1y) over last_three = 3
            then {{ rounded("avg(together.jobs_moved_1y) over last_three", 0) }}
    end as jobs_moved_mean_3y,
    together.value_added_per_hour,
    together.value_added_per_hour_index,
    together.industries_nl,
    together.indicator_id,
    score.target,
    score.target_year,
    score.target_progress_pct,
    together.method,
    together.status,
    together.dataset_id,
    together.caveat_nl
from together
left join {{ ref("opgave_scorecard") }} as score
    on score.indicator_id = together.indicator_id
    and score.opgave_id = together.opgave_id
    and score.delineation = together.delineation
    and score.period_start = together.period_start
window last_three as (
    partition by together.kind, together.group_id, together.delineation
    order by together.period_start range between interval 2 year preceding and current row
)
