-- Per row; of a year its classes are all jobs, and what one loses another gains.
with work as (
    select *, kind = 'productiviteitsklasse' as is_class from {{ ref("motion_productive_work") }}
)

select
    kind, group_id, delineation, year, value_added_per_hour_index,
    case when is_class then {{ summed("jobs_share_pct", 6, "over (partition by kind, year)") }} end as classes_together,
    case when is_class then abs({{ summed("jobs_moved_1y", 6, "over (partition by kind, year)") }}) end as moved_in_all
from work
