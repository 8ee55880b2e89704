-- Our national productivity figures: growth accounts of the commercial sector (a tenth of a percentage point is the step
-- that CBS prints) and the jobs and hours that productivity is divided by.
with growth as (
    select
        case measure when 'value_added_growth' then 'groei_toegevoegde_waarde' else 'bijdrage_multifactorproductiviteit' end
            as figure_id,
        year || 'JJ00' as period, value, value - 0.05 as value_lower, value + 0.05 as value_upper, dataset_id
    from {{ ref("fct_productivity") }}
    where
        opgave_id = 'nederland' and value is not null
        and measure in ('value_added_growth', 'contribution_multifactor_productivity')
),

volumes as (
    select
        case measure when 'jobs' then 'banen_85920ned' else 'uren_85920ned' end as figure_id,
        {{ cbs_period("period_start", "frequency") }} as period,
        value, value as value_lower, value as value_upper, dataset_id
    from {{ ref("fct_productivity_industry") }}
    where
        dataset_id = 'cbs__85920ned' and sbi_kind = 'total' and frequency = 'year' and value is not null
        and measure in ('jobs', 'hours_worked')
),

figures as (
    select * from growth
    union all
    select * from volumes
)

select
    figure_id,
    period,
    cast(value as double) as ours,
    cast(value_lower as double) as ours_lower,
    cast(value_upper as double) as ours_upper,
    dataset_id,
    cast(null as double) as published,
    cast(null as double) as published_lower,
    cast(null as double) as published_upper,
    cast(null as varchar) as publisher,
    cast(null as varchar) as source
from figures
