-- A path may be formal (a programme with a recognised code) or not; the code is a CREBO in the system of mbo, a CROHO in
-- that of higher education. Of a trainer only that there is one: a number of the trade register may be a person's.
with source as (
    select * from {{ source("raw", "duo__sectorale_ontwikkelpaden") }}
),

renamed as (
    select
        'duo__sectorale_ontwikkelpaden' as dataset_id,
        _snapshot_id as snapshot_id,
        trim(BRANCHE_NAAM) as branch_nl,
        nullif(trim(FUNCTIE_TITEL), '') as job_nl,
        nullif(trim(SPECIALISATIE_TITEL), '') as specialisation_nl,
        nullif({{ plain("TYPE_OPLEIDING") }}, '') as programme_kind,
        nullif({{ plain("OPLEIDINGSSTELSEL") }}, '') as education_system,
        case
            when not regexp_full_match(coalesce(trim(ERKENDEOPLEIDINGSCODE), ''), '[0-9]{4,5}') then null
            when {{ plain("OPLEIDINGSSTELSEL") }} like '%mbo%' then 'CREBO'
            when regexp_matches({{ plain("OPLEIDINGSSTELSEL") }}, '(ho|hbo|wo)$') then 'CROHO'
        end as code_system,
        lpad(nullif(trim(ERKENDEOPLEIDINGSCODE), ''), 5, '0') as programme_code,
        nullif(trim(OPLEIDINGSEENHEIDCODE), '') as programme_unit_code,
        nullif({{ plain("LEERWEG") }}, '') as learning_path,
        nullif({{ plain("VORM") }}, '') as form,
        {{ yes_or_no("SUBSIDIABEL_SLIMREGELING") }} as is_slim_eligible,
        try_cast(left(trim(INGANGSDATUM_ONTWIKKELPAD), 10) as date) as valid_from,
        try_cast(left(trim(EINDDATUM_ONTWIKKELPAD), 10) as date) as valid_to
    from source
)

select * from renamed
