-- The industries of each opgave at one level, the division (two digits): groups and classes of the crosswalk are finer
-- cuts of the same industries and are left out, so that nothing counts twice. Its weights rest on no jobs of a year.
select
    opgave_id,
    delineation,
    edition as sbi_edition,
    code as division,
    {{ sbi_section("code") }} as section,
    {{ weight_columns() }},
    cast(null as integer) as weight_year,
    cast(null as varchar) as weight_status
from {{ ref("opgave_code") }}
where code_system = 'SBI' and edition = '2008' and code_level = 'division'
