-- The industries of each opgave at one level, the division (two digits): groups and classes of the bridge are finer
-- cuts of the same industries and are left out, so that nothing counts twice. Deelopgaven of one code add up.
select
    opgave_id,
    delineation,
    edition as sbi_edition,
    code as division,
    {{ sbi_section("code") }} as section,
    cast(sum(weight) as double) as weight
from {{ ref("opgave_weight") }}
where code_system = 'SBI' and edition = '2008' and code_level = 'division'
group by opgave_id, delineation, edition, code
