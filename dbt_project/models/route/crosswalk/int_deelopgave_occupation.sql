-- Employed persons, forecasts, vacancies and tightness per deelopgave, by way of its occupation groups. A tightness is a
-- ratio: only its range over the groups is given, and a value where the deelopgave is one group.
with groups as (
    select *, {{ no_moments() }} from {{ ref("opgave_weight") }}
    where code_system = 'BRC2014' and length(code) = 4 and deelopgave_id is not null
),

figures as (
    select * from {{ ref("int_occupation_figures") }}
    where brc_level = 'beroepsgroep' and population_group = 'totaal' and region = 'Nederland' and value is not null
),

counts as (
    select * from figures
    where measure in ('employed', 'vacancies', 'job_openings', 'expansion_demand', 'replacement_demand')
),

tightness as (
    select * from figures where measure = 'tightness'
),

carried as (
    {{ per_opgave(
        "groups", "counts",
        by=["opgave_id", "deelopgave_id", "delineation"],
        on={"edition": "brc_edition", "code": "brc_code"},
        keys=["dataset_id", "brc_edition", "measure", "period_start", "frequency", "unit"],
        count="value",
        shrinks="part.measure = 'expansion_demand'",
        method="via_occupation",
    ) }}
),

ranges as (
    {{ ratio_per_opgave(
        "groups", "tightness",
        by=["opgave_id", "deelopgave_id", "delineation"],
        on={"edition": "brc_edition", "code": "brc_code"},
        keys=["dataset_id", "brc_edition", "measure", "period_start", "frequency", "unit"],
        columns=["value"],
        ratios={"ratio": ("part.value", "1")},
        spread="part.value",
        method="via_occupation",
        having=["count(part.value) > 0"],
    ) }}
),

together as (
    select
        opgave_id, deelopgave_id, delineation, brc_edition, measure, period_start, frequency, value, value_lower, value_upper,
        cast(null as double) as range_lowest, cast(null as double) as range_highest, {{ route_columns() }},
        unit, method, codes, status, cast(null as varchar) as range_nl, dataset_id
    from carried
    union all
    select
        opgave_id, deelopgave_id, delineation, brc_edition, measure, period_start, frequency,
        case when codes = 1 then lowest end, null, null, lowest,
        -- 16 says "16 or more"
        case when highest < 16 then highest end, {{ no_weights() }},
        unit, method, codes, status,
        'Het bereik (range_lowest, range_highest) is dat over de beroepsgroepen (' || codes_published || ' van ' || codes
        || ' gepubliceerd), geen marge.'
        || case
            when highest >= 16
                then ' Een groep staat op 16, dat 16 of meer betekent: een bovengrens is er niet.'
            else ''
        end,
        dataset_id
    from ranges
)

select
    opgave_id,
    deelopgave_id,
    delineation,
    'BRC2014' as classification,
    brc_edition as edition,
    measure,
    case when measure = 'employed' then 'werkzaam' else 'alle' end as population,
    period_start,
    frequency,
    value,
    value_lower,
    value_upper,
    range_lowest,
    range_highest,
    {{ route_columns() }},
    unit,
    method,
    codes,
    status,
    concat_ws(
        ' ',
        range_nl,
        case when frequency = 'forecast' then 'Prognose van ROA tot de horizon, afgerond op 100.' end,
        'Hele beroepsgroepen, ongeacht de bedrijfstak.'
    ) as caveat_nl,
    dataset_id
from together
