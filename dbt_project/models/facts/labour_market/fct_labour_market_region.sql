with employed as (
    select
        opgave_id, delineation, region_code, region_name as region_nl, region_kind, period_start, frequency,
        'employed' as measure, value, value_lower, value_upper, 'personen' as unit, method, status, dataset_id,
        case when method <> 'observed' then 'cbs__85276ned' end as second_dataset_id,
        'BRC 2014, editie ' || brc_edition as code_edition,
        case
            when method <> 'observed' and brc_level = 'beroepsgroep' then 'hele beroepsgroepen, maal het gewicht'
            when method <> 'observed'
                then brc_level || 'n, elk naar rato van de landelijke werkzamen van de opgave daarin, ' || weight_period
        end as weighting,
        cast(null as bigint) as groups_total, cast(null as bigint) as groups_published,
        case when method <> 'observed' and brc_level <> 'beroepsgroep' then
            'CBS publiceert regio''s niet naar beroepsgroep: verondersteld is dat de opgave in elke regio hetzelfde deel '
            || 'van de beroepen uitmaakt als landelijk. Verschillen tussen regio''s zijn daardoor kleiner dan in werkelijkheid.'
            || coalesce(' ' || {{ section_average_caveat("method") }}, '')
        end as caveat_nl,
        cast(null as double) as range_lowest, cast(null as double) as range_highest, {{ route_columns() }}
    from {{ ref("int_employed_by_region") }}
),

vacancies as (
    select
        'nederland', 'nvt', region_code, region_name, region_kind, period_start, frequency,
        'vacancies', value, {{ bound_lower("value", "rounding_half") }}, {{ bound_upper("value", "rounding_half") }},
        'vacatures', 'observed', status, dataset_id, null, null, null, null, null,
        'Alle bedrijfstakken en beroepen samen; niet gecorrigeerd voor het seizoen.',
        null, null, {{ no_weights() }}
    from {{ ref("int_vacancies_by_region") }}
),

tightness as (
    select
        opgave_id, delineation, null, region, 'arbeidsmarktregio', period_start, frequency,
        'tightness', value, null, null, 'vacatures per kortdurend werkzoekende', method, status,
        dataset_id, null, 'BRC 2014, editie ' || brc_edition,
        case when value is not null then 'vacatures en werkzoekenden geteld' else 'alleen het bereik' end,
        groups_total, groups_published,
        'Het bereik is dat over de beroepsgroepen, geen marge. UWV laat groepen met weinig '
        || 'gevallen weg: ' || groups_published || ' van ' || groups_total || ' groepen zijn hier gepubliceerd.',
        range_lowest, range_highest, {{ route_columns() }}
    from {{ ref("int_tightness_by_region") }}
),

regional as (
    select * from employed
    union all
    select * from vacancies
    union all
    select * from tightness
)

select
    regional.opgave_id,
    regional.delineation,
    regional.region_code,
    regional.region_nl,
    regional.region_kind,
    regional.period_start,
    regional.frequency,
    regional.measure,
    regional.value,
    regional.value_lower,
    regional.value_upper,
    regional.range_lowest,
    regional.range_highest,
    {{ interval_of(
        "regional", "value", method="regional.method", digits=2, counts="regional.unit in ('personen', 'vacatures')",
    ) }},
    case when measure = 'employed' then
        {{ rounded(
            "100 * value / nullif(max(case when opgave_id = 'nederland' then value end)"
            ~ " over (partition by regional.dataset_id, measure, region_kind, region_nl, period_start, frequency), 0)", 2
        ) }}
    end as share_of_region_pct,
    regional.unit,
    regional.method,
    regional.status,
    regional.dataset_id,
    regional.second_dataset_id,
    regional.code_edition,
    regional.weighting,
    regional.groups_total,
    regional.groups_published,
    regional.caveat_nl
from regional
{{ survey_join("regional.dataset_id", "regional.measure", "regional.frequency") }}
