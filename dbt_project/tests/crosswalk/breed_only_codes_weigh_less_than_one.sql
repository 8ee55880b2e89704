-- breed means that the code partly belongs: a code that stands in breed alone and weighs 1 wholly belongs, and is kern.
with crosswalk as (
    select opgave_id, deelopgave_id, delineation, code_system, edition, code, weight from {{ ref("opgave_weight") }}
)

select breed.opgave_id, breed.deelopgave_id, breed.code_system, breed.edition, breed.code, breed.weight
from crosswalk as breed
left join crosswalk as kern
    on kern.delineation = 'kern'
    and breed.opgave_id = kern.opgave_id
    and breed.deelopgave_id is not distinct from kern.deelopgave_id
    and breed.code_system = kern.code_system
    and breed.edition = kern.edition
    and breed.code = kern.code
where breed.delineation = 'breed' and breed.weight >= 1 and kern.code is null
