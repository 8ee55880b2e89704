-- Four counts side by side that never add up: persons who came, permits given, jobs held, sponsors registered.
-- What has no occupation and no industry cannot be split over opgaven and stays on `nederland`.
with immigrants as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, year, make_date(year, 1, 1) as reference_date,
        'persons' as counted_as, purpose, ground_nl, origin, persons, persons_lower, persons_upper,
        'observed' as method, status, dataset_id,
        case origin
            when 'eu_efta' then
                'Doel afgeleid uit wat iemand na aankomst doet: burgers van EU/EFTA hebben geen vergunning. '
                || 'Niet uit te splitsen naar opgave.'
            else
                'Motief volgens de verblijfsvergunning, afgerond op 5. '
                || 'Zonder beroep of bedrijfstak, dus niet uit te splitsen naar opgave.'
        end as caveat_nl
    from {{ ref("int_immigrants_by_motive") }}
    where persons is not null
),

permits as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, year, make_date(year, 1, 1) as reference_date,
        'permits' as counted_as, purpose, ground_nl, 'buiten_eu_efta' as origin,
        permits as persons, permits as persons_lower, permits as persons_upper,
        'observed' as method, 'unknown' as status, dataset_id,
        'Eerste vergunningen van drie maanden of langer; vergunningen geteld, geen personen. '
        || case
            when purpose = 'overig' then 'Eurostat telt internationale bescherming (asiel) bij overig. '
            else ''
        end
        || 'Niet uit te splitsen naar opgave.' as caveat_nl
    from {{ ref("int_first_permits") }}
),

sponsors as (
    select
        'nederland' as opgave_id, 'nvt' as delineation,
        cast(extract(year from register_date) as integer) as year, register_date as reference_date,
        'sponsors' as counted_as, 'arbeid' as purpose, 'erkend referent, categorie arbeid' as ground_nl,
        'buiten_eu_efta' as origin,
        cast(sponsors as double) as persons, cast(sponsors as double) as persons_lower,
        cast(sponsors as double) as persons_upper,
        'observed' as method, 'unknown' as status, dataset_id,
        'Organisaties die mogen aanvragen (arbeid en kennis), op de datum van het register; geen aantal migranten.'
            as caveat_nl
    from {{ ref("stg_ind__sponsors") }}
),

jobs_national as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, year, make_date(year, 1, 1) as reference_date,
        'jobs' as counted_as, 'overig' as purpose, 'werknemer geboren in het buitenland, motief onbekend' as ground_nl,
        'niet_uitgesplitst' as origin, jobs as persons,
        {{ bound_lower("jobs", "rounding_half") }} as persons_lower,
        {{ bound_upper("jobs", "rounding_half") }} as persons_upper,
        'observed' as method, status, dataset_id,
        'Stand van banen, geen instroom: ook wie lang geleden kwam telt mee.' as caveat_nl
    from {{ ref("int_foreign_born_jobs") }}
    where sbi_kind = 'total' and origin_level = 'totaal' and jobs is not null
),

jobs_per_opgave as (
    select
        opgave_id, delineation, year, make_date(year, 1, 1) as reference_date,
        'jobs' as counted_as, 'overig' as purpose, 'werknemer geboren in het buitenland, motief onbekend' as ground_nl,
        'niet_uitgesplitst' as origin, jobs as persons, jobs_lower as persons_lower, jobs_upper as persons_upper,
        'via_industry' as method, status, dataset_id,
        'Benadering: banen per bedrijfstak maal het aandeel van de opgave daarin'
        || coalesce(' (gewicht: banen van december ' || weight_year || ')', '')
        || '. Stand van banen, geen instroom.' as caveat_nl
    from {{ ref("int_foreign_born_jobs_by_opgave") }}
),

migration as (
    select * from immigrants
    union all
    select * from permits
    union all
    select * from sponsors
    union all
    select * from jobs_national
    union all
    select * from jobs_per_opgave
)

select
    opgave_id,
    delineation,
    year,
    reference_date,
    counted_as,
    purpose,
    ground_nl,
    origin,
    persons,
    persons_lower,
    persons_upper,
    method,
    status,
    dataset_id,
    caveat_nl
from migration
