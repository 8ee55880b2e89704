-- Per opgave, delineation, sector, measure and study year, beside the country and what DUO published of it.
with output as (
    select
        opgave_id, delineation, education_sector, measure, study_year,
        {{ summed("persons", 6) }} as persons, {{ summed("persons_lower", 6) }} as persons_lower,
        {{ summed("persons_upper", 6) }} as persons_upper
    from {{ ref("fct_education_output") }}
    group by all
),

published as (
    select
        case
            when dataset_id like '%hbo%' then 'hbo' when dataset_id like '%wo_2019' then 'wo' else 'mbo'
        end as education_sector,
        series as measure,
        cast(left(period, 4) as integer) as study_year,
        value as published
    from {{ ref("published_figure") }}
    where dataset_id in (
        'duo__gediplomeerden_hbo_2019', 'duo__gediplomeerden_wo_2019', 'duo__eerstejaars_hbo_2019',
        'duo__eerstejaars_wo_2019', 'duo__mbo_studenten_2019'
    )
)

select
    output.opgave_id, output.delineation, output.education_sector, output.measure, output.study_year, output.persons,
    {{ steps_since_previous(
        "output.study_year", "output.opgave_id, output.delineation, output.education_sector, output.measure"
    ) }} as gap,
    case
        when output.opgave_id <> 'nederland' then output.persons * 100 / national.persons
    end as share_of_national_pct,
    case
        when output.opgave_id = 'nederland' and published.published is not null then
            greatest(output.persons_lower - published.published, published.published - output.persons_upper, 0)
    end as outside,
    concat_ws(' ', output.education_sector, output.measure, output.study_year) as series
from output
left join output as national
    on national.opgave_id = 'nederland'
    and output.education_sector = national.education_sector
    and output.measure = national.measure
    and output.study_year = national.study_year
left join published
    on output.education_sector = published.education_sector
    and output.measure = published.measure
    and output.study_year = published.study_year
