-- Volume changes of gross domestic product, by quarter and year (CBS 85880NED). GDP stands in the table four times under
-- one title; M002782_1 is the one beside its parts in the production approach (code seen in CBS's own answer, 2026-07).
with changes as (
    select * from {{ ref("stg_cbs__gdp_changes") }} where measure_code = 'M002782_1'
)

select
    period_start,
    frequency,
    'gdp_' || {{ cbs_word("SoortMutaties", "change") }} as measure,
    value,
    unit,
    status,
    dataset_id
from changes
where {{ cbs_word("SoortMutaties", "change") }} like 'volume_%'
