-- Counts side by side that never add up: persons who came, permits given or valid, students, jobs held, sponsors.
-- What has no occupation and no industry cannot be split over opgaven and stays on `nederland`.
with national as (
    select 'nederland' as opgave_id, 'nvt' as delineation, *, 'observed' as method, {{ no_weights() }}
    from {{ ref("int_labour_migration_national") }}
),

jobs_per_opgave as (
    select
        opgave_id, delineation, year, make_date(year, 1, 1) as reference_date,
        'jobs' as counted_as, 'stock' as stock_flow, 'overig' as purpose,
        'werknemer geboren in het buitenland, motief onbekend' as ground_nl,
        'niet_uitgesplitst' as origin, jobs as persons, jobs_lower as persons_lower, jobs_upper as persons_upper,
        method, status, dataset_id,
        'Benadering: banen per bedrijfstak maal het aandeel van de opgave daarin'
        || coalesce(' (gewicht: banen van december ' || weight_year || ')', '')
        || '. Stand van banen, geen instroom.' || coalesce(' ' || {{ section_average_caveat("method") }}, '') as caveat_nl,
        {{ route_columns() }}
    from {{ ref("int_foreign_born_jobs_by_opgave") }}
),

migration as (
    select * from national
    union all by name
    select * from jobs_per_opgave
)

select
    migration.opgave_id,
    migration.delineation,
    migration.year,
    migration.reference_date,
    migration.counted_as,
    migration.stock_flow,
    migration.purpose,
    migration.ground_nl,
    migration.origin,
    migration.persons,
    migration.persons_lower,
    migration.persons_upper,
    {{ interval_of("migration", "persons", method="migration.method") }},
    migration.method,
    migration.status,
    migration.dataset_id,
    migration.caveat_nl
from migration
{{ survey_join("migration.dataset_id", "migration.counted_as", "'year'") }}
