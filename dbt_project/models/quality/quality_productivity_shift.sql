-- Per row: the step to the year before it, and whether the classes of its year are all jobs.
select
    year, productivity_class, jobs_share_pct,
    {{ steps_since_previous("year", "productivity_class") }} as gap,
    abs({{ summed("jobs_share_pct", 6, "over (partition by year)") }} - 100) as share_left,
    abs({{ summed("jobs_moved_1y", 6, "over (partition by year)") }}) as jobs_left,
    count(*) over (partition by year) as classes
from {{ ref("productivity_shift") }}
