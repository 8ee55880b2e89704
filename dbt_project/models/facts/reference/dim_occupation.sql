select
    code, code_system, edition, name_nl, code_level, parent_code,
    segment_code, segment_nl, class_code, class_nl, certainty
from {{ ref("int_occupation") }}
