-- Which share of the persons, jobs or vacancies of a classification each opgave claims, per delineation and year. Beside
-- it the share that at least one opgave claims: a code counts once, with the largest weight that any opgave gives it, so
-- that is a lower bound where weights are fractions. Opgaven are never summed.
{% set grain = "classification, edition, code_level, population, measure, unit, year, period_start" -%}
with totals as (
    select
        {{ grain }},
        sum(value) as total,
        bool_and(is_complete) as is_complete,
        {{ least_certain_of_all("status") }} as status,
        min(dataset_id) as dataset_id
    from {{ ref("int_code_figure") }}
    group by {{ grain }}
),

claims as (
    select
        {{ grain }}, opgave_id, delineation,
        count(*) as codes,
        {{ whole("weight", "sum(value * weight)") }} as claimed
    from {{ ref("int_code_claimed") }}
    group by {{ grain }}, opgave_id, delineation
),

by_code as (
    select {{ grain }}, delineation, code, max(value) as value, max(weight) as weight
    from {{ ref("int_code_claimed") }}
    group by {{ grain }}, delineation, code
),

any_opgave as (
    select {{ grain }}, delineation, sum(value * weight) as claimed_by_any
    from by_code
    group by {{ grain }}, delineation
)

select
    classification,
    edition,
    code_level,
    population,
    measure,
    year,
    period_start,
    claims.opgave_id,
    delineation,
    unit,
    claims.codes,
    cast(totals.total as double) as total,
    {{ rounded("claims.claimed", 1) }} as claimed,
    {{ rounded("cast(claims.claimed as double) / nullif(cast(totals.total as double), 0) * 100", 2) }} as share_pct,
    {{ rounded("any_opgave.claimed_by_any", 1) }} as claimed_by_any,
    {{ rounded(
        "cast(any_opgave.claimed_by_any as double) / nullif(cast(totals.total as double), 0) * 100", 2
    ) }} as claimed_by_any_pct,
    totals.is_complete,
    totals.status,
    totals.dataset_id
from claims
inner join totals using ({{ grain }})
inner join any_opgave using ({{ grain }}, delineation)
