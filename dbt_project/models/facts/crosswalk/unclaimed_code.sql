-- The codes that no opgave claims in a delineation, the largest first: what the eight opgaven leave out.
{% set grain = "classification, edition, code_level, population, measure, unit, year, period_start" -%}
with figures as (
    select
        *,
        sum(value) over (partition by {{ grain }}) as total
    from {{ ref("int_code_figure") }}
    where value > 0
),

delineations as (
    select distinct {{ grain }}, delineation from {{ ref("int_code_claimed") }}
),

names as (
    select code_system, code, edition, name_nl from {{ ref("dim_programme") }}
    union all
    select code_system, code, edition, name_nl from {{ ref("dim_field") }}
    union all
    select code_system, code, edition, name_nl from {{ ref("dim_occupation") }}
    union all
    select code_system, code, edition, name_nl from {{ ref("dim_industry") }}
)

select
    figures.classification,
    figures.edition,
    figures.code_level,
    figures.population,
    figures.measure,
    figures.year,
    figures.period_start,
    delineations.delineation,
    figures.code,
    names.name_nl,
    figures.unit,
    cast(figures.value as double) as unclaimed,
    {{ rounded("cast(figures.value as double) / cast(figures.total as double) * 100", 2) }} as share_pct,
    row_number() over (
        partition by
            figures.classification, figures.edition, figures.code_level, figures.population, figures.measure,
            figures.year, delineations.delineation
        order by figures.value desc, figures.code
    ) as rank,
    figures.dataset_id
from figures
inner join delineations using ({{ grain }})
left join {{ ref("int_code_claim") }} as claim
    on figures.classification = claim.classification
    and figures.code_level = claim.code_level
    and figures.code = claim.code
    and figures.edition = coalesce(claim.edition, figures.edition)
    and delineations.delineation = claim.delineation
left join names
    on figures.classification = names.code_system
    and figures.code = names.code
    and (figures.code_level = 'opleiding' or figures.edition = names.edition)
where claim.code is null
