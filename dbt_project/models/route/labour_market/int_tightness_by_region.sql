-- Tightness per opgave and labour market region, from UWV's file: vacancies over job seekers of the opgave's occupation
-- groups that are published there. UWV leaves a group out where it has few cases, so a region seldom has all of them:
-- the value stands where at least four fifths of the groups are published, and both numbers are beside it.
with groups as (
    select * from {{ ref("int_opgave_occupation") }} where brc_level = 'beroepsgroep'
),

figures as (
    select * from {{ ref("int_occupation_tightness") }} where region <> 'Nederland'
),

carried as (
    {{ ratio_per_opgave(
        "groups", "figures",
        on={"brc_edition": "brc_edition", "brc_code": "brc_code"},
        keys=["dataset_id", "brc_edition", "region", "period_start", "frequency"],
        columns=["ratio", "vacancies", "job_seekers"],
        ratios={"value": ("part.vacancies", "part.job_seekers")},
        spread="part.ratio",
        covering="codes",
        method="via_occupation",
    ) }}
)

select
    opgave_id, delineation, dataset_id, brc_edition, region, period_start, frequency, method,
    {{ rounded("value", 2) }} as value,
    least(lowest, {{ rounded("value", 2) }}) as range_lowest,
    -- 16 says "16 or more": then there is no upper end
    case when highest < 16 then greatest(highest, {{ rounded("value", 2) }}) end as range_highest,
    {{ rounded("value_weight_lower", 2) }} as weight_lower,
    {{ rounded("value_weight_upper", 2) }} as weight_upper,
    cast(null as double) as margin_95,
    share_count_pct,
    share_official_pct,
    share_judgement_pct,
    {{ rounded("value_change_1y_weight", 2) }} as change_1y_weight,
    {{ rounded("value_change_3y_weight", 2) }} as change_3y_weight,
    codes as groups_total, value_codes as groups_published, status
from carried
where value_codes > 0
