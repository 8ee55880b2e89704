-- Per row; the fields of one level exclude one another, so together they are the whole at most. AI lies within them.
select
    skill, aspect, measure, group_nl, level, period_start, share_pct,
    {{ summed(
        "case when skill <> 'ai' and aspect = 'opleiding' then share_pct end", 6,
        "over (partition by measure, group_nl, level, period_start)"
    ) }} as fields_together_pct
from {{ ref("motion_digital_skills") }}
