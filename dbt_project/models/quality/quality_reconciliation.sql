-- Per figure and period: is it where it may be? A figure without ours is compared with nothing.
select
    fact, figure_id, period, ours, published, gap, tolerance, explanation_nl,
    case when severity = 'critical' then cast(not within_tolerance as integer) end as critical_outside,
    case when severity = 'warning' then cast(not within_tolerance as integer) end as warning_outside,
    case when ours is not null then figure_id end as figure_compared,
    count(*) filter (where source like 'https://%') over () as pages
from {{ ref("reconciliation") }}
