-- Tightness per opgave. A ratio cannot be averaged: with both counts (UWV's file) it is vacancies over job seekers, else the
-- range over the groups' ratios is all that can be said; of one group its own ratio is the opgave's. A group without a
-- published ratio leaves the value empty: a part would pass for the whole. The range has no upper end where a group
-- stands at 16, which says "16 or more". An opgave without any published group keeps its row, so that a reader sees the gap.
with groups as (
    select * from {{ ref("int_opgave_occupation") }} where brc_level = 'beroepsgroep'
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
        ratios={"counted": ("if(part.ratio is not null, part.vacancies, null)", "part.job_seekers")},
        spread="part.ratio",
        least=1,
        covering="codes",
        method="via_occupation",
    ) }}
),

judged as (
    select
        *,
        coalesce(counted, case when codes = 1 then lowest end) as ratio,
        case
            when codes_published = 0 then 'geen beroepsgroep gepubliceerd'
            when counted is not null then 'vacatures en werkzoekenden geteld'
            when codes = 1 then 'een beroepsgroep'
            when codes_published < codes then 'alleen het bereik: niet elke beroepsgroep is gepubliceerd'
            when counted is null then 'alleen het bereik: de aantallen zijn niet gepubliceerd'
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
    {{ rounded("ratio", 2) }} as value,
    -- rounded as the value is, and around it: a ratio that is published with a decimal less than the counts give
    least({{ rounded("lowest", 2) }}, {{ rounded("ratio", 2) }}) as range_lowest,
    case when not is_capped then greatest({{ rounded("highest", 2) }}, {{ rounded("ratio", 2) }}) end as range_highest,
    {{ rounded("counted_weight_lower", 2) }} as weight_lower,
    {{ rounded("counted_weight_upper", 2) }} as weight_upper,
    cast(null as double) as margin_95,
    share_count_pct,
    share_official_pct,
    share_judgement_pct,
    {{ rounded("counted_change_1y_weight", 2) }} as change_1y_weight,
    {{ rounded("counted_change_3y_weight", 2) }} as change_3y_weight,
    'vacatures per kortdurend werkzoekende' as unit,
    method,
    weighting,
    is_capped,
    codes as groups_total,
    codes_published as groups_published,
    status
from judged
