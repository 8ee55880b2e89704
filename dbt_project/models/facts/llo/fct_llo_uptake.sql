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
        {{ rounded("persons / nullif(population, 0) * 100", 2) }} as rate_pct,
        'observed' as method,
        status,
        dataset_id,
        case form
            when 'formeel' then 'Wie ook niet-formeel onderwijs volgt, telt in beide vormen. '
            when 'niet_formeel' then 'Wie ook formeel onderwijs volgt, telt in beide vormen. '
            else ''
        end
        || case population_group
            when 'werkzaam_15_75' then 'Per opgave benaderd langs de bedrijfstak.'
            else 'Wie niet werkt heeft geen bedrijfstak, dus niet uit te splitsen naar opgave; werkenden wel.'
        end as caveat_nl,
        {{ no_weights() }}
    from {{ ref("int_llo_national") }}
),

-- adults who entered bbl, and course participants (85989NED; 85987NED tells the same people by other traits)
national_by_cut as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, year, population_group, form, persons,
        {{ bound_lower("persons", "rounding_half") }} as persons_lower,
        {{ bound_upper("persons", "rounding_half") }} as persons_upper,
        population, {{ rounded("persons / nullif(population, 0) * 100", 2) }} as rate_pct,
        'observed' as method, status, dataset_id,
        case form
            when 'zij_instroom_mbo' then
                'Instromers in de bbl van 25 jaar en ouder die een jaar eerder werkten; het jaar is het begin van het '
                || 'schooljaar. Per opgave benaderd langs de bedrijfstak van een jaar eerder: waar zij vandaan komen. '
                || 'Waarvoor zij leren is een cijfer apart.'
            when 'stap' then
                'Toekenningen van het STAP-budget direct na toekenning, geen voltooide scholing; de regeling sloot op '
                || '1 januari 2024. Het register kent de scholing alleen in vrije tekst: niet uit te splitsen naar opgave.'
            else
                'Werkgerelateerde cursus in de twaalf maanden voor het gesprek (AES, eens in enkele jaren): niet te '
                || 'vergelijken met deelname in vier weken. Per opgave benaderd langs de bedrijfstak.'
        end as caveat_nl,
        {{ no_weights() }}
    from (
        select * from {{ ref("int_llo_intake") }} where dataset_id = 'cbs__85574ned'
        union all by name
        select * from {{ ref("int_llo_courses") }} where dataset_id = 'cbs__85989ned'
        union all by name
        select * from {{ ref("int_llo_stap") }}
    )
    where breakdown = 'totaal' and persons is not null
),

per_opgave_by_cut as (
    select
        opgave_id, delineation, year, population_group, form, persons, persons_lower, persons_upper, population, rate_pct,
        method, status, dataset_id,
        case form
            when 'zij_instroom_mbo' then
                'Benadering: instromers die een jaar eerder in de bedrijfstakken van de opgave werkten, voor welk beroep zij '
                || 'ook leren; '
            else 'Benadering: cursusdeelname in hele bedrijfstakken; '
        end
        || 'naar het aandeel van de opgave in de banen'
        || coalesce(' (december ' || weight_year || ')', '')
        || case when has_groups then ', deels in groepen van bedrijfssecties, dus grof.' else '.' end
        || coalesce(' ' || {{ section_average_caveat("method") }}, '') as caveat_nl,
        {{ route_columns() }}
    from {{ ref("int_llo_by_industry_cut") }}
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
        method,
        status,
        dataset_id,
        'Benadering: deelname in hele bedrijfssecties, naar het aandeel van de opgave in de banen van elke sectie'
        || coalesce(' (december ' || weight_year || ').', '.')
        || coalesce(' ' || {{ section_average_caveat("method") }}, '') as caveat_nl,
        {{ route_columns() }}
    from {{ ref("int_llo_by_opgave") }}
),

retraining as (
    select
        opgave_id, delineation, year, population_group, form, persons, persons_lower, persons_upper, population, rate_pct,
        method, status, dataset_id,
        'Instromers van 25 jaar en ouder in de sectorkamers van de opgave die een jaar eerder werkten in een bedrijfstak '
        || 'waarin de opgave geen deel heeft, maal het deel van de opgave in de bbl-studenten van die sectorkamers '
        || '(studiejaar ' || base_year || '). Aangenomen is dat haar volwassenen even vaak van elders komen als die van '
        || 'de hele sectorkamer; leeftijd en herkomst per opleiding zijn niet openbaar. Ook wie zonder werk was telt niet mee.'
        || if(
            method = 'section_average',
            ' De opgave is minder dan de helft van deze sectorkamers: dit is hun cijfer, niet dat van de opgave.', ''
        ) as caveat_nl,
        {{ route_columns() }}
    from {{ ref("int_llo_retraining") }}
),

uptake as (
    select * from national
    union all
    select * from per_opgave
    union all
    select * from national_by_cut
    union all
    select * from per_opgave_by_cut
    union all
    select * from retraining
    union all by name
    select
        opgave_id, delineation, year, population_group, form, persons, persons_lower, persons_upper, population,
        rate_pct, method, status, dataset_id, caveat_nl, {{ route_columns() }}
    from {{ ref("int_llo_from_duo") }}
)

select
    uptake.opgave_id,
    uptake.delineation,
    uptake.year,
    uptake.population_group,
    case
        when form in ('deelname', 'geen_deelname') then 'wel_of_geen_deelname'
        when form in ('formeel', 'niet_formeel') then 'soort_onderwijs'
        when form in ('zij_instroom_mbo', 'omscholing_bbl', 'cursus', 'stap') then form
        else 'bekostigd_onderwijs'
    end as form_group,
    uptake.form,
    uptake.persons,
    uptake.persons_lower,
    uptake.persons_upper,
    {{ interval_of("uptake", "persons", method="uptake.method", digits=2) }},
    uptake.population,
    uptake.rate_pct,
    uptake.method,
    uptake.status,
    uptake.dataset_id,
    uptake.caveat_nl
from uptake
{{ survey_join("uptake.dataset_id", "uptake.form", "'year'") }}
