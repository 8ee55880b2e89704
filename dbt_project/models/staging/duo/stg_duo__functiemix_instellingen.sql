with source as (
    select * from {{ source("raw", "duo__functiemix_instellingen") }}
),

renamed as (
    select
        'duo__functiemix_instellingen' as dataset_id,
        _snapshot_id as snapshot_id,
        -- told apart by SCHOOLSOORT of the rows: BAS, SPEC and SBAS, VOS, ROC
        case ONDERWIJSSECTOR
            when '1' then 'basisonderwijs'
            when '2' then 'speciaal_onderwijs'
            when '3' then 'voortgezet_onderwijs'
            when '4' then 'mbo'
        end as school_sector,
        cast(JAAR as integer) as year,
        BRIN_NUMMER as institution_code,
        {{ dutch_decimal("AANTAL_LEERLINGEN") }} as pupils,
        {{ dutch_decimal("OMVANG_FORMATIE_TOTAAL") }} as fte_total,
        {{ dutch_decimal("OMVANG_FORMATIE_OP") }} as fte_teachers,
        {{ dutch_decimal("OMVANG_FORMATIE_MANAGER") }} as fte_managers,
        {{ dutch_decimal("OMVANG_FORMATIE_LIO") }} as fte_trainees,
        {{ dutch_decimal("OMVANG_FORMATIE_OOP_OBP") }} as fte_support,
        {{ dutch_decimal("OMVANG_FORMATIE_ONBEKEND") }} as fte_unknown
    from source
)

select * from renamed
