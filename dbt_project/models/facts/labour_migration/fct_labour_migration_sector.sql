-- Permits for transfer within a company (ICT), the only permits that are published by industry: for Nederland as a whole
-- (`totaal`), by sector as published (`bedrijfstak`), and per opgave by way of the sector (`opgave`). Three views of the
-- same permits, which are a part of the permits for work in fct_labour_migration: choose one, add nothing.
with common as (
    select 'flow' as stock_flow, 'overplaatsing binnen onderneming (ICT)' as ground_nl, 'unknown' as status
),

whole as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, year, 'totaal' as breakdown,
        cast(null as varchar) as sbi_code, 'Alle bedrijfstakken' as industry_nl, permits, {{ no_weights() }},
        'observed' as method, dataset_id,
        'Deel van de vergunningen voor werk in fct_labour_migration: niet erbij tellen. '
        || 'Per opgave benaderd langs de bedrijfstak, in de rijen met methode via_industry.' as caveat_nl
    from {{ ref("stg_eurostat__transferees") }}
    where geo = 'NL' and permits is not null
),

sectors as (
    select
        dataset_id, year, permits,
        case when regexp_matches(nace_r2, '^[A-U]([-_][A-U])?$') then replace(nace_r2, '_', '-') end as sbi_code,
        nace_r2
    from {{ ref("stg_eurostat__transferees_by_sector") }}
    where geo = 'NL' and nace_r2 <> 'TOTAL'
),

by_sector as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, sectors.year, 'bedrijfstak' as breakdown,
        sectors.sbi_code, coalesce(industry.name_nl, 'code ' || sectors.nace_r2 || ' van Eurostat') as industry_nl,
        sectors.permits, {{ no_weights() }}, 'observed' as method, sectors.dataset_id,
        'Bedrijfstak van de ontvangende onderneming, niet het werk van de overgeplaatste. '
        || 'Per opgave benaderd langs de bedrijfstak, in de rijen met methode via_industry.' as caveat_nl
    from sectors
    left join {{ ref("sbi2008") }} as industry on industry.code = sectors.sbi_code
    where sectors.permits is not null
),

per_opgave as (
    select
        opgave_id, delineation, year, 'opgave' as breakdown, cast(null as varchar) as sbi_code,
        'Bedrijfstakken van de opgave' as industry_nl, permits, {{ route_columns() }}, method, dataset_id,
        'Benadering: vergunningen per bedrijfstak maal het aandeel van de opgave in de banen daarvan'
        || coalesce(' (december ' || weight_year || ')', '')
        || '. Overplaatsingen gaan vaak naar andere bedrijven dan het gemiddelde van de bedrijfstak.'
        || coalesce(' ' || {{ section_average_caveat("method") }}, '') as caveat_nl
    from {{ ref("int_transferees_by_opgave") }}
),

permits as (
    select * from whole
    union all by name
    select * from by_sector
    union all by name
    select * from per_opgave
)

select
    permits.opgave_id,
    permits.delineation,
    permits.year,
    common.stock_flow,
    common.ground_nl,
    permits.breakdown,
    permits.sbi_code,
    permits.industry_nl,
    permits.permits,
    {{ interval_of(
        "permits", "permits", lower="permits.permits", upper="permits.permits", method="permits.method"
    ) }},
    permits.method,
    common.status,
    permits.dataset_id,
    permits.caveat_nl
from permits
cross join common
{{ survey_join("permits.dataset_id", "'permits'", "'year'") }}
