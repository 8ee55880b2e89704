with source as (
    select
        *,
        -- seen "0111", "111.0" and "00111": strip, then pad; 999999 is the total
        case
            when regexp_full_match(trim(waarde), '999999([.]0)?') then '999999'
            else lpad(ltrim(regexp_replace(trim(waarde), '\.0$', ''), '0'), 4, '0')
        end as code,
        -- which of the two columns holds the subject is not documented
        {{ roa_subject_cell() }} as subject,
        {{ roa_subject_of_row() }} as measure
    from {{ source("raw", "roa__ais_2030") }}
),

renamed as (
    select
        'roa__ais_2030' as dataset_id,
        _snapshot_id as snapshot_id,

        trim(regionaam) as region,
        trim(aggregatieniveau) as aggregation_level,
        trim(thema) as theme,
        nullif(code, '999999') as brc_code,
        {{ brc_edition("code") }} as brc_edition,
        code = '999999' as is_total,

        subject,
        measure,
        nullif(trim(typering), '') as class_nl,
        {{ dutch_decimal("indicator") }} as indicator,
        {{ dutch_decimal("aantal") }} as persons,
        {{ dutch_decimal("totaal6jrperc") }} as share_pct,

        -- the quarter or the horizon stands inside the subject: "(2026Q1)", "tot 2030"
        cast(nullif(regexp_extract(subject, '(20[0-9]{2})\D*(Q[1-4]\))?$', 1), '') as integer) as period_year,
        cast(nullif(regexp_extract(subject, '\(20[0-9]{2}Q([1-4])\)', 1), '') as integer) as period_quarter,
        trim(versie) as version
    from source
)

select * from renamed
