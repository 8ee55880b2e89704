-- kern means that the code wholly belongs: a kern row with a smaller weight is a breed row in disguise.
select opgave_id, deelopgave_id, code_system, edition, code, weight
from {{ ref("opgave_weight") }}
where weight <> 1 and delineation = 'kern'
