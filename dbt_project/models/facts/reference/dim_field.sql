-- The detailed fields, the broad ones that figures are published by, and `nvt` of what has no field of ISCED.
select
    code,
    'ISCED-F' as code_system,
    edition,
    name_nl,
    name_en,
    narrow_code,
    broad_code,
    broad_nl,
    broad_en,
    kind
from {{ ref("isced_f_2013") }}
union all
select distinct
    broad_code as code,
    'ISCED-F' as code_system,
    edition,
    broad_nl as name_nl,
    broad_en as name_en,
    'nvt' as narrow_code,
    broad_code,
    broad_nl,
    broad_en,
    'broad' as kind
from {{ ref("isced_f_2013") }}
union all
select distinct
    'nvt' as code,
    'ISCED-F' as code_system,
    edition,
    'zonder vakgebied' as name_nl,
    'no field' as name_en,
    'nvt' as narrow_code,
    'nvt' as broad_code,
    'zonder vakgebied' as broad_nl,
    'no field' as broad_en,
    'nvt' as kind
from {{ ref("isced_f_2013") }}
