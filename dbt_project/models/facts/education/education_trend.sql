-- How education output moves, per opgave, sector, group of levels and measure: the mean yearly change over the last three
-- steps, so from three years before the last year to the last. Only over an unbroken series: four years in a row, each
-- complete and all of one dataset; else no trend, and the reason. Levels and learning paths are added up, opgaven never.
-- Decimals, not floats: the sum is then the same in every build, in whatever order rows come.
with figures as (
    select
        opgave_id,
        delineation,
        education_sector,
        case
            when level in ('mbo1', 'mbo2') then 'mbo1-2'
            when level in ('mbo3', 'mbo4') then 'mbo3-4'
            when level in ('master', 'postmaster', 'ongedeeld') then 'master'
            else level
        end as level_group,
        measure,
        study_year,
        sum(cast(persons as decimal(18, 2))) as persons,
        sum(cast(persons_lower as decimal(18, 2))) as persons_lower,
        sum(cast(persons_upper as decimal(18, 2))) as persons_upper,
        -- of a national figure there are no weights; one that is not known leaves none
        {{ whole(
            "if(outputs.method = 'observed', 0, outputs.change_3y_weight)",
            "sum(cast(if(outputs.method = 'observed', 0, outputs.change_3y_weight) as decimal(18, 2)))"
        ) }} as change_weight,
        bool_and(is_complete) as is_complete,
        min(dataset_id) as dataset_id,
        count(distinct outputs.dataset_id) as datasets
    from {{ ref("fct_education_output") }} as outputs
    group by all
),

last_years as (
    select opgave_id, delineation, education_sector, level_group, measure, max(study_year) as last_year
    from figures
    group by all
),

windows as (
    select
        last_years.*,
        count(figures.study_year) as years,
        coalesce(bool_and(figures.is_complete), false) as all_complete,
        count(distinct figures.dataset_id) = 1 and max(figures.datasets) = 1 as one_dataset,
        arg_max(figures.dataset_id, figures.study_year) as dataset_id,
        max(figures.persons) filter (where figures.study_year = last_years.last_year - 3) as first_persons,
        max(figures.persons) filter (where figures.study_year = last_years.last_year) as last_persons,
        max(figures.persons_lower) filter (where figures.study_year = last_years.last_year - 3) as first_lower,
        max(figures.persons_upper) filter (where figures.study_year = last_years.last_year - 3) as first_upper,
        max(figures.persons_lower) filter (where figures.study_year = last_years.last_year) as last_lower,
        max(figures.persons_upper) filter (where figures.study_year = last_years.last_year) as last_upper,
        max(figures.change_weight) filter (where figures.study_year = last_years.last_year) as change_weight
    from last_years
    inner join figures
        using (opgave_id, delineation, education_sector, level_group, measure)
    where figures.study_year between last_years.last_year - 3 and last_years.last_year
    group by all
),

judged as (
    select
        *,
        case
            when not all_complete then 'Een van de jaren is niet volledig: hun verschil is geen verandering.'
            when not one_dataset then 'De jaren komen uit meer dan één bestand: hun verschil kan een breuk zijn.'
            when years < 4 then 'Er zijn geen vier jaren achtereen.'
        end as no_trend_nl,
        -- a file hides the same small counts at both moments: they add up
        sqrt(
            power(
                cast(greatest(last_upper - last_persons, last_persons - last_lower)
                    + greatest(first_upper - first_persons, first_persons - first_lower) as double), 2
            ) + power(cast(change_weight as double), 2)
        ) as change_margin
    from windows
)

select
    opgave_id,
    delineation,
    education_sector,
    level_group,
    measure,
    last_year - 3 as first_year,
    last_year,
    cast(first_persons as double) as first_persons,
    cast(last_persons as double) as last_persons,
    case when no_trend_nl is null then {{ rounded("(last_persons - first_persons) / 3", 1) }} end as change_per_year,
    case
        when no_trend_nl is null and first_persons > 0
            then {{ rounded("(power(last_persons / first_persons, 1.0 / 3) - 1) * 100", 2) }}
    end as change_per_year_pct,
    case when no_trend_nl is null then {{ rounded("change_margin / 3", 1) }} end as change_per_year_margin,
    case when no_trend_nl is null then abs(last_persons - first_persons) > change_margin end as exceeds_margin,
    no_trend_nl,
    dataset_id
from judged
