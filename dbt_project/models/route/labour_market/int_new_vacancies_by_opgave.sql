-- New vacancies per opgave by way of the occupation (85081NED, which stops at segments): each segment for the part of it
-- that the opgave employs.
with segments as (
    select * from {{ ref("int_opgave_occupation") }} where brc_level = 'beroepssegment'
),

figures as (
    select
        dataset_id, brc_edition, brc_code, period_start, frequency, unit, value, rounding_half, status,
        -- not vacancies_new: that is the count by way of the industry, of another table
        'vacancies_new_occupation' as measure
    from {{ ref("int_occupation_figures") }} as cells
    where cells.measure = 'vacancies_new' and brc_level = 'beroepssegment' and industry_nl = 'alle bedrijfstakken'
)

{{ per_opgave(
    "segments", "figures",
    on={"brc_edition": "brc_edition", "brc_code": "brc_code"},
    keys=["dataset_id", "brc_edition", "measure", "period_start", "frequency", "unit"],
    count="value",
    by=["opgave_id", "delineation", "method"],
    dated="weight_period",
) }}
