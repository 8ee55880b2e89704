-- A row per qualification, learning path and location that an institution offers now.
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
        case when regexp_matches(MBONIVEAU, '[1-4]') then 'mbo' || regexp_extract(MBONIVEAU, '[1-4]') end as level,
        nullif({{ plain("LEERTRAJECT") }}, '') as learning_path
    from source
    where regexp_full_match(trim(ERKENDEOPLEIDINGSCODE), '[0-9]{4,5}')
)

select * from renamed
