-- Levels with two digits (SOI 2021) where CBS gives them, else those with one; finer and coarser ones tell the same people.
with cells as (
    select
        dataset_id,
        period_start,
        frequency,
        age,
        level as level_title,
        nullif(regexp_extract(level, '^([1-3][0-9]{0,2}) ', 1), '') as level_code,
        field as field_title,
        isced_code,
        {{ in_units("value", "unit") }} as persons,
        {{ rounding_half("unit", "decimals") }} as rounding_half,
        status
    from {{ ref("stg_cbs__population_attainment") }}
    where gender = 'totaal' and measure = 'Bevolking' and frequency in ('year', 'quarter')
),

judged as (
    select
        *,
        max(length(level_code)) filter (where length(level_code) <= 2) over (partition by dataset_id) as digits,
        {{ is_total("Onderwijsniveau", "level_title") }} as is_every_level,
        {{ is_total("Onderwijsrichting", "field_title") }} as is_every_field,
        coalesce({{ cbs_word("Onderwijsniveau", "level_title") }} = 'onbekend', false) as is_unknown_level,
        coalesce({{ cbs_word("Onderwijsrichting", "field_title") }} = 'onbekend', false) as is_unknown_field
    from cells
    where persons is not null
),

populations as (
    select dataset_id, period_start, frequency, age, persons from judged
    where is_every_level and is_every_field
),

parts as (
    select * from judged
    where
        not is_every_level
        and (length(level_code) = digits or is_unknown_level)
        and (is_every_field or isced_code is not null or is_unknown_field)
)

select
    parts.period_start,
    parts.frequency,
    parts.age,
    case when parts.is_every_field then 'niveau' else 'niveau_en_richting' end as breakdown,
    coalesce(parts.level_code, 'onbekend') as level_code,
    regexp_replace(parts.level_title, '^[0-9]+ ', '') as level_nl,
    case when not parts.is_every_field then coalesce(parts.isced_code, '99') end as field_code,
    case when not parts.is_every_field then regexp_replace(parts.field_title, '^[0-9]{2} ', '') end as field_nl,
    parts.persons,
    {{ bound_lower("parts.persons", "parts.rounding_half") }} as persons_lower,
    {{ bound_upper("parts.persons", "parts.rounding_half") }} as persons_upper,
    {{ interval_of(
        "parts", "persons", lower=bound_lower("parts.persons", "parts.rounding_half"),
        upper=bound_upper("parts.persons", "parts.rounding_half"), weights=false
    ) }},
    populations.persons as population,
    {{ rounded("parts.persons / nullif(populations.persons, 0) * 100", 2) }} as share_pct,
    parts.status,
    parts.dataset_id
from parts
left join populations
    on parts.dataset_id = populations.dataset_id
    and parts.period_start = populations.period_start
    and parts.frequency = populations.frequency
    and parts.age = populations.age
{{ survey_join("parts.dataset_id", "'population'", "parts.frequency") }}
