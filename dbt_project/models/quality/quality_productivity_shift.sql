-- Per row: the step to the year before it, and whether the classes of its year are all jobs.
select
    year, productivity_class, jobs_share_pct,
    {{ steps_since_previous("year", "productivity_class") }} as gap,
    abs(sum(jobs_share_pct) over (partition by year) - 100) as share_left,
    abs(sum(jobs_moved_1y) over (partition by year)) as jobs_left,
    count(*) over (partition by year) as classes
from {{ ref("productivity_shift") }}
