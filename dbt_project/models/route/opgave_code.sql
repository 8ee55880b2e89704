-- The crosswalk without its deelopgaven: which part of a code serves an opgave. Parts add up, to at most the whole code.
select
    opgave_id, delineation, code_system, edition, code_level, code,
    {{ weight_of_code("crosswalk") }}
from {{ ref("opgave_weight") }} as crosswalk
group by opgave_id, delineation, code_system, edition, code_level, code
