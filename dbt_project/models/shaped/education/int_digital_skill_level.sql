-- Digital skills of people and ICT specialists at work, as Eurostat has them, in one shape. The rounding is that of the
-- decimals printed over all values of the same measure: Eurostat leaves off a zero behind the point.
with skills as (
    select
        dataset_id, year,
        case indic_is when 'I_DSK2_BAB' then 'digital_skills_basic' when 'I_DSK2_AB' then 'digital_skills_above_basic' end
            as measure,
        value, decimals, flag, 'procent' as unit, 1 as factor
    from {{ ref("stg_eurostat__digital_skills") }}
    where indic_is in ('I_DSK2_BAB', 'I_DSK2_AB')
),

specialists as (
    select
        dataset_id, year, if(unit = 'THS_PER', 'ict_specialists', 'ict_specialists_share') as measure,
        value, decimals, flag, if(unit = 'THS_PER', 'personen', 'procent') as unit, if(unit = 'THS_PER', 1000, 1) as factor
    from {{ ref("stg_eurostat__ict_specialists") }}
),

together as (
    select * from skills
    union all
    select * from specialists
)

select
    dataset_id,
    measure,
    year,
    {{ rounded("value * factor", 2) }} as value,
    0.5 * power(10, -max(decimals) over (partition by dataset_id, measure)) * factor as rounding_half,
    unit,
    flag,
    -- b: a break, after which the series is another
    coalesce(sum(if(flag like '%b%', 1, 0)) over (partition by dataset_id, measure order by year), 0) as breaks,
    case
        when flag like '%p%' then 'provisional'
        when flag like '%u%' then 'unknown'
        else 'definite'
    end as status
from together
where value is not null
