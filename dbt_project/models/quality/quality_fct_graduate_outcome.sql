-- Per group of leavers and kind of outcome. Shares of a small group are too rounded to judge.
with leavers as (
    select
        opgave_id, delineation, study_year, education_sector, diploma, student_origin, breakdown, field_nl, years_after,
        outcome_kind,
        max(population) as group_size,
        max(share_pct) filter (where population >= 100) as largest_share_pct,
        {{ summed("share_pct", 6, "filter (where adds_up)") }} as shares_pct,
        {{ summed("share_pct", 6, "filter (where position in ('werk', 'werk_en_uitkering'))") }} as at_work_pct
    from {{ ref("fct_graduate_outcome") }}
    group by all
)

select
    *,
    case when outcome_kind <> 'bedrijfstak' and group_size >= 1000 then shares_pct end as parts_pct,
    case
        when opgave_id = 'nederland' and outcome_kind = 'positie' and diploma = 'met_diploma'
            and student_origin <> 'internationaal' and breakdown = 'totaal'
            then at_work_pct
    end as working_pct
from leavers
