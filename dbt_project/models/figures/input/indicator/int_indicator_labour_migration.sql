{{ config(materialized="ephemeral") }}
-- Labour, knowledge and study migration as indicators: one per what is counted, purpose and origin. Permits
-- given in a year (flow) and valid on its last day (stock) are figures of their own.
select
    case when counted_as = 'permits' and stock_flow = 'stock' then 'valid_permits' else counted_as end
    || '.' || purpose || '.' || origin as indicator_id,
    opgave_id,
    delineation,
    reference_date as period_start,
    concat_ws(', ', ground_nl, dataset_id) as breakdown,
    persons as value,
    persons_lower as value_lower,
    persons_upper as value_upper,
    {{ interval_columns() }},
    method,
    case counted_as
        when 'persons' then 'personen'
        when 'permits' then 'vergunningen'
        when 'employment_permits' then 'vergunningen'
        when 'permit_advice' then 'adviezen'
        when 'jobs' then 'banen'
        when 'sponsors' then 'organisaties'
        when 'students' then 'studenten'
        when 'applications' then 'aanvragen'
    end as unit,
    status,
    dataset_id as series,
    dataset_id,
    caveat_nl
from {{ ref("fct_labour_migration") }}
where method <> 'section_average'
