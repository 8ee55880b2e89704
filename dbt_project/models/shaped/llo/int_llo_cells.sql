-- The four LLO tables in one shape: a cell is a group of people (population, sex, age, ...) and a form of taking part.
-- `breakdown` names the dimensions in which a cell is not the total, so that a whole never stands among its parts.
with cells as (
    select
        dataset_id, period_start, frequency, status, unit, decimals, value, value_attribute,
        'werkzaam_15_75' as population_group,
        sex, age, null as labour_position, null as education_level,
        {{ whole_or("Arbeidskenmerken", "characteristic") }} as characteristic,
        split_part(characteristic, ':', 1) as characteristic_kind, null as sbi_code,
        {{ cbs_word("LevenLangOntwikkelen", "participation") }} as form
    from {{ ref("stg_cbs__llo_job_characteristics") }}
    union all
    select
        dataset_id, period_start, frequency, status, unit, decimals, value, value_attribute,
        'bevolking_15_75',
        sex, null, labour_position, null, {{ whole_or("Persoonskenmerken", "characteristic") }},
        coalesce({{ cbs_word("Persoonskenmerken", "characteristic") }}, split_part(characteristic, ':', 1)), null,
        {{ cbs_word("LevenLangOntwikkelen", "participation") }}
    from {{ ref("stg_cbs__llo_population") }}
    union all
    select
        dataset_id, period_start, frequency, status, unit, decimals, value, value_attribute,
        'werkzaam_15_75',
        sex, age, null, null, case when sbi_kind = 'total' then 'totaal' else characteristic end,
        {{ industry_breakdown("sbi_kind") }},
        sbi_code, {{ cbs_word("LevenLangOntwikkelen", "participation") }}
    from {{ ref("stg_cbs__llo_business_characteristics") }}
    union all
    select
        dataset_id, period_start, frequency, status, unit, decimals, value, value_attribute,
        'bevolking_15_75',
        sex, age, null, education_level, {{ whole_or("Onderwijskenmerken", "characteristic") }},
        coalesce({{ cbs_word("Onderwijskenmerken", "characteristic") }}, split_part(characteristic, ':', 1)),
        -- the table is of participants only: its total is who takes part, not the population
        null, case when {{ is_total("Onderwijsvolgend", "participation") }} then 'deelname'
            else {{ cbs_word("Onderwijsvolgend", "participation") }} end
    from {{ ref("stg_cbs__llo_education_characteristics") }}
),

-- a total is what the publisher calls so; the tables are about people of 15 to 75
named as (
    select
        dataset_id, period_start, frequency, status, unit, decimals, value, value_attribute, population_group, sbi_code,
        lower({{ whole_or("Geslacht", "sex") }}) as sex,
        case when age = '15 tot 75 jaar' then 'totaal' else {{ whole_or("Leeftijd", "age") }} end as age,
        {{ whole_or("Arbeidspositie", "labour_position") }} as labour_position,
        {{ whole_or("Onderwijsniveau", "education_level") }} as education_level,
        characteristic,
        lower(characteristic_kind) as characteristic_kind,
        form
    from cells
    -- titles of forms that nobody here reads: their whole list was not seen
    where frequency = 'year' and form is not null
),

described as (
    select
        *,
        coalesce(
            nullif(
                concat_ws(
                    ' x ',
                    case when sex <> 'totaal' then 'geslacht' end,
                    case when age <> 'totaal' then 'leeftijd' end,
                    case when labour_position <> 'totaal' then 'arbeidspositie' end,
                    case when education_level <> 'totaal' then 'onderwijsniveau' end,
                    case when characteristic <> 'totaal' then characteristic_kind end
                ),
                ''
            ),
            'totaal'
        ) as breakdown
    from named
)

select
    dataset_id,
    cast(extract(year from period_start) as integer) as year,
    population_group,
    breakdown,
    sex,
    age,
    labour_position,
    education_level,
    characteristic,
    sbi_code,
    form,
    {{ in_units("value", "unit") }} as persons,
    {{ rounding_half("unit", "decimals") }} as rounding_half,
    value_attribute,
    status
from described
