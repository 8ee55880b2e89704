-- A division is a mean of its groups and classes: it cannot weigh more than the heaviest of them that the same opgave
-- (and the same part of it) names. A weight on group_share n/m is n of m equal parts: n is at most the parts' weights.
with rows_of_parts as (
    select opgave_id, coalesce(deelopgave_id, '') as deelopgave_id, code, weight, weight_note, code_level
    from {{ ref("opgave_industry") }}
    where delineation in ('kern', 'breed')
),

compared as (
    select
        division.opgave_id,
        division.deelopgave_id,
        division.code,
        division.weight,
        max(part.weight) as heaviest_part,
        sum(part.weight) as sum_of_parts,
        try_cast(regexp_extract(division.weight_note, '^group_share .*/([0-9]+)$', 1) as integer) as number_of_parts
    from rows_of_parts as division
    inner join rows_of_parts as part
        on division.opgave_id = part.opgave_id
        and division.deelopgave_id = part.deelopgave_id
        and starts_with(part.code, division.code)
    where division.code_level = 'division' and part.code_level <> 'division'
    group by division.opgave_id, division.deelopgave_id, division.code, division.weight, division.weight_note
)

-- Weights are written with two decimals: 0.0051 is their rounding, and a hair for binary fractions.
select opgave_id, deelopgave_id, code, weight, heaviest_part, sum_of_parts, number_of_parts
from compared
where weight > heaviest_part or weight > sum_of_parts / number_of_parts + 0.0051
