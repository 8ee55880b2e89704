-- Industries of an opgave (or of a part of it) that figures by division cannot show: groups and classes of a delineation
-- that lie in no division which the same delineation names. With one of them missing there is no figure by division, for a
-- part would pass for the whole. deelopgave_id is empty for the opgave as a whole.
with industries as (
    select * from {{ ref("opgave_weight") }} where code_system = 'SBI' and edition = '2008'
),

scopes as (
    select opgave_id, cast(null as varchar) as deelopgave_id, delineation, code, code_level from industries
    union all
    select opgave_id, deelopgave_id, delineation, code, code_level from industries where deelopgave_id is not null
),

missing as (
    select distinct finer.opgave_id, finer.deelopgave_id, finer.delineation, finer.code
    from scopes as finer
    where
        finer.code_level <> 'division'
        and not exists (
            select 1
            from scopes as division
            where division.code_level = 'division'
                and division.opgave_id = finer.opgave_id
                and division.deelopgave_id is not distinct from finer.deelopgave_id
                and division.delineation = finer.delineation
                and division.code = left(finer.code, 2)
        )
)

select opgave_id, deelopgave_id, delineation, string_agg(code, ', ' order by code) as codes_nl
from missing
group by opgave_id, deelopgave_id, delineation
