-- Kinds of region overlap (a province lies in a part of the country): a figure uses one kind. Fields are parts.
with cells as (
    select
        dataset_id,
        study_year,
        region_code,
        region,
        coalesce(nullif(regexp_extract(region, '\(([A-Z]{2})\)$', 1), ''), left(region_code, 2)) as kind,
        isced_code as field_code,
        regexp_replace(field, '^[0-9]{2,4} ', '') as field_nl,
        {{ in_units("value", "unit") }} as persons,
        {{ rounding_step(in_units("value", "unit"), "dataset_id") }} / 2 as rounding_half,
        status
    from {{ ref("stg_cbs__mbo_graduates_region") }}
    where
        gender = 'totaal'
        and {{ cbs_education_level("level") }} = 'totaal'
        and {{ cbs_learning_path("path") }} = 'totaal'
        and measure ilike 'gediplomeerden%'
),

national as (
    select study_year, field_code, persons from cells
    where kind = 'NL' and length(field_code) = 2
)

select
    cells.study_year,
    'mbo' as education_sector,
    'graduates' as measure,
    case cells.kind
        when 'LD' then 'landsdeel'
        when 'PV' then 'provincie'
        when 'CR' then 'corop'
        when 'AM' then 'arbeidsmarktregio'
        when 'AR' then 'arbeidsmarktregio'
        when 'RM' then 'rmc_regio'
        when 'GM' then 'gemeente'
    end as region_kind,
    cells.region_code,
    trim(regexp_replace(cells.region, '\([A-Z]{2}\)$', '')) as region_nl,
    cells.field_code,
    cells.field_nl,
    cells.persons,
    {{ bound_lower("cells.persons", "cells.rounding_half") }} as persons_lower,
    {{ bound_upper("cells.persons", "cells.rounding_half") }} as persons_upper,
    round(cells.persons / nullif(national.persons, 0) * 100, 2) as share_of_field_pct,
    cells.status,
    cells.dataset_id
from cells
left join national on cells.study_year = national.study_year and cells.field_code = national.field_code
where
    length(cells.field_code) = 2
    and cells.persons is not null
    and cells.kind in ('LD', 'PV', 'CR', 'AM', 'AR', 'RM', 'GM')
