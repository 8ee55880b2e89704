select opgave_id, name_nl, name_en, kind, sort_order, description_nl
from {{ ref("opgave") }}
