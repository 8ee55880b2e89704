-- A row per programme and institution; ISCED is left out, see the crosswalk croho_isced. The date after which nobody may
-- begin ends a recognition for whoever wants to study.
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
        nullif(trim(BEKOSTIGINGSCODE), '') as funding_code,
        try_cast(left(trim(INSTROOM_EINDDATUM), 10) as date) as last_intake,
        try_cast(left(trim(ACCREDITATIE_VERVALDATUM), 10) as date) as accredited_to
    from source
    where regexp_full_match(trim(ERKENDEOPLEIDINGSCODE), '[0-9]{4,5}')
)

select * from renamed
