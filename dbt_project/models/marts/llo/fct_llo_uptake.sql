with national as (
    select
        'nederland' as opgave_id,
        'nvt' as delineation,
        year,
        population_group,
        form,
        persons,
        persons_lower,
        persons_upper,
        population,
        round(persons / nullif(population, 0) * 100, 2) as rate_pct,
        'observed' as method,
        status,
        dataset_id,
        case form
            when 'formeel' then 'Wie ook niet-formeel onderwijs volgt, telt in beide vormen.'
            when 'niet_formeel' then 'Wie ook formeel onderwijs volgt, telt in beide vormen.'
        end as caveat_nl
    from {{ ref("int_llo_national") }}
),

per_opgave as (
    select
        opgave_id,
        delineation,
        year,
        population_group,
        form,
        persons,
        persons_lower,
        persons_upper,
        population,
        rate_pct,
        'via_industry' as method,
        status,
        dataset_id,
        'Benadering: deelname in hele bedrijfssecties, naar het aandeel van de opgave in de banen van elke sectie'
        || coalesce(' (december ' || weight_year || ').', '.') as caveat_nl
    from {{ ref("int_llo_by_opgave") }}
),

uptake as (
    select * from national
    union all
    select * from per_opgave
    union all by name
    select
        opgave_id, delineation, year, population_group, form, persons, persons_lower, persons_upper, population,
        rate_pct, method, status, dataset_id, caveat_nl
    from {{ ref("int_llo_from_duo") }}
)

select
    opgave_id,
    delineation,
    year,
    population_group,
    case
        when form in ('deelname', 'geen_deelname') then 'wel_of_geen_deelname'
        when form in ('formeel', 'niet_formeel') then 'soort_onderwijs'
        else 'bekostigd_onderwijs'
    end as form_group,
    form,
    persons,
    persons_lower,
    persons_upper,
    population,
    rate_pct,
    method,
    status,
    dataset_id,
    caveat_nl
from uptake
