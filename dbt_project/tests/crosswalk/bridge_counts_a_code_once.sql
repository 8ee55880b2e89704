{{ config(meta={'dagster': {'ref': {'name': 'bridge_opgave'}}}) }}
-- Within an opgave and a delineation a code counts once at most, over all parts of the opgave; 0.0001 is its last decimal.
select opgave_id, delineation, code_system, edition, code, sum(weight) as weight
from {{ ref("bridge_opgave") }}
group by all
having sum(weight) > 1.0001
