-- Tightness per opgave. A ratio cannot be averaged: with both counts (UWV's file) it is vacancies over job seekers,
-- else the groups' ratios weighted by employed persons, which is labelled. The range over the groups stands beside it.
-- A group without a published ratio or without a weight leaves the value empty: a part would pass for the whole, and the
-- range is then all that can be said. It has no upper end where a group stands at 16, which says "16 or more". An opgave
-- without any published group keeps its row, so that a reader sees the gap.
with groups as (
    select groups.*, employment.employed, employment.is_borrowed
    from {{ ref("int_opgave_occupation") }} as groups
    left join {{ ref("int_occupation_employment_weight") }} as employment
        on employment.brc_code = groups.brc_code and employment.brc_edition = groups.brc_edition
    where groups.brc_level = 'beroepsgroep'
),

figures as (
    select * from {{ ref("int_occupation_tightness") }} where region = 'Nederland'
),

carried as (
    {{ ratio_per_opgave(
        "groups", "figures",
        on={"brc_edition": "brc_edition", "brc_code": "brc_code"},
        keys=["dataset_id", "brc_edition", "period_start", "frequency"],
        columns=["ratio", "vacancies", "job_seekers"],
        ratios={
            "counted": ("if(part.ratio is not null, part.vacancies, null)", "part.job_seekers"),
            "weighted": ("part.employed * part.ratio", "part.employed"),
        },
        spread="part.ratio",
        least=1,
        covering="codes",
        carry=["employed", "is_borrowed"],
        method="via_occupation",
        also=["coalesce(bool_or(part.is_borrowed) filter (where part.ratio is not null), false) as has_borrowed_weights"],
    ) }}
),

judged as (
    select
        *,
        case
            when codes_published = 0 then 'geen beroepsgroep gepubliceerd'
            when counted is not null then 'vacatures en werkzoekenden geteld'
            when weighted is null then 'alleen het bereik'
            when has_borrowed_weights then 'gewogen naar werkzame personen in de andere editie van de BRC'
            when weighted is not null then 'gewogen naar werkzame personen'
        end as weighting,
        coalesce(highest >= 16, false) as is_capped
    from carried
)

select
    opgave_id,
    delineation,
    dataset_id,
    brc_edition,
    'tightness' as measure,
    period_start,
    frequency,
    {{ rounded("coalesce(counted, weighted)", 2) }} as value,
    -- rounded as the value is, and around it: a ratio that is published with a decimal less than the counts give
    least({{ rounded("lowest", 2) }}, {{ rounded("coalesce(counted, weighted)", 2) }}) as range_lowest,
    case
        when not is_capped then greatest({{ rounded("highest", 2) }}, {{ rounded("coalesce(counted, weighted)", 2) }})
    end as range_highest,
    {{ rounded("if(counted is null, weighted_weight_lower, counted_weight_lower)", 2) }} as weight_lower,
    {{ rounded("if(counted is null, weighted_weight_upper, counted_weight_upper)", 2) }} as weight_upper,
    cast(null as double) as margin_95,
    share_count_pct,
    share_official_pct,
    share_judgement_pct,
    {{ rounded("if(counted is null, weighted_change_1y_weight, counted_change_1y_weight)", 2) }} as change_1y_weight,
    {{ rounded("if(counted is null, weighted_change_3y_weight, counted_change_3y_weight)", 2) }} as change_3y_weight,
    case
        when counted is null and weighted is not null then 'gemiddelde van verhoudingen, gewogen naar werkzame personen'
        when counted is not null or weighted is null then 'vacatures per kortdurend werkzoekende'
    end as unit,
    method,
    weighting,
    is_capped,
    codes as groups_total,
    codes_published as groups_published,
    status
from judged
