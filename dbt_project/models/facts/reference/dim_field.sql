select
    code,
    'ISCED-F' as code_system,
    edition,
    name_nl,
    name_en,
    narrow_code,
    broad_code,
    broad_nl,
    kind
from {{ ref("isced_f_2013") }}
