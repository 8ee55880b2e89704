with source as (
    select * from {{ source("raw", "duo__ho_opleidingsoverzicht") }}
),

renamed as (
    select
        _snapshot_id as snapshot_id,
        ONDERWIJSBESTUURID as institution_id,
        SOORT as kind,
        lpad(trim(ERKENDEOPLEIDINGSCODE), 5, '0') as programme_code,
        NAAM_LANG as programme_name,
        {{ education_level("NIVEAU") }} as level,
        lower(left(NIVEAU, strpos(NIVEAU, '-') - 1)) as education_sector,
        -- the file left ISCED out in August 2026 and lost leading zeros before that: see the crosswalk croho_isced
        VORM as form,
        try_cast(BEGINDATUM as date) as valid_from,
        try_cast(EINDDATUM as date) as valid_to
    from source
    where trim(ERKENDEOPLEIDINGSCODE) <> ''
)

select * from renamed
