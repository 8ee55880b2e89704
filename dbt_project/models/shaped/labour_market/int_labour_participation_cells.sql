{{ config(materialized="ephemeral") }}
-- Every cell of CBS 85224NED: marts do not read staging.
select
    dataset_id, measure_code, measure_group, measure, correction, period_start, frequency,
    {{ in_units("value", "unit") }} as value,
    {{ rounding_half("unit", "decimals") }} as rounding_half,
    {{ unit_of_persons("unit") }} as unit,
    value_attribute,
    status
from {{ ref("stg_cbs__labour_participation") }}
