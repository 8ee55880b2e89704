select
    opgave_id,
    deelopgave_id,
    delineation,
    code_system,
    edition,
    code,
    code_level,
    weight,
    weight_lower,
    weight_upper,
    weight_basis,
    weight_note,
    rationale,
    source
from {{ ref("opgave_weight") }}
