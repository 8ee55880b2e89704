-- Our national figures beside the same figure as published elsewhere: on the publisher's page (seed published_figure), or
-- by another dataset of this warehouse. Both are intervals (suppression, rounding): what lies between them is the gap.
with ours as (
    select * from {{ ref("int_reconciled_education") }}
    union all by name
    select * from {{ ref("int_reconciled_llo") }}
    union all by name
    select * from {{ ref("int_reconciled_labour_migration") }}
    union all by name
    select * from {{ ref("int_reconciled_labour_market") }}
    union all by name
    select * from {{ ref("int_reconciled_productivity") }}
),

figures as (
    select * from {{ ref("reconciliation_figure") }}
),

printed as (
    select
        *,
        {{ unit_factor("unit") }} as scale
    from {{ ref("published_figure") }}
),

pages as (
    select
        figures.figure_id,
        published.period,
        {{ rounded("published.value * published.scale", 2) }} as published,
        published.rounding * published.scale / 2 as half,
        published.rounding = 1 and published.scale = 1 as is_exact,
        published.publisher,
        published.source
    from printed as published
    inner join figures on figures.dataset_id = published.dataset_id and figures.series = published.series
),

compared as (
    select
        pages.figure_id, pages.period, ours.ours, ours.ours_lower, ours.ours_upper, ours.dataset_id,
        pages.published,
        case when pages.is_exact then pages.published else pages.published - pages.half end as published_lower,
        case when pages.is_exact then pages.published else pages.published + pages.half end as published_upper,
        pages.publisher, pages.source
    from pages
    left join ours on ours.figure_id = pages.figure_id and ours.period = pages.period and ours.published is null
    union all
    select
        figure_id, period, ours, ours_lower, ours_upper, dataset_id,
        published, published_lower, published_upper, publisher, source
    from ours
    where published is not null
),

judged as (
    select
        compared.*,
        figures.fact, figures.figure_nl, figures.unit, figures.severity, figures.explanation_nl,
        greatest(abs(compared.published) * figures.tolerance_pct / 100, figures.tolerance_abs) as tolerance,
        greatest(compared.ours_lower - compared.published_upper, compared.published_lower - compared.ours_upper, 0)
            as gap
    from compared
    inner join figures on figures.figure_id = compared.figure_id
)

select
    fact,
    figure_id,
    figure_nl,
    period,
    {{ period_start("period") }} as period_start,
    unit,
    ours,
    ours_lower,
    ours_upper,
    published,
    published_lower,
    published_upper,
    publisher,
    source,
    {{ rounded("ours - published", 2) }} as difference,
    {{ rounded("(ours - published) * 100 / nullif(abs(published), 0)", 2) }} as difference_pct,
    -- DuckDB's greatest() skips a missing bound, so a missing figure would have no gap
    case when ours is not null then {{ rounded("gap", 2) }} end as gap,
    {{ rounded("tolerance", 2) }} as tolerance,
    case when ours is not null then {{ rounded("gap", 2) }} <= {{ rounded("tolerance", 2) }} end as within_tolerance,
    severity,
    explanation_nl,
    dataset_id
from judged
