-- A row per record of a recognition: programme, institution, location, form, and the days between which the record held.
-- Since September 2026 the file holds every record there ever was: only those in force on the day on which it was fetched
-- tell the present. ISCED is left out, see the crosswalk croho_isced. The date after which nobody may begin ends a
-- recognition for whoever wants to study.
with source as (
    select * from {{ source("raw", "duo__overzicht_erkenningen_ho") }}
),

renamed as (
    select
        _snapshot_id as snapshot_id,
        INSTELLINGSCODE as institution_code,
        lpad(trim(ERKENDEOPLEIDINGSCODE), 5, '0') as programme_code,
        OPLEIDINGSEENHEID_NAAM as programme_name,
        {{ education_level("NIVEAU") }} as level,
        {{ croho_onderdeel("ONDERDEEL") }} as main_sector,
        {{ plain_or_null("BEKOSTIGINGSCODE") }} as funding_code,
        cast({{ duo_funding_code(plain_or_null("BEKOSTIGINGSCODE")) }} as boolean) as is_funded,
        {{ iso_day("INSTROOM_EINDDATUM") }} as last_intake,
        {{ iso_day("ACCREDITATIE_VERVALDATUM") }} as accredited_to,
        {{ iso_day("BEGINDATUM_RECORD") }} as record_from,
        {{ iso_day("EINDDATUM_RECORD") }} as record_to,
        {{ duo_record_status_code(plain_or_null("STATUS")) }} = 'in_force'
        and {{ in_force("record_from", "record_to", "duo__overzicht_erkenningen_ho") }} as is_in_force
    from source
    where regexp_full_match(trim(ERKENDEOPLEIDINGSCODE), '[0-9]{4,5}')
)

select * from renamed
