-- Per row, beside the country and what CBS published of it. Sponsors are counted on one day, and of the annual reports
-- (employment permits, advice) some years were not found: of these no year is missed.
with migration as (
    select
        *,
        max(persons) filter (where opgave_id = 'nederland')
            over (partition by year, counted_as, purpose, ground_nl, origin, dataset_id) as national
    from {{ ref("fct_labour_migration") }}
),

published as (
    select dataset_id, series as ground_nl, cast(left(period, 4) as integer) as year, value as published
    from {{ ref("published_figure") }}
    where dataset_id in ('cbs__84808ned', 'cbs__84809ned')
)

select
    migration.opgave_id, migration.delineation, migration.year, migration.counted_as, migration.purpose,
    migration.ground_nl, migration.origin, migration.dataset_id, migration.persons,
    case
        when migration.counted_as not in ('sponsors', 'employment_permits', 'permit_advice')
            then {{ steps_since_previous(
                "migration.year",
                "migration.opgave_id, migration.delineation, migration.counted_as, migration.purpose, "
                ~ "migration.ground_nl, migration.origin, migration.dataset_id"
            ) }}
    end as gap,
    case when migration.dataset_id = 'ind__sponsors_work' then migration.persons end as sponsors,
    case
        when migration.opgave_id <> 'nederland' then migration.persons * 100 / migration.national
    end as share_of_national_pct,
    case
        when migration.opgave_id = 'nederland'
            then abs(migration.persons - published.published) * 100 / published.published
    end as deviation_pct
from migration
left join published
    on migration.dataset_id = published.dataset_id and migration.ground_nl = published.ground_nl
    and migration.year = published.year
