{{ config(materialized="ephemeral") }}
-- Every cell of CBS 85880NED: marts do not read staging.
select
    dataset_id, measure_code, measure_group, measure, change, period_start, frequency, value, value_attribute, status
from {{ ref("stg_cbs__gdp_changes") }}
