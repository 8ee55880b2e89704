-- Figures of the parts of an opgave that have codes of their own. Codes that serve an opgave as a whole belong to none of
-- its parts, so the parts never add up to the opgave.
{% set columns = "opgave_id, deelopgave_id, delineation, classification, edition, measure, population, period_start, frequency,
    value, value_lower, value_upper, weight_lower, weight_upper, margin_95, share_count_pct, share_official_pct,
    share_judgement_pct, change_1y_weight, change_3y_weight, unit, method, codes, status, caveat_nl, dataset_id" -%}
with editions as (
    select code_system, max(edition) as edition
    from {{ ref("dim_programme") }}
    where edition not in ('register', 'waargenomen')
    group by code_system
),

education as (
    select figure.* replace (editions.edition as edition)
    from {{ ref("int_deelopgave_education") }} as figure
    inner join editions on figure.classification = editions.code_system
),

together as (
    select {{ columns }}, range_lowest, range_highest from {{ ref("int_deelopgave_occupation") }}
    union all by name
    select {{ columns }} from education
    union all by name
    select {{ columns }} from {{ ref("int_deelopgave_industry") }}
)

select
    together.opgave_id,
    together.deelopgave_id,
    together.delineation,
    together.classification,
    together.edition,
    together.measure,
    together.population,
    together.period_start,
    together.frequency,
    together.value,
    together.value_lower,
    together.value_upper,
    together.range_lowest,
    together.range_highest,
    {{ interval_of(
        "together", "value", method="together.method", shrinks="together.measure = 'expansion_demand'", digits=2
    ) }},
    together.unit,
    together.method,
    together.codes,
    together.status,
    together.caveat_nl,
    together.dataset_id
from together
{{ survey_join("together.dataset_id", "together.measure", "together.frequency") }}
