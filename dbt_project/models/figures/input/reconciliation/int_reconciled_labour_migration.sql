-- Our national migration figures, each count on its own: immigrants by motive, permits, jobs, sponsors. Permits also
-- against immigrants: not the same count, only the same order of magnitude.
with national as (
    select *
    from {{ ref("fct_labour_migration") }}
    where opgave_id = 'nederland'
),

immigrants as (
    select
        'immigranten_' || ground_nl || case origin when 'eu_efta' then '_eu' else '_buiten_eu' end as figure_id,
        year || 'JJ00' as period, purpose, origin, persons, persons_lower, persons_upper, dataset_id
    from national
    where counted_as = 'persons' and ground_nl in ('arbeid', 'studie')
),

permits as (
    select
        case purpose when 'studie' then 'studie' else 'arbeid' end as purpose,
        year || 'JJ00' as period,
        sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper, dataset_id
    from national
    where
        (dataset_id = 'eurostat__migr_resocc' and purpose in ('arbeid', 'kennis'))
        or (dataset_id = 'eurostat__migr_resfirst' and purpose = 'studie')
    group by all
),

figures as (
    select
        figure_id, period, persons as ours, persons_lower as ours_lower, persons_upper as ours_upper, dataset_id,
        null as published, null as published_lower, null as published_upper, null as publisher, null as source
    from immigrants
    union all
    select
        'vergunningen_' || purpose || '_82027ned', period, persons, persons_lower, persons_upper, dataset_id,
        null, null, null, null, null
    from permits
    union all
    select
        'vergunningen_tegen_immigranten_' || permits.purpose, permits.period,
        permits.persons, permits.persons_lower, permits.persons_upper, permits.dataset_id,
        immigrants.persons, immigrants.persons_lower, immigrants.persons_upper, 'CBS', immigrants.dataset_id
    from permits
    inner join immigrants
        on immigrants.period = permits.period and immigrants.purpose = permits.purpose
        and immigrants.origin = 'buiten_eu_efta'
    union all
    select
        'banen_buitenland', year || 'JJ00', persons, persons_lower, persons_upper, dataset_id, null, null, null, null, null
    from national
    where dataset_id = 'cbs__85477ned'
    union all
    select
        'gvva_adviezen_positief', year || 'JJ00', persons, persons_lower, persons_upper, dataset_id,
        null, null, null, null, null
    from national
    where counted_as = 'permit_advice'
    union all
    select
        'referenten_arbeid', {{ cbs_period("reference_date", "'month'") }}, persons, persons_lower, persons_upper,
        dataset_id, null, null, null, null, null
    from national
    where dataset_id = 'ind__sponsors_work'
)

select
    figure_id,
    period,
    cast(ours as double) as ours,
    cast(ours_lower as double) as ours_lower,
    cast(ours_upper as double) as ours_upper,
    dataset_id,
    cast(published as double) as published,
    cast(published_lower as double) as published_lower,
    cast(published_upper as double) as published_upper,
    cast(publisher as varchar) as publisher,
    cast(source as varchar) as source
from figures
