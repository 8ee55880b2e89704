-- What DUO's registers said of a programme on the day they were fetched. Empty where the register that would tell is not
-- there (or does not tell of that kind of education); false where it is there and does not have the programme.
with recognised as (
    select
        programme_code as code,
        string_agg(distinct funding_code, ', ' order by funding_code) as funding_code,
        bool_or(is_funded) as is_funded,
        bool_or(last_intake is null or last_intake >= {{ register_day("duo__overzicht_erkenningen_ho") }}) as is_open,
        max(accredited_to) as accredited_to
    from {{ ref("stg_duo__overzicht_erkenningen_ho") }}
    where is_in_force
    group by programme_code
),

-- the overview of higher education lists what is funded, offered or not
listed as (
    select distinct programme_code as code
    from {{ ref("stg_duo__ho_opleidingsoverzicht") }}
    where {{ in_force("valid_from", "valid_to", "duo__ho_opleidingsoverzicht") }}
),

offered as (
    select 'CROHO' as code_system, programme_code as code, count(distinct institution_id) as institutions
    from {{ ref("stg_duo__ho_opleidingsoverzicht") }}
    where is_offer
        and {{ in_force("valid_from", "valid_to", "duo__ho_opleidingsoverzicht") }}
        and {{ in_force("offered_from", "offered_to", "duo__ho_opleidingsoverzicht") }}
    group by programme_code
    union all
    select 'CREBO', programme_code, count(distinct institution_id)
    from {{ ref("stg_duo__mbo_opleidingsaanbod") }}
    group by programme_code
),

loaded as (
    select
        (select count(*) from {{ ref("stg_duo__overzicht_erkenningen_ho") }}) > 0 as has_recognised,
        (select count(*) from {{ ref("stg_duo__ho_opleidingsoverzicht") }}) > 0 as has_offer_ho,
        (select count(*) from {{ ref("stg_duo__mbo_opleidingsaanbod") }}) > 0 as has_offer_mbo
)

select
    programme.code_system,
    programme.code,
    case when programme.code_system = 'CROHO' and loaded.has_recognised then recognised.code is not null end
        as is_recognised,
    case when programme.code_system = 'CROHO' and loaded.has_recognised then coalesce(recognised.is_open, false) end
        as is_open_for_intake,
    case
        when programme.code_system = 'CROHO' and loaded.has_offer_ho then offered.code is not null
        when programme.code_system = 'CREBO' and loaded.has_offer_mbo then offered.code is not null
    end as is_offered,
    -- the register of recognitions says it, and where that is not there, the overview of what is funded; none does of mbo
    case
        when programme.code_system = 'CROHO' and loaded.has_recognised then coalesce(recognised.is_funded, false)
        when programme.code_system = 'CROHO' and loaded.has_offer_ho then listed.code is not null
    end as is_funded,
    offered.institutions,
    recognised.funding_code,
    recognised.accredited_to
from {{ ref("int_programme") }} as programme
cross join loaded
left join recognised on programme.code_system = 'CROHO' and programme.code = recognised.code
left join listed on programme.code_system = 'CROHO' and programme.code = listed.code
left join offered on programme.code_system = offered.code_system and programme.code = offered.code
