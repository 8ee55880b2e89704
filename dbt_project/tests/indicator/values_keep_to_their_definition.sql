{{ config(meta={'dagster': {'ref': {'name': 'indicator_value'}}}) }}
-- Every value has the unit that its definition gives, and comes from a dataset that the definition names.
select value.indicator_id, value.unit, indicator.unit as unit_defined, value.dataset_id, indicator.dataset_ids
from {{ ref("indicator_value") }} as value
inner join {{ ref("indicator") }} as indicator on indicator.indicator_id = value.indicator_id
where
    value.unit <> indicator.unit
    or not list_contains(string_split(indicator.dataset_ids, ' '), value.dataset_id)
group by all
