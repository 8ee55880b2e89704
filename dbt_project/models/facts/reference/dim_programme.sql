with programme as (
    select
        code_system, code, edition, name_nl, level, dossier_code, dossier_name, sectorkamer, hoofdgroep,
        isced_code, cbs_rubriek, known_from
    from {{ ref("int_programme") }}
),

field as (
    select code, name_nl, broad_code, broad_nl from {{ ref("isced_f_2013") }}
)

select
    programme.code,
    programme.code_system,
    programme.edition,
    coalesce(programme.name_nl, programme.code_system || ' ' || programme.code) as name_nl,
    programme.level,
    programme.dossier_code,
    programme.dossier_name,
    programme.hoofdgroep,
    programme.sectorkamer,
    programme.cbs_rubriek,
    programme.isced_code as field_code,
    field.name_nl as field_nl,
    field.broad_code as broad_field_code,
    field.broad_nl as broad_field_nl,
    register.is_recognised,
    register.is_open_for_intake,
    register.is_offered,
    register.is_funded,
    register.institutions,
    register.accredited_to,
    programme.known_from
from programme
left join field on programme.isced_code = field.code
left join {{ ref("int_programme_register") }} as register
    on programme.code_system = register.code_system and programme.code = register.code
