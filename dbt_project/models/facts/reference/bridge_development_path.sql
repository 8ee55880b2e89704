-- The development paths of the branches, a row per line of the register, with what the crosswalk makes of the programme:
-- branches say which programme leads to which job, the crosswalk says which opgave a programme serves.
with claimed as (
    select
        code_system,
        programme_code,
        string_agg(distinct opgave_id, ', ' order by opgave_id) filter (where delineation = 'kern') as opgaven_kern,
        string_agg(distinct opgave_id, ', ' order by opgave_id) filter (where delineation = 'breed') as opgaven_breed
    from {{ ref("int_programme_opgave") }}
    group by code_system, programme_code
)

select distinct
    path.branch_nl,
    path.job_nl,
    path.specialisation_nl,
    path.programme_kind,
    path.education_system,
    path.code_system,
    path.programme_code,
    programme.name_nl as programme_nl,
    path.programme_unit_code,
    path.learning_path,
    path.form,
    path.is_slim_eligible,
    path.slim_pct,
    path.valid_from,
    path.valid_to,
    claimed.opgaven_kern,
    claimed.opgaven_breed,
    path.dataset_id
from {{ ref("stg_duo__sectorale_ontwikkelpaden") }} as path
left join {{ ref("int_programme") }} as programme
    on path.code_system = programme.code_system and path.programme_code = programme.code
left join claimed on path.code_system = claimed.code_system and path.programme_code = claimed.programme_code
