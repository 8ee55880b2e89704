-- Every period that a figure or a fact is of. Of figures that stand on these (motions, deelopgaven) tests hold that theirs are
-- among them.
with periods as (
    {%- for table in [
        "fct_gdp_change",
        "fct_labour_market",
        "fct_labour_market_industry",
        "fct_labour_market_occupation",
        "fct_labour_market_region",
        "fct_labour_participation",
        "fct_population_education",
        "fct_productivity_industry",
        "opgave_scorecard",
    ] %}
    select frequency, period_start from {{ ref(table) }}
    {%- if not loop.last %}
    union
    {%- endif %}
    {%- endfor %}
)

select
    frequency,
    period_start,
    {{ period_end("period_start", "frequency") }} as period_end,
    {{ period_label("period_start", "frequency") }} as period_nl,
    cast(year(period_start) as integer) as year
from periods
