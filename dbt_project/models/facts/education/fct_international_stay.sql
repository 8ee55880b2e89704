-- Leavers with a diploma of higher education: who is registered in the Netherlands and who works here, international
-- students beside the others. Bounds: both figures of a share are rounded, each its own way.
with positions as (
    select
        study_year, education_sector, student_origin, breakdown, field_nl, years_after, status, dataset_id,
        max(persons) filter (where is_total) as leavers,
        max(persons_lower) filter (where is_total) as leavers_lower,
        max(persons_upper) filter (where is_total) as leavers_upper,
        max(persons) filter (where position = 'niet_in_nederland') as gone,
        max(persons_lower) filter (where position = 'niet_in_nederland') as gone_lower,
        max(persons_upper) filter (where position = 'niet_in_nederland') as gone_upper,
        -- the sum only where both are published
        case
            when count(persons) filter (where position in ('werk', 'werk_en_uitkering')) = 2
                then sum(persons) filter (where position in ('werk', 'werk_en_uitkering'))
        end as working
    from {{ ref("int_leavers") }}
    where
        outcome_kind = 'positie'
        and diploma = 'met_diploma'
        and education_sector in ('hbo', 'wo')
        and student_origin in ('internationaal', 'niet_internationaal')
    group by all
)

select
    study_year,
    education_sector,
    student_origin,
    breakdown,
    field_nl,
    years_after,
    leavers,
    leavers - gone as in_nl,
    greatest(leavers_lower - gone_upper, 0) as in_nl_lower,
    least(leavers_upper - gone_lower, leavers_upper) as in_nl_upper,
    greatest(leavers_lower - gone_upper, 0) as total_lower,
    least(leavers_upper - gone_lower, leavers_upper) as total_upper,
    {{ rounded("(leavers - gone) / nullif(leavers, 0) * 100", 1) }} as in_nl_pct,
    working,
    {{ rounded("working / nullif(leavers, 0) * 100", 1) }} as working_pct,
    'In Nederland is ingeschreven in de BRP op 1 oktober. Wie vertrekt schrijft zich niet altijd meteen uit, vooral '
        || 'internationale studenten: kort na de studie is het aandeel dat blijft eerder te hoog. Afgerond op tientallen.'
        as caveat_nl,
    status,
    dataset_id
from positions
where leavers is not null and gone is not null
