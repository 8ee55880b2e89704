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

per_sector as (
    select *, 'unknown' as status
    from forecast
    where breakdown = 'sectorkamer' and study_year > (select max(base_year) from {{ ref("int_mbo_opgave_share") }})
),

of_opgave as (
    select
        * exclude (dataset_id),  -- that of the forecast is told
        main_sector in (select category from per_sector) as is_forecast,
        sum(students) over (partition by opgave_id, delineation) as all_students
    from {{ ref("int_mbo_opgave_share") }}
),

-- an opgave of which more than a twentieth of the students is in sectorkamers without a forecast has no row
share as (
    select * exclude (is_forecast)
    from of_opgave
    where is_forecast
    qualify sum(students) over (partition by opgave_id, delineation) >= 0.95 * all_students
),

covered as (
    {{ per_opgave(
        "share", "per_sector",
        on={"main_sector": "category"},
        keys=["dataset_id", "edition", "study_year"],
        count="persons",
        half=none,
        digits=1,
        carry=["students", "all_students", "diplomas_per_student"],
        dated="base_year",
        also={
            "method": class_sum_method("allocated", "part.weight", "part.students"),
            "coverage_pct": "sum(part.students) / max(part.all_students) * 100",
            "graduates": "sum(part.weight * part.persons) * max(part.diplomas_per_student)",
            "graduates_lower": "sum(part.weight * part.persons_lower) * max(part.diplomas_per_student)",
            "graduates_upper": "sum(part.weight * part.persons_upper) * max(part.diplomas_per_student)",
        },
        measure="'enrolled'",
        frequency="'study_year'",
    ) }}
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
        {{ route_columns() }}
    from covered
    where opgave_id <> 'nederland'
    union all
    select
        opgave_id, delineation, study_year, 'graduates', 'geen', 'alle', graduates, graduates_lower, graduates_upper,
        method, base_year, coverage_pct, edition, dataset_id,
        'Toegerekend: verwachte studenten maal de diploma''s per student van studiejaar ' || base_year
        || '. Zo het zou lopen als deel en diploma''s per student gelijk blijven; geen prognose van DUO.',
        -- students and diplomas per student rest on the same weights, one above and one below: their interval is not known
        {{ no_weights() }}
    from covered
    where graduates is not null
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
