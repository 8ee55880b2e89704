select opgave_id, deelopgave_id, name_nl, sort_order
from {{ ref("deelopgave") }}
