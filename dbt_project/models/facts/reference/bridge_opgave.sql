select
    opgave_id,
    deelopgave_id,
    delineation,
    code_system,
    edition,
    code,
    code_level,
    weight,
    weight_basis,
    rationale,
    source
from {{ ref("opgave_weight") }}
