-- The figures of the facts in one shape: what a publication said, so that the next one can tell what changed. Where the
-- publisher changed its survey or method, the series changes with it.
with figures as (
    {% for topic in [
        "education", "education_field", "education_forecast", "education_staff", "digital_skills", "graduate_outcome", "llo",
        "labour_migration", "labour_market", "productivity"
    ] %}
    select * from {{ ref("int_indicator_" ~ topic) }}
    {{ "union all by name" if not loop.last }}
    {% endfor %}
)

select
    figures.* replace (
        figures.series || coalesce(
            ', ' || case when figures.period_start < series_break.from_period then before_nl else from_nl end, ''
        ) as series
    )
from figures
left join {{ ref("series_break") }} as series_break on series_break.dataset_id = figures.dataset_id
