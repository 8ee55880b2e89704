-- The funded programmes of higher education, present and future, and what is offered of them: a row per programme or variant
-- and per place where it is offered. A row without a provider offers nothing. A variant has the code of its programme
-- beside it, and a name of its own.
with source as (
    select * from {{ source("raw", "duo__ho_opleidingsoverzicht") }}
),

renamed as (
    select
        _snapshot_id as snapshot_id,
        nullif(trim(ONDERWIJSAANBIEDERID), '') as institution_id,
        {{ plain("SOORT") }} = 'variant' as is_variant,
        lpad(nullif(trim(coalesce(nullif(trim(ERKENDEOPLEIDINGSCODE), ''), VARIANT_VAN)), ''), 5, '0') as programme_code,
        NAAM_LANG as programme_name,
        {{ education_level("NIVEAU") }} as level,
        lower(left(NIVEAU, strpos(NIVEAU, '-') - 1)) as education_sector,
        -- the file left ISCED out in August 2026 and lost leading zeros before that: see the crosswalk croho_isced
        VORM as form,
        {{ iso_day("BEGINDATUM") }} as valid_from,
        {{ iso_day("EINDDATUM") }} as valid_to,
        nullif(trim(AANGEBODEN_OPLEIDINGCODE), '') is not null as is_offer,
        {{ iso_day("AANGEBODEN_OPLEIDING_BEGINDATUM") }} as offered_from,
        {{ iso_day("AANGEBODEN_OPLEIDING_EINDDATUM") }} as offered_to
    from source
)

select * from renamed where programme_code is not null
