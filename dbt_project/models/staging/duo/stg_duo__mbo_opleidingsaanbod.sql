-- What an institution offers now, a row per unit, learning path and location. A unit that leads to no diploma (a keuzedeel, a
-- part of a qualification) is no programme, whatever its code. Codes of the system LANDBOUW are of the series of CREBO.
with source as (
    select * from {{ source("raw", "duo__mbo_opleidingsaanbod") }}
),

renamed as (
    select
        _snapshot_id as snapshot_id,
        ONDERWIJSAANBIEDERID as institution_id,
        lpad(trim(ERKENDEOPLEIDINGSCODE), 5, '0') as programme_code,
        OPLEIDINGSEENHEID_NAAM as programme_name,
        nullif(trim(KWALIFICATIEDOSSIER), '') as dossier,
        nullif(trim(DOMEIN), '') as main_group,
        {{ education_level("MBONIVEAU") }} as level
    from source
    where trim(OPLEIDINGSEENHEID_TYPE) in ('MBOKWALIFICATIE', 'MBOKWALIFICATIEDOSSIER', 'MBODOMEIN')
        and regexp_full_match(trim(ERKENDEOPLEIDINGSCODE), '[0-9]{4,5}')
)

select * from renamed
