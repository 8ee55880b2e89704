-- For every opgave, code system and delineation: how many codes, or why there are none. Where there is no code a fact
-- has no row: "niet af te bakenen" is not zero.
with opgaven as (
    select opgave_id from {{ ref("opgave") }} where kind <> 'totaal'
),

systems as (
    select * from (values
        ('CREBO', '2026', 'alle'),
        ('ISCED-F', '2013', 'alle'),
        ('BRC2014', '2014', 'alle'),
        ('BRC2014', '2025', 'alle'),
        ('SBI', '2008', 'twee cijfers'),
        ('SBI', '2008', 'drie of vier cijfers')
    ) as listed (code_system, edition, code_level)
),

delineations as (
    select distinct delineation from {{ ref("opgave_weight") }}
),

counted as (
    select
        opgave_id,
        code_system,
        edition,
        case
            when code_level is null then 'alle'
            when code_level = 'division' then 'twee cijfers'
            else 'drie of vier cijfers'
        end as code_level,
        delineation,
        count(distinct code) as codes
    from {{ ref("opgave_weight") }}
    group by all
),

reasons as (
    select opgave_id, code_system, edition, code_level, delineation, reason_nl from {{ ref("opgave_without_code") }}
)

select
    opgaven.opgave_id,
    systems.code_system,
    systems.edition,
    systems.code_level,
    delineations.delineation,
    coalesce(counted.codes, 0) as codes,
    case
        when counted.codes is not null then null
        -- of kern and breed the seed tells why; a delineation of one's own has the codes that its maker gave it
        when delineations.delineation in ('kern', 'breed') then 'niet af te bakenen: ' || reasons.reason_nl
        else 'niet af te bakenen: de eigen afbakening ' || delineations.delineation || ' geeft hier geen codes'
    end as reason_nl
from opgaven
cross join systems
cross join delineations
left join counted using (opgave_id, code_system, edition, code_level, delineation)
left join reasons using (opgave_id, code_system, edition, code_level, delineation)
