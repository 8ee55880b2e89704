-- UWV's file with the code of every occupation. Files differ: a row without a code is matched by the occupation's name,
-- in the newest edition of the BRC that has it. A name that no edition knows keeps its row without a code.
with occupation_names as (
    select lower(name_nl) as name_nl, code, edition
    from {{ ref("int_occupation") }} as occupations
    where code_level = 'beroepsgroep'
    qualify row_number() over (partition by lower(occupations.name_nl) order by edition desc) = 1
),

uwv as (
    select * from {{ ref("stg_uwv__spanningsindicator") }}
)

select
    uwv.dataset_id,
    uwv.occupation_name,
    coalesce(uwv.brc_code, occupation_names.code) as brc_code,
    case when uwv.brc_code is null then occupation_names.edition else uwv.brc_edition end as brc_edition,
    uwv.region,
    uwv.period_start,
    uwv.ratio,
    uwv.vacancies,
    uwv.ww_short,
    uwv.class_nl
from uwv
left join occupation_names on occupation_names.name_nl = lower(uwv.occupation_name)
