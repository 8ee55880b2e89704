-- What DUO forecasts for mbo, and what that would mean for an opgave if its part of every sectorkamer stayed as it was in
-- the last year counted. The first is DUO's figure, the second an allocation: no forecast of anybody. Where most of the
-- opgave's students are in sectorkamers of which it is less than half, the growth is theirs: section_average.
{% set columns = "dataset_id, study_year, breakdown, category, edition, persons, persons_lower, persons_upper" -%}
with told as (
    select {{ columns }}, is_suppressed from {{ ref("stg_duo__prognose_mbo_leeftijd") }} where kind = 'prognose'
    union all
    select {{ columns }}, is_suppressed from {{ ref("stg_duo__prognose_mbo_sectorkamer") }} where kind = 'prognose'
),

forecast as (
    select told.* exclude (is_suppressed) replace ({{ or_hidden_mean("told.persons") }} as persons)
    from told
    left join {{ ref("hidden_count") }} as calibrated
        on calibrated.education_sector = 'mbo' and calibrated.measure = 'enrolled'
),

share as (
    select * from {{ ref("int_mbo_opgave_share") }}
),

per_sector as (
    select
        share.opgave_id,
        share.delineation,
        forecast.study_year,
        share.base_year,
        share.diplomas_per_student,
        forecast.edition,
        forecast.dataset_id,
        sum(forecast.persons * share.share_of_sector) as persons,
        sum(forecast.persons_lower * share.share_of_sector) as persons_lower,
        sum(forecast.persons_upper * share.share_of_sector) as persons_upper,
        sum(share.persons) as base_persons_forecast,
        {{ class_sum_method("allocated", "share.share_of_sector", "share.persons") }} as method
    from share
    inner join forecast on forecast.breakdown = 'sectorkamer' and forecast.category = share.main_sector
    where forecast.study_year > share.base_year
    group by all
),

base as (
    select opgave_id, delineation, sum(persons) as persons from share group by all
),

-- an opgave of which more than a twentieth of the students is in sectorkamers without a forecast has no row
covered as (
    select per_sector.*, per_sector.base_persons_forecast / base.persons * 100 as coverage_pct
    from per_sector
    inner join base using (opgave_id, delineation)
    where per_sector.base_persons_forecast >= 0.95 * base.persons
),

together as (
    select
        'nederland' as opgave_id,
        'nvt' as delineation,
        study_year,
        'enrolled' as measure,
        breakdown,
        category,
        persons,
        persons_lower,
        persons_upper,
        'observed' as method,
        cast(null as integer) as base_year,
        100.0 as coverage_pct,
        edition,
        dataset_id,
        'Prognose van DUO, geen telling; DUO geeft geen marge. De uitsplitsingen tonen dezelfde studenten: kies er een.'
            as caveat_nl,
        {{ no_weights() }}
    from forecast
    union all
    select
        opgave_id, delineation, study_year, 'enrolled', 'geen', 'alle', persons, persons_lower, persons_upper,
        method, base_year, coverage_pct, edition, dataset_id,
        'Toegerekend: de prognose per sectorkamer maal het deel van de opgave daarin in studiejaar ' || base_year
        || '. Zo het zou lopen als dat deel gelijk blijft; geen prognose van DUO voor de opgave.',
        {{ no_weights() }}
    from covered
    where opgave_id <> 'nederland'
    union all
    select
        opgave_id, delineation, study_year, 'graduates', 'geen', 'alle', persons * diplomas_per_student,
        persons_lower * diplomas_per_student, persons_upper * diplomas_per_student,
        method, base_year, coverage_pct, edition, dataset_id,
        'Toegerekend: verwachte studenten maal de diploma''s per student van studiejaar ' || base_year
        || '. Zo het zou lopen als deel en diploma''s per student gelijk blijven; geen prognose van DUO.',
        {{ no_weights() }}
    from covered
    where diplomas_per_student is not null
)

select
    together.opgave_id,
    together.delineation,
    together.study_year,
    'mbo' as education_sector,
    together.measure,
    together.breakdown,
    together.category,
    {{ rounded("persons", 1) }} as persons,
    {{ rounded("persons_lower", 1) }} as persons_lower,
    {{ rounded("persons_upper", 1) }} as persons_upper,
    {{ interval_of("together", "persons", method="together.method", digits=1) }},
    together.method,
    together.base_year,
    {{ rounded("coverage_pct", 1) }} as coverage_pct,
    together.edition,
    'unknown' as status,
    together.dataset_id,
    caveat_nl || coalesce(' ' || {{ section_average_caveat("method") }}, '') as caveat_nl
from together
{{ survey_join("together.dataset_id", "together.measure", "'study_year'") }}
