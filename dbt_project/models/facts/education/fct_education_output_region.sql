-- Kinds of region overlap (a province lies in a part of the country): a figure uses one kind. Fields are parts.
with cells as (
    select
        dataset_id,
        study_year,
        region_code,
        region,
        {{ cbs_region_word("region", "region_code") }} as kind,
        isced_code as field_code,
        regexp_replace(field, '^[0-9]{2,4} ', '') as field_nl,
        {{ in_units("value", "unit") }} as persons,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half,
        status
    from {{ ref("stg_cbs__mbo_graduates_region") }}
    where
        gender = 'totaal'
        and {{ is_total("Niveau", "level") }}
        and {{ is_total("Leerweg", "path") }}
        and {{ cbs_word("Measure", "measure") }} = 'graduates'
),

national as (
    select study_year, field_code, persons from cells
    where kind = 'NL' and length(field_code) = 2
),

opgaven as (
    select opgave_id, delineation, isced_code as field_code from {{ ref("int_opgave_field") }}
    where weight = 1
),

regions as (
    select 'nederland' as opgave_id, 'nvt' as delineation, 'observed' as method, cells.* from cells
    union all
    select opgaven.opgave_id, opgaven.delineation, 'via_field', cells.*
    from cells
    inner join opgaven on cells.field_code = opgaven.field_code
)

select
    regions.opgave_id,
    regions.delineation,
    regions.study_year,
    'mbo' as education_sector,
    'graduates' as measure,
    {{ cbs_region_kind_code("regions.kind") }} as region_kind,
    regions.region_code,
    trim(regexp_replace(regions.region, '\([A-Z]{2}\)$', '')) as region_nl,
    regions.field_code,
    regions.field_nl,
    regions.persons,
    {{ bound_lower("regions.persons", "regions.rounding_half") }} as persons_lower,
    {{ bound_upper("regions.persons", "regions.rounding_half") }} as persons_upper,
    regions.persons as weight_lower,
    regions.persons as weight_upper,
    {{ bound_lower("regions.persons", "regions.rounding_half") }} as total_lower,
    {{ bound_upper("regions.persons", "regions.rounding_half") }} as total_upper,
    {{ rounded("regions.persons / nullif(national.persons, 0) * 100", 2) }} as share_of_field_pct,
    regions.method,
    case
        when regions.opgave_id = 'nederland' then 'Gediplomeerden naar de regio waar zij wonen, niet waar zij leerden.'
        else 'Alleen het vakgebied dat geheel bij de opgave hoort; wat in andere vakgebieden voor de opgave opleidt is per '
            || 'regio niet af te bakenen. Naar de regio waar gediplomeerden wonen.'
    end as caveat_nl,
    regions.status,
    regions.dataset_id
from regions
left join national on regions.study_year = national.study_year and regions.field_code = national.field_code
where
    length(regions.field_code) = 2
    and regions.persons is not null
    and regions.kind in ('LD', 'PV', 'CR', 'AM', 'AR', 'RM', 'GM')
