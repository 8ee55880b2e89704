-- Employed persons, forecasts, vacancies and tightness per deelopgave, by way of its occupation groups. A count needs a
-- figure for every group; a tightness is a ratio, so only its range over the groups is given, and a value where the
-- deelopgave is one group.
with groups as (
    select opgave_id, deelopgave_id, delineation, edition, code, cast(weight as double) as weight
    from {{ ref("opgave_weight") }}
    where code_system = 'BRC2014' and length(code) = 4 and deelopgave_id is not null
),

sizes as (
    select opgave_id, deelopgave_id, delineation, edition, count(*) as codes
    from groups
    group by opgave_id, deelopgave_id, delineation, edition
),

figures as (
    select
        dataset_id, brc_code, brc_edition, measure, period_start, frequency, value, unit, status,
        {{ bound_lower("value", "rounding_half", "measure = 'expansion_demand'") }} as value_lower,
        {{ bound_upper("value", "rounding_half") }} as value_upper
    from {{ ref("int_occupation_figures") }}
    where
        brc_level = 'beroepsgroep' and population_group = 'totaal' and region = 'Nederland' and value is not null
        and measure in ('employed', 'vacancies', 'job_openings', 'expansion_demand', 'replacement_demand', 'tightness')
),

summed as (
    select
        groups.opgave_id,
        groups.deelopgave_id,
        groups.delineation,
        groups.edition,
        figures.dataset_id,
        figures.measure,
        figures.period_start,
        figures.frequency,
        figures.unit,
        count(*) as codes_published,
        {{ rounded("sum(groups.weight * figures.value)", 0) }} as value,
        {{ rounded("sum(groups.weight * figures.value_lower)", 0) }} as value_lower,
        {{ rounded("sum(groups.weight * figures.value_upper)", 0) }} as value_upper,
        min(figures.value) as lowest,
        max(figures.value) as highest,
        {{ least_certain_of_all("figures.status") }} as status
    from groups
    inner join figures on groups.edition = figures.brc_edition and groups.code = figures.brc_code
    group by all
)

select
    summed.opgave_id,
    summed.deelopgave_id,
    summed.delineation,
    'BRC2014' as classification,
    summed.edition,
    summed.measure,
    case when summed.measure = 'employed' then 'werkzaam' else 'alle' end as population,
    summed.period_start,
    summed.frequency,
    case
        when summed.measure <> 'tightness' then summed.value
        when sizes.codes = 1 then summed.lowest
    end as value,
    case when summed.measure = 'tightness' then summed.lowest else summed.value_lower end as value_lower,
    case
        when summed.measure <> 'tightness' then summed.value_upper
        -- 16 says "16 or more"
        when summed.highest < 16 then summed.highest
    end as value_upper,
    summed.unit,
    'via_occupation' as method,
    sizes.codes,
    summed.status,
    nullif(
        concat_ws(
            ' ',
            case when summed.measure = 'tightness' then
                'Onder- en bovengrens zijn het bereik over de beroepsgroepen (' || summed.codes_published || ' van '
                || sizes.codes || ' gepubliceerd), geen marge.'
            end,
            case when summed.measure = 'tightness' and summed.highest >= 16 then
                'Een groep staat op 16, dat 16 of meer betekent: een bovengrens is er niet.'
            end,
            case when summed.frequency = 'forecast' then 'Prognose van ROA tot de horizon, afgerond op 100.' end,
            'Hele beroepsgroepen, ongeacht de bedrijfstak.'
        ),
        ''
    ) as caveat_nl,
    summed.dataset_id
from summed
inner join sizes using (opgave_id, deelopgave_id, delineation, edition)
where summed.measure = 'tightness' or summed.codes_published = sizes.codes
