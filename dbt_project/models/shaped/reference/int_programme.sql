-- Every programme that a list, the register or a count names, once. Code lists go before the registers, and
-- those before the name in a count: a code that is too new for its list still has a name and a row.
with crebo as (
    select
        'CREBO' as code_system,
        code,
        edition,
        name_nl,
        case when level <> '' then 'mbo' || level end as level,
        dossier_code,
        dossier_name,
        sectorkamer,
        hoofdgroep,
        cast(null as varchar) as isced_code,
        cast(null as varchar) as cbs_rubriek,
        'codelijst' as known_from,
        1 as preference
    from {{ ref("crebo") }}
),

croho as (
    select
        'CROHO' as code_system,
        code,
        edition,
        name_nl,
        cast(null as varchar) as level,
        cast(null as varchar) as dossier_code,
        cast(null as varchar) as dossier_name,
        cast(null as varchar) as sectorkamer,
        cast(null as varchar) as hoofdgroep,
        isced_code,
        cbs_rubriek,
        'codelijst' as known_from,
        1 as preference
    from {{ ref("croho_isced") }}
),

-- what a register names: the recognised and the funded programmes of higher education, and what mbo offers; what a
-- programme was once called gives way to what it is called now
registered as (
    select 'CROHO' as code_system, programme_code as code, programme_name, level, true as is_now
    from {{ ref("stg_duo__ho_opleidingsoverzicht") }}
    where not is_variant
    union all
    select 'CROHO', programme_code, programme_name, level, is_in_force from {{ ref("stg_duo__overzicht_erkenningen_ho") }}
    union all
    select 'CREBO', programme_code, programme_name, level, true from {{ ref("stg_duo__mbo_opleidingsaanbod") }}
),

register as (
    select
        code_system,
        code,
        'register' as edition,
        coalesce(min(programme_name) filter (where is_now), min(programme_name)) as name_nl,
        coalesce(min(level) filter (where is_now), min(level)) as level,
        cast(null as varchar) as dossier_code,
        cast(null as varchar) as dossier_name,
        cast(null as varchar) as sectorkamer,
        cast(null as varchar) as hoofdgroep,
        cast(null as varchar) as isced_code,
        cast(null as varchar) as cbs_rubriek,
        'register' as known_from,
        2 as preference
    from registered
    group by code_system, code
),

counted as (
    select
        code_system,
        programme_code as code,
        'waargenomen' as edition,
        min(programme_name) as name_nl,
        min(level) as level,
        cast(null as varchar) as dossier_code,
        cast(null as varchar) as dossier_name,
        cast(null as varchar) as sectorkamer,
        cast(null as varchar) as hoofdgroep,
        cast(null as varchar) as isced_code,
        cast(null as varchar) as cbs_rubriek,
        'waargenomen' as known_from,
        3 as preference
    from {{ ref("int_education_cell") }}
    group by code_system, programme_code
),

named as (
    select * from crebo
    union all
    select * from croho
    union all
    select * from register
    union all
    select * from counted
)

-- one row per code: the best list it stands in, completed with a name and level from a lesser one
select
    code_system,
    code,
    arg_min(edition, preference) as edition,
    arg_min(nullif(name_nl, ''), preference) as name_nl,
    arg_min(level, preference) as level,
    arg_min(dossier_code, preference) as dossier_code,
    arg_min(dossier_name, preference) as dossier_name,
    arg_min(sectorkamer, preference) as sectorkamer,
    arg_min(hoofdgroep, preference) as hoofdgroep,
    arg_min(isced_code, preference) as isced_code,
    arg_min(cbs_rubriek, preference) as cbs_rubriek,
    arg_min(known_from, preference) as known_from
from named
group by code_system, code
