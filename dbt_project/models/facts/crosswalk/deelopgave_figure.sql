-- Figures of the parts of an opgave that have codes of their own. Codes that serve an opgave as a whole belong to none of
-- its parts, so the parts never add up to the opgave.
{% set columns = "opgave_id, deelopgave_id, delineation, classification, edition, measure, population, period_start, frequency,
    value, value_lower, value_upper, unit, method, codes, status, caveat_nl, dataset_id" -%}
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
)

select {{ columns }} from education
union all
select {{ columns }} from {{ ref("int_deelopgave_occupation") }}
union all
select {{ columns }} from {{ ref("int_deelopgave_industry") }}
