{{ config(meta={'dagster': {'ref': {'name': 'opgave_overlap'}}}) }}
-- Every opgave stands against every other and itself, and shares with it what it shares with that one.
with overlap as (
    select *, classification || edition || code_level || population || measure || year || delineation as cell
    from {{ ref("opgave_overlap") }}
),

opgaven as (
    select distinct cell, opgave_id from overlap
),

pairs as (
    select this.cell, this.opgave_id, other.opgave_id as other_opgave_id
    from opgaven as this
    inner join opgaven as other on this.cell = other.cell
)

select pairs.*, this.overlap, other.overlap as other_way
from pairs
left join overlap as this using (cell, opgave_id, other_opgave_id)
left join overlap as other
    on pairs.cell = other.cell and pairs.opgave_id = other.other_opgave_id and pairs.other_opgave_id = other.opgave_id
where this.overlap is null or this.overlap is distinct from other.overlap
