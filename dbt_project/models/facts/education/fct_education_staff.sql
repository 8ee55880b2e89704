-- Who works in schools, by sector and function. Teachers and school leaders of primary, secondary and vocational education
-- are the opgave onderwijs, as the strategy names it: DUO counts them as such, so no crosswalk comes between.
with staff as (
    select
        *,
        {{ bound_lower("fte", "rounding_half") }} as fte_lower,
        {{ bound_upper("fte", "rounding_half") }} as fte_upper
    from {{ ref("int_education_staff") }}
),

-- the opgave and its deelopgave: leaders are one of their own, teachers that of their sector
named as (
    select
        'onderwijs' as opgave_id,
        delineations.delineation,
        case
            when staff_function = 'leidinggevende' then 'schoolleiders'
            when school_sector in ('basisonderwijs', 'speciaal_onderwijs') then 'po'
            when school_sector = 'voortgezet_onderwijs' then 'vo'
            when school_sector = 'mbo' then 'mbo'
        end as deelopgave_id,
        staff.*
    from staff
    cross join (
        select distinct delineation from {{ ref("opgave_weight") }} where opgave_id = 'onderwijs'
    ) as delineations
    where staff_function in ('leraar', 'leidinggevende')
),

together as (
    select * from named
    union all by name
    select 'nederland' as opgave_id, 'nvt' as delineation, cast(null as varchar) as deelopgave_id, staff.* from staff
)

select
    together.opgave_id,
    together.delineation,
    together.deelopgave_id,
    together.school_sector,
    together.staff_function,
    together.year,
    together.fte,
    {{ rounded("fte_lower", 1) }} as fte_lower,
    {{ rounded("fte_upper", 1) }} as fte_upper,
    {{ interval_of("together", "fte", digits=1) }},
    'fte' as unit,
    together.pupils,
    case when staff_function = 'leraar' then {{ rounded("pupils / nullif(fte, 0)", 2) }} end as pupils_per_fte,
    together.institutions,
    together.institutions_without,
    'observed' as method,
    'unknown' as status,
    together.dataset_id,
    'Voltijdbanen op 1 oktober, geen personen; vervangers tellen niet mee. Wie een leraarschaal heeft telt als leraar, wat hij '
    || 'ook doet. Alleen instellingen die leverden: een daling kan een ontbrekende levering zijn (institutions).'
    || case
        when opgave_id = 'nederland' and staff_function in ('leraar', 'leidinggevende')
            then ' Per opgave staan leraren en leidinggevenden bij onderwijs.'
        when opgave_id = 'nederland' then ' Geen deel van een opgave: de strategie noemt leraren en schoolleiders.'
        else ''
    end as caveat_nl
from together
{{ survey_join("together.dataset_id", "together.staff_function", "'year'") }}
