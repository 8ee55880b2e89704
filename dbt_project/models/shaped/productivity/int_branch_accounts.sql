-- The production approach of the quarterly accounts: value added per branch, as changes (85880NED) and in euros
-- (85879NED). Both tables hold 210 measures; branches of production stand under groups that are six-digit keys of the
-- SBI with _1 (the same branches stand elsewhere as branches that invest). A total of a branch is titled "Totaal" only:
-- its key says which one it is. All branches together stand under A048156_1 (codes seen in CBS's answer, 2026-07).
with changes as (
    select
        dataset_id, measure_code, measure_group, {{ spaced_title("measure") }} as measure,
        'value_added_' || {{ cbs_word("SoortMutaties", "change") }} as figure,
        period_start, frequency, value, unit, status
    from {{ ref("stg_cbs__gdp_changes") }}
),

levels as (
    select
        dataset_id, measure_code, measure_group, {{ spaced_title("measure") }} as measure, 'value_added' as figure,
        period_start, frequency, value, unit, status
    from {{ ref("stg_cbs__value_added") }}
    where kind ilike 'Werkelijke prijzen' or kind ilike 'Waarde in werkelijke prijzen'
),

branches as (
    select * from changes where figure is not null
    union all
    select * from levels
),

keyed as (
    select *, left(measure_code, 6) as cbs_key
    from branches
    where regexp_full_match(measure_group, '[0-9]{6}_1') or measure_group = 'A048156_1'
),

listed as (
    select cbs_key, code, kind, name_nl from {{ ref("sbi2008") }} where edition = '2008' and cbs_key is not null
    union all
    -- in no code list of CBS that was seen; O and P stand under it in 85880NED (2026-07)
    select '800007', 'O-P', 'section_range', 'Overheid en onderwijs'
)

select
    keyed.dataset_id,
    case
        when keyed.measure_group = 'A048156_1' then 'A-U Alle economische activiteiten'
        when keyed.measure = 'Totaal' then listed.code || ' ' || listed.name_nl
        else keyed.measure
    end as industry_nl,
    case
        when keyed.measure_group = 'A048156_1' then 'A-U' else coalesce(listed.code, {{ sbi_code("keyed.measure") }})
    end as sbi_code,
    case
        when keyed.measure_group = 'A048156_1' then 'total'
        when listed.kind is not null then listed.kind
        when keyed.measure <> 'Totaal' then {{ sbi_kind("keyed.measure") }}
        else error(
            keyed.dataset_id || ': sleutel ' || keyed.cbs_key || ' van een totaal staat niet in '
            || 'dbt_project/seeds/codelist/sbi2008.csv: ga na welke bedrijfstak het is, en voeg haar toe'
        )
    end as sbi_kind,
    keyed.figure as measure,
    keyed.measure_code,
    keyed.measure as measure_nl,
    keyed.period_start,
    keyed.frequency,
    keyed.value,
    keyed.unit,
    keyed.status
from keyed
left join listed on listed.cbs_key = keyed.cbs_key
