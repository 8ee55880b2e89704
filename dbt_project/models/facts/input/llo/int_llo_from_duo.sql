-- Lifelong learning as DUO counts it in funded education, in the columns of fct_llo_uptake. No file tells the age of a
-- student per programme, so each form is a proxy of adults who learn, and its caveat says of what:
--   derde_leerweg  diplomas of the third learning path (OVO), per programme: output, not participants
--   bbl_23plus     mbo students of 23 and over in bbl, national per hoofdgroep; to an opgave by its part of the bbl students
--   deeltijd_ho    part-time and dual students: enrolled nationally, first-years within hbo per programme
-- `year` is the year in which the study year begins. A year in which a file is not complete gives no figure.
with output as (
    select
        opgave_id,
        delineation,
        study_year,
        sum(persons) filter (where learning_path = 'ovo') as persons,
        sum(persons_lower) filter (where learning_path = 'ovo') as persons_lower,
        sum(persons_upper) filter (where learning_path = 'ovo') as persons_upper,
        {{ summed_route("outputs.persons", "learning_path = 'ovo'") }},
        sum(outputs.persons) as population,
        dataset_id
    from {{ ref("fct_education_output") }} as outputs
    where education_sector = 'mbo' and measure = 'graduates' and is_complete
    group by all
),

third_path as (
    select
        opgave_id, delineation, study_year, 'mbo_gediplomeerden' as population_group, 'derde_leerweg' as form,
        persons, persons_lower, persons_upper, population,
        if(opgave_id = 'nederland', 'observed', 'via_programme') as method,
        'Diploma''s in de derde leerweg, geen deelnemers: wie stopt of nog leert telt niet mee, en '
            || 'onbekostigde instellingen ook niet.' as caveat_nl,
        dataset_id,
        {{ route_columns() }}
    from output
    where persons is not null
),

-- part-time and dual, of all forms of the same file
forms as (
    select
        opgave_id,
        delineation,
        study_year,
        education_sector,
        measure,
        sum(persons) filter (where category in ('deeltijd', 'duaal')) as persons,
        sum(persons_lower) filter (where category in ('deeltijd', 'duaal')) as persons_lower,
        sum(persons_upper) filter (where category in ('deeltijd', 'duaal')) as persons_upper,
        {{ summed_route("outputs.persons", "category in ('deeltijd', 'duaal')") }},
        sum(outputs.persons) as population,
        dataset_id
    from {{ ref("fct_education_output_characteristic") }} as outputs
    where characteristic = 'opleidingsvorm' and measure in ('enrolled', 'first_years_in_sector') and is_complete
    group by all
),

part_time as (
    select
        opgave_id, delineation, study_year,
        education_sector || if(measure = 'enrolled', '_ingeschrevenen', '_eerstejaars') as population_group,
        'deeltijd_ho' as form,
        persons, persons_lower, persons_upper, population,
        if(opgave_id = 'nederland', 'observed', 'via_programme') as method,
        'Deeltijd en duaal samen, van elke leeftijd: een benadering van volwassenen die leren. '
        || case
            when measure = 'enrolled' then 'Het bestand naar vorm kent geen opleidingen: niet uit te splitsen naar opgave.'
            else 'Wie dat jaar voor het eerst binnen het ' || education_sector || ' begint, masters inbegrepen.'
        end as caveat_nl,
        dataset_id,
        {{ route_columns() }}
    from forms
    where persons is not null
),

told as (
    select counted.* replace ({{ or_hidden_mean("persons") }} as persons)
    from {{ ref("stg_duo__mbo_sectorkamer_leeftijd") }} as counted
    left join {{ ref("hidden_count") }} as calibrated using (education_sector, measure)
),

adults as (
    select
        dataset_id, study_year, main_group,
        sum(persons) filter (where learning_path = 'bbl' and category = '23 en ouder') as persons,
        sum(persons_lower) filter (where learning_path = 'bbl' and category = '23 en ouder') as persons_lower,
        sum(persons_upper) filter (where learning_path = 'bbl' and category = '23 en ouder') as persons_upper,
        sum(told.persons) as population
    from told
    group by all
),

bbl as (
    select cells.study_year, cells.main_group, cells.code_system, cells.programme_code, sum(cells.persons) as persons
    from {{ ref("int_education_cell") }} as cells
    inner join {{ ref("int_education_source_choice") }} as choice
        using (dataset_id, education_sector, measure, study_year)
    where cells.education_sector = 'mbo' and cells.measure = 'enrolled' and cells.learning_path = 'bbl'
        and choice.is_chosen and choice.is_complete
    group by all
),

groups as (
    select study_year, main_group, sum(persons) as persons
    from bbl
    group by all
    having sum(bbl.persons) > 0
),

-- not per_opgave: a key to divide by, never a figure itself, so unrounded and without bounds, sample or status
parts as (
    select weights.opgave_id, weights.delineation, bbl.study_year, bbl.main_group, sum(bbl.persons * weights.weight) as persons
    from bbl
    inner join {{ ref("int_programme_weight") }} as weights using (code_system, programme_code)
    group by all
),

-- an opgave with bbl students in a hoofdgroep of which the ages are not told has no figure: a part is not the whole. In a
-- hoofdgroep of which it is less than half the ages are not the opgave's.
allocated as (
    select
        parts.opgave_id,
        parts.delineation,
        parts.study_year,
        max(adults.dataset_id) as dataset_id,
        sum(adults.persons * parts.persons / groups.persons) as persons,
        sum(adults.persons_lower * parts.persons / groups.persons) as persons_lower,
        sum(adults.persons_upper * parts.persons / groups.persons) as persons_upper,
        {{ class_sum_method("allocated", "parts.persons / groups.persons", "parts.persons") }} as method
    from parts
    inner join groups using (study_year, main_group)
    left join adults using (study_year, main_group)
    where parts.persons > 0
    group by all
    having {{ is_whole("adults.persons") }}
),

older_bbl as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, study_year, 'mbo_studenten' as population_group,
        'bbl_23plus' as form,
        sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper,
        sum(population) as population,
        'observed' as method,
        'Bbl-studenten van 23 jaar en ouder op 1 oktober: een benadering van volwassenen die naast hun werk leren.'
            as caveat_nl,
        dataset_id,
        {{ no_weights() }}
    from adults
    group by all
    having sum(adults.persons) > 0
    union all
    select
        opgave_id, delineation, study_year, 'mbo_studenten', 'bbl_23plus', persons, persons_lower, persons_upper, null,
        method,
        'Toegerekend: bbl-studenten van 23 jaar en ouder per hoofdgroep, naar het deel van de opgave in alle '
        || 'bbl-studenten van die hoofdgroep; leeftijd per opleiding is niet openbaar.',
        dataset_id,
        {{ no_weights() }}
    from allocated
    where persons > 0
),

together as (
    select * from third_path
    union all
    select * from part_time
    union all
    select * from older_bbl
)

select
    opgave_id,
    delineation,
    study_year as year,
    population_group,
    form,
    {{ rounded("persons", 2) }} as persons,
    {{ rounded("persons_lower", 2) }} as persons_lower,
    {{ rounded("persons_upper", 2) }} as persons_upper,
    {{ rounded("population", 2) }} as population,
    {{ rounded("persons / nullif(population, 0) * 100", 2) }} as rate_pct,
    method,
    'unknown' as status,
    dataset_id,
    caveat_nl
    || case
        when opgave_id <> 'nederland' or caveat_nl like '%niet uit te splitsen%' then ''
        when form = 'bbl_23plus' then ' Per opgave toegerekend.'
        else ' Per opgave langs de opleidingen die in de afbakening staan.'
    end
    || ' Het studiejaar dat in dit jaar begint.'
    || coalesce(' ' || {{ section_average_caveat("method") }}, '') as caveat_nl,
    {{ route_columns() }}
from together
