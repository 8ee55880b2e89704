-- For every opgave, code system and delineation: how many codes, and why there is no figure where there is none: no code
-- (then a fact has no row: "niet af te bakenen" is not zero), or codes that are finer than the figures. Below it each part
-- of an opgave that has codes in the list.
with opgaven as (
    select opgave_id, cast(null as varchar) as deelopgave_id from {{ ref("opgave") }} where kind <> 'totaal'
    union all
    select opgave_id, deelopgave_id from {{ ref("deelopgave") }}
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

scopes as (
    select opgave_id, cast(null as varchar) as deelopgave_id, code_system, edition, code_level, delineation, code
    from {{ ref("opgave_weight") }}
    union all
    select opgave_id, deelopgave_id, code_system, edition, code_level, delineation, code
    from {{ ref("opgave_weight") }}
    where deelopgave_id is not null
),

counted as (
    select
        opgave_id,
        deelopgave_id,
        code_system,
        edition,
        case
            when code_level is null then 'alle'
            when code_level = 'division' then 'twee cijfers'
            else 'drie of vier cijfers'
        end as code_level,
        delineation,
        count(distinct code) as codes
    from scopes
    group by all
),

reasons as (
    select opgave_id, code_system, edition, code_level, delineation, reason_nl from {{ ref("opgave_without_code") }}
)

select
    opgaven.opgave_id,
    opgaven.deelopgave_id,
    systems.code_system,
    systems.edition,
    systems.code_level,
    delineations.delineation,
    coalesce(counted.codes, 0) as codes,
    case
        when counted.codes is null and reasons.reason_nl is not null then 'niet af te bakenen: ' || reasons.reason_nl
        when too_fine.codes_nl is not null then
            'niet af te bakenen: ' || too_fine.codes_nl || ' zijn fijner dan de afdelingen die de bron kent; '
            || 'zonder die codes ging een deel door voor het geheel'
        when counted.codes is not null then null
        when opgaven.deelopgave_id is not null then 'niet af te bakenen: dit deel van de opgave heeft hier geen eigen codes'
        -- of kern and breed the seed tells why; a delineation of one's own has the codes that its maker gave it
        when delineations.delineation in ('kern', 'breed') then null
        else 'niet af te bakenen: de eigen afbakening ' || delineations.delineation || ' geeft hier geen codes'
    end as reason_nl,
    caveats.caveat_nl
from opgaven
cross join systems
cross join delineations
left join counted
    on counted.opgave_id = opgaven.opgave_id
    and counted.deelopgave_id is not distinct from opgaven.deelopgave_id
    and counted.code_system = systems.code_system
    and counted.edition = systems.edition
    and counted.code_level = systems.code_level
    and counted.delineation = delineations.delineation
left join {{ ref("int_industry_too_fine") }} as too_fine
    on too_fine.opgave_id = opgaven.opgave_id
    and too_fine.deelopgave_id is not distinct from opgaven.deelopgave_id
    and too_fine.delineation = delineations.delineation
    and systems.code_level = 'twee cijfers'
left join reasons
    on opgaven.deelopgave_id is null
    and reasons.opgave_id = opgaven.opgave_id
    and reasons.code_system = systems.code_system
    and reasons.edition = systems.edition
    and reasons.code_level = systems.code_level
    and reasons.delineation = delineations.delineation
left join {{ ref("opgave_caveat") }} as caveats
    on opgaven.deelopgave_id is null
    and caveats.opgave_id = opgaven.opgave_id
    and caveats.code_system = systems.code_system
    and caveats.delineation = delineations.delineation
where
    opgaven.deelopgave_id is null
    or exists (
        select 1
        from scopes
        where scopes.opgave_id = opgaven.opgave_id
            and scopes.deelopgave_id = opgaven.deelopgave_id
            and scopes.code_system = systems.code_system
            and scopes.edition = systems.edition
            and scopes.delineation = delineations.delineation
    )
