-- Tightness per opgave. A ratio cannot be averaged: with both counts (UWV's file) it is vacancies over job seekers,
-- else the groups' ratios weighted by employed persons, which is labelled. The range over the groups stands beside it.
-- A group without a published ratio or without a weight leaves the value empty: a part would pass for the whole, and the
-- range is then all that can be said. It has no upper end where a group stands at 16, which says "16 or more". An opgave
-- without any published group keeps its row, so that a reader sees the gap.
with groups as (
    select opgave_id, delineation, edition, code, cast(sum(weight) as double) as weight
    from {{ ref("opgave_weight") }}
    where code_system = 'BRC2014' and length(code) = 4
    group by opgave_id, delineation, edition, code
),

figures as (
    select
        dataset_id, brc_code, brc_edition, period_start, frequency, status,
        max(case when measure = 'tightness' then value end) as ratio,
        max(case when measure = 'vacancies' then value end) as vacancies,
        max(case when measure = 'job_seekers_short' then value end) as job_seekers
    from {{ ref("int_occupation_figures") }}
    where
        region = 'Nederland' and brc_level = 'beroepsgroep' and frequency = 'quarter'
        and measure in ('tightness', 'vacancies', 'job_seekers_short')
    group by dataset_id, brc_code, brc_edition, period_start, frequency, status
),

published as (
    select distinct dataset_id, brc_edition, period_start, frequency, status from figures
),

joined as (
    select
        groups.opgave_id,
        groups.delineation,
        published.dataset_id,
        published.brc_edition,
        published.period_start,
        published.frequency,
        published.status,
        groups.weight,
        figures.ratio,
        figures.vacancies,
        figures.job_seekers,
        employment.employed,
        employment.is_borrowed
    from groups
    inner join published on published.brc_edition = groups.edition
    left join figures
        on figures.brc_code = groups.code
        and figures.brc_edition = groups.edition
        and figures.dataset_id = published.dataset_id
        and figures.period_start = published.period_start
    left join {{ ref("int_occupation_employment_weight") }} as employment
        on employment.brc_code = groups.code and employment.brc_edition = groups.edition
),

counted as (
    select
        opgave_id, delineation, dataset_id, brc_edition, period_start, frequency, status,
        count(*) as groups_total,
        count(ratio) as groups_published,
        count(case when ratio is not null then employed end) as groups_weighted,
        count(case when ratio is not null and vacancies is not null then job_seekers end) as groups_counted,
        sum(case when ratio is not null then weight * vacancies end)
            / nullif(sum(case when ratio is not null then weight * job_seekers end), 0) as ratio_of_counts,
        sum(weight * employed * ratio) / nullif(sum(case when ratio is not null then weight * employed end), 0)
            as ratio_weighted,
        coalesce(bool_or(is_borrowed) filter (where ratio is not null), false) as has_borrowed_weights,
        min(ratio) as lowest,
        max(ratio) as highest
    from joined
    group by opgave_id, delineation, dataset_id, brc_edition, period_start, frequency, status
),

judged as (
    select
        *,
        case
            when groups_published = 0 then 'geen beroepsgroep gepubliceerd'
            when groups_counted = groups_total then 'vacatures en werkzoekenden geteld'
            when groups_weighted = groups_total and has_borrowed_weights
                then 'gewogen naar werkzame personen in de andere editie van de BRC'
            when groups_weighted = groups_total then 'gewogen naar werkzame personen'
            else 'alleen het bereik'
        end as weighting,
        coalesce(highest >= 16, false) as is_capped
    from counted
)

select
    opgave_id,
    delineation,
    dataset_id,
    brc_edition,
    'tightness' as measure,
    period_start,
    frequency,
    case
        when weighting like 'vacatures%' then {{ rounded("ratio_of_counts", 2) }}
        when weighting like 'gewogen%' then {{ rounded("ratio_weighted", 2) }}
    end as value,
    lowest as value_lower,
    case when not is_capped then highest end as value_upper,
    case
        when weighting like 'gewogen%' then 'gemiddelde van verhoudingen, gewogen naar werkzame personen'
        else 'vacatures per kortdurend werkzoekende'
    end as unit,
    weighting,
    is_capped,
    groups_total,
    groups_published,
    status
from judged
