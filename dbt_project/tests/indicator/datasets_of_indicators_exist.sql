{{ config(meta={'dagster': {'ref': {'name': 'dim_dataset'}}}) }}
-- The datasets that a definition names are in the catalogue.
with needed as (
    select indicator_id, unnest(string_split(dataset_ids, ' ')) as dataset_id from {{ ref("indicator") }}
)

select needed.indicator_id, needed.dataset_id
from needed
left join {{ ref("dim_dataset") }} as dataset on dataset.dataset_id = needed.dataset_id
where dataset.dataset_id is null
