-- The four crosswalk seeds in one shape, one row per code and delineation.
-- breed means "also the codes that partly belong", so every kern row stands in breed as well: whoever filters
-- delineation = 'breed' has the whole broad set. Another delineation of a third party is taken as it is written.
with programmes as (
    select
        opgave_id, deelopgave_id, delineation, code_system, edition, code, cast(null as varchar) as code_level,
        weight, weight_lower, weight_upper, weight_basis, weight_note, rationale, source
    from {{ ref("opgave_programme") }}
    where delineation <> 'uitgesloten'
),

fields as (
    select
        opgave_id, deelopgave_id, delineation, code_system, edition, code, cast(null as varchar) as code_level,
        weight, weight_lower, weight_upper, weight_basis, weight_note, rationale, source
    from {{ ref("opgave_field") }}
),

occupations as (
    select
        opgave_id, deelopgave_id, delineation, code_system, edition, code, cast(null as varchar) as code_level,
        weight, weight_lower, weight_upper, weight_basis, weight_note, rationale, source
    from {{ ref("opgave_occupation") }}
),

industries as (
    select
        opgave_id, deelopgave_id, delineation, code_system, edition, code, code_level,
        weight, weight_lower, weight_upper, weight_basis, weight_note, rationale, source
    from {{ ref("opgave_industry") }}
),

written as (
    select * from programmes
    union all
    select * from fields
    union all
    select * from occupations
    union all
    select * from industries
),

broadened as (
    select * replace ('breed' as delineation)
    from written
    where delineation = 'kern'
),

together as (
    select * from written
    union all
    select * from broadened
)

-- which part of a weight rests on what: a sum of weights is then told by its bases too
select
    *,
    {%- for basis in ["count", "official", "judgement"] %}
    if(weight_basis = '{{ basis }}', weight, 0) as weight_{{ basis }}{{ "," if not loop.last }}
    {%- endfor %}
from together
