{{ config(severity='warn', meta={'dagster': {'ref': {'name': 'indicator_value'}}}) }}
-- A figure that is defined, and of which every dataset was loaded, has values. A warning: an excerpt of a dataset may lack
-- the category. Students of unknown origin stand in for those of two origins: one of the two is enough.
with needed as (
    select indicator_id, unnest(string_split(dataset_ids, ' ')) as dataset_id from {{ ref("indicator") }}
)

select needed.indicator_id, string_agg(needed.dataset_id, ' ') as dataset_ids
from needed
left join {{ ref("dim_dataset") }} as dataset on dataset.dataset_id = needed.dataset_id
where
    needed.indicator_id not in (select indicator_id from {{ ref("indicator_value") }})
    and replace(needed.indicator_id, '.niet_uitgesplitst', '.eu_efta')
        not in (select indicator_id from {{ ref("indicator_value") }})
group by needed.indicator_id
having bool_and(coalesce(dataset.status <> 'missing' and dataset.row_count > 0, false))
