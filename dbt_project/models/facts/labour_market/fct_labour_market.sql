with national as (
    select
        'nederland' as opgave_id, 'nvt' as delineation, period_start, frequency, measure, value,
        {{ bound_lower("value", "rounding_half", "measure = 'expansion_demand'") }} as value_lower,
        {{ bound_upper("value", "rounding_half") }} as value_upper,
        unit, 'observed' as method, status, dataset_id, cast(null as varchar) as second_dataset_id,
        cast(null as varchar) as code_edition, cast(null as varchar) as weighting,
        cast(null as bigint) as groups_total, cast(null as bigint) as groups_published, false as is_capped,
        cast(null as double) as range_lowest, cast(null as double) as range_highest, {{ no_weights() }}
    from {{ ref("int_labour_market_national") }}
),

tightness_national as (
    select
        'nederland', 'nvt', period_start, frequency, measure, value, value_lower, value_upper,
        unit, 'observed', status, dataset_id, second_dataset_id,
        null, null, null, null, false, null, null, {{ no_weights() }}
    from {{ ref("int_tightness_national") }}
),

registered_national as (
    select
        'nederland', 'nvt', period_start, 'year', measure, value, value, value,
        case measure when 'vacancies_registered' then 'vacatures' else 'personen' end || ', gemiddelde van weken',
        'observed', 'unknown', dataset_id, null,
        null, 'gemiddelde van ' || weeks || case when weeks = 1 then ' week' else ' weken' end, null, null, false,
        null, null, {{ no_weights() }}
    from {{ ref("int_registered_at_uwv") }}
    where brc_code is null
),

via_occupation as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, method, status, dataset_id, null,
        'BRC 2014, editie ' || brc_edition, null, null, null, false, null, null, {{ route_columns() }}
    from {{ ref("int_occupation_by_opgave") }}
),

via_industry as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, method, status, dataset_id,
        case when weight_year is not null then 'cbs__83583ned' end,
        'SBI 2008',
        case
            when weight_year is not null
                then 'secties, naar rato van banen per afdeling, december ' || weight_year
            when measure <> 'jobs' then 'secties van een afdeling, maal het gewicht'
        end,
        null, null, false, null, null, {{ route_columns() }}
    from {{ ref("int_industry_by_opgave") }}
),

tightness_via_occupation as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, null, null,
        unit, method, status, dataset_id,
        cast(null as varchar),
        'BRC 2014, editie ' || brc_edition, weighting, groups_total, groups_published, is_capped,
        range_lowest, range_highest, {{ route_columns() }}
    from {{ ref("int_tightness_by_opgave") }}
),

bottleneck_via_occupation as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, method, status, dataset_id, case when weighting like 'gewogen naar%' then 'cbs__85276ned' end,
        'BRC 2014, editie ' || brc_edition, weighting, groups_total, groups_published, false,
        range_lowest, range_highest, {{ route_columns() }}
    from {{ ref("int_bottleneck_by_opgave") }}
),

moves as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, method, status, dataset_id, 'cbs__85276ned',
        'BRC 2014, editie ' || brc_edition, 'beroepsklassen, naar rato van werkzamen per groep, ' || weight_period,
        null, null, false,
        null, null, {{ route_columns() }}
    from {{ ref("int_moves_by_opgave") }}
    union all
    select
        'nederland', 'nvt', period_start, frequency, 'moved_out', moved,
        {{ bound_lower("moved", "rounding_half") }}, {{ bound_upper("moved", "rounding_half") }},
        'personen', 'observed', status, dataset_id, null, null, null, null, null, false,
        null, null, {{ no_weights() }}
    from {{ ref("int_occupation_moves") }}
    where is_total
),

-- the opgave itself, as CBS delineates it: no crosswalk comes between
energy_transition as (
    select
        'energie_klimaattechnologie', delineations.delineation, period_start, frequency, measure, value,
        {{ bound_lower("value", "rounding_half") }}, {{ bound_upper("value", "rounding_half") }},
        unit, 'observed', status, dataset_id, null, null, 'activiteiten: ' || activities_nl, null, null, false,
        null, null, {{ no_weights() }}
    from {{ ref("int_energy_transition") }}
    cross join (
        select distinct delineation from {{ ref("opgave_weight") }} where opgave_id = 'energie_klimaattechnologie'
    ) as delineations
),

new_vacancies_via_occupation as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, method, status, dataset_id, 'cbs__85276ned',
        'BRC 2014, editie ' || brc_edition, 'segmenten, naar rato van werkzamen per groep, ' || weight_period,
        null, null, false, null, null, {{ route_columns() }}
    from {{ ref("int_new_vacancies_by_opgave") }}
),

wage_via_occupation as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, null, null,
        unit, method, status, dataset_id, null,
        'BRC 2014, editie ' || brc_edition, weighting, groups_total, groups_published, false,
        range_lowest, range_highest, {{ route_columns() }}
    from {{ ref("int_wage_by_opgave") }}
),

vacancy_rate_via_industry as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, method, status, dataset_id, 'cbs__83583ned',
        'SBI 2008', 'secties, gewogen naar banen van de opgave, december ' || weight_year, null, null, false,
        null, null, {{ route_columns() }}
    from {{ ref("int_vacancy_rate_by_opgave") }}
),

via_care_branch as (
    select
        opgave_id, delineation, period_start, frequency, measure, value, value_lower, value_upper,
        unit, method, status, dataset_id, null, 'AZW', weighting, null, null, false, null, null,
        {{ route_columns() }}
    from {{ ref("int_care_branch_by_opgave") }}
),

labour_market as (
    select * from national
    union all
    select * from tightness_national
    union all
    select * from registered_national
    union all
    select * from via_occupation
    union all
    select * from via_industry
    union all
    select * from tightness_via_occupation
    union all
    select * from bottleneck_via_occupation
    union all
    select * from moves
    union all
    select * from energy_transition
    union all
    select * from new_vacancies_via_occupation
    union all
    select * from wage_via_occupation
    union all
    select * from vacancy_rate_via_industry
    union all
    select * from via_care_branch
),

-- what the industries of an opgave are here: a reader cannot see it from the figure
divisions as (
    select
        opgave_id, delineation,
        string_agg(division || case when weight < 1 then ' (deels)' else '' end, ', ' order by division) as divisions_nl
    from {{ ref("int_opgave_division") }}
    group by opgave_id, delineation
)

select
    labour_market.opgave_id,
    labour_market.delineation,
    labour_market.period_start,
    labour_market.frequency,
    labour_market.measure,
    labour_market.value,
    labour_market.value_lower,
    labour_market.value_upper,
    labour_market.range_lowest,
    labour_market.range_highest,
    {{ interval_of(
        "labour_market", "value", method="labour_market.method", shrinks="labour_market.measure = 'expansion_demand'", digits=2,
        counts="labour_market.unit in ('personen', 'vacatures', 'banen', 'personen tot de horizon')",
    ) }},
    labour_market.unit,
    labour_market.method,
    labour_market.status,
    labour_market.dataset_id,
    labour_market.second_dataset_id,
    labour_market.code_edition,
    labour_market.weighting,
    labour_market.groups_total,
    labour_market.groups_published,
    labour_market.is_capped,
    {{ labour_market_caveat("labour_market", "divisions.divisions_nl") }} as caveat_nl
from labour_market
left join divisions
    on divisions.opgave_id = labour_market.opgave_id and divisions.delineation = labour_market.delineation
{{ survey_join("labour_market.dataset_id", "labour_market.measure", "labour_market.frequency") }}
