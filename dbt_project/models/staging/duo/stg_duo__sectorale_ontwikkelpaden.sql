-- A path may be formal (a programme with a recognised code) or not; the code is a CREBO in the system of mbo, a CROHO
-- (which DUO calls ISAT) in that of higher education. Of a trainer only that there is one: a number of the trade register
-- may be a person's.
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
        {{ plain_or_null("TYPE_OPLEIDING") }} as programme_kind,
        {{ plain_or_null("OPLEIDINGSSTELSEL") }} as education_system,
        nullif(repeat('0', 5 - length(trim(ERKENDEOPLEIDINGSCODE))) || trim(ERKENDEOPLEIDINGSCODE), '00000') as programme_code,
        -- a keuzedeel (K0001) is in the system of mbo too, but is no programme
        case
            when regexp_full_match(programme_code, '[0-9]{5}')
                then {{ duo_code_system_code(plain_or_null("OPLEIDINGSSTELSEL")) }}
        end as code_system,
        nullif(trim(OPLEIDINGSEENHEIDCODE), '') as programme_unit_code,
        {{ learning_paths("LEERWEG") }} as learning_path,
        {{ learning_paths("VORM") }} as form,
        {{ yes_or_no("SUBSIDIABEL_SLIMREGELING") }} as is_slim_eligible,
        {{ percentage("SUBSIDIABEL_SLIMREGELING") }} as slim_pct,
        {{ iso_day("INGANGSDATUM_ONTWIKKELPAD") }} as valid_from,
        {{ iso_day("EINDDATUM_ONTWIKKELPAD") }} as valid_to
    from source
)

select * from renamed
