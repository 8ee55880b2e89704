with growth_accounts as (
    -- CBS makes no growth accounts of the whole economy: the commercial sector is the widest there is
    select
        'nederland' as opgave_id, 'nvt' as delineation, year, measure, value, cast(null as double) as coverage_pct,
        {{ unit_noun("unit") }} as unit,
        'observed' as method, status, dataset_id, cast(null as varchar) as second_dataset_id,
        cast(null as varchar) as weighting,
        'De commerciële sector (zonder L, O, P en T): van heel Nederland zijn er geen groeirekeningen.' as caveat_nl,
        {{ no_weights() }}
    from {{ ref("int_growth_accounts") }}
    where
        industry_nl ilike '%commerciële sector%' and basis = 'toegevoegde waarde'
        and measure <> 'output_growth'
),

national as (
    select
        'nederland', 'nvt', cast(extract(year from period_start) as integer), measure, value, null, unit,
        'observed', status, dataset_id, second_dataset_id, null,
        case when second_dataset_id is not null then 'Afgeleid uit twee tabellen van de nationale rekeningen.' end,
        {{ no_weights() }}
    from {{ ref("int_productivity_industry") }}
    where
        frequency = 'year' and sbi_kind = 'total'
        and measure in (
            'value_added_volume_change_year_on_year', 'value_added_per_hour', 'value_added_per_hour_volume_change'
        )
),

gdp as (
    select
        'nederland', 'nvt', cast(extract(year from period_start) as integer), measure, value, null, 'procent',
        'observed', status, dataset_id, null, null, null, {{ no_weights() }}
    from {{ ref("int_gdp_changes") }}
    where frequency = 'year' and measure = 'gdp_volume_change_year_on_year'
),

via_industry as (
    select
        opgave_id, delineation, year, measure, value, coverage_pct, unit,
        method, status, dataset_id, coalesce(second_dataset_id, 'cbs__83583ned'),
        'secties, gewogen naar ' || weighed_by || ' van de opgave, haar deel van de banen van december ' || weight_year,
        'Benadering: de cijfers van hele bedrijfstakken, gewogen naar de ' || weighed_by || ' van de opgave daarin, niet naar '
        || 'toegevoegde waarde. De productiviteit van de opgave zelf is niet gemeten.'
        || case when value is null then
            ' Geen waarde: voor minder dan 80 % van de banen is een cijfer gepubliceerd; niet af te bakenen.'
        else '' end
        || coalesce(' ' || {{ section_average_caveat("method") }}, ''),
        {{ route_columns() }}
    from {{ ref("int_productivity_by_opgave") }}
),

together as (
    select * from growth_accounts
    where value is not null
    union all
    select * from national
    where value is not null
    union all
    select * from gdp
    where value is not null
    union all
    select * from via_industry
)

select
    together.opgave_id,
    together.delineation,
    together.year,
    together.measure,
    together.value,
    {{ interval_of(
        "together", "value", lower="together.value", upper="together.value", method="together.method",
        shrinks="together.unit <> 'euro per uur'", digits=2,
    ) }},
    together.coverage_pct,
    together.unit,
    together.method,
    together.status,
    together.dataset_id,
    together.second_dataset_id,
    together.weighting,
    together.caveat_nl
from together
{{ survey_join("together.dataset_id", "together.measure", "'year'") }}
