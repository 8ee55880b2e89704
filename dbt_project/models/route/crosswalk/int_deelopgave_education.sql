-- Students and graduates per deelopgave: its programmes, each times its weight, all levels and learning paths together.
with weights as (
    select *, {{ no_moments() }} from {{ ref("int_programme_opgave") }} where deelopgave_id is not null
),

programmes as (
    select
        dataset_id, study_year, education_sector, measure, code_system as classification, programme_code, is_complete,
        sum(persons) as value, sum(persons_lower) as value_lower, sum(persons_upper) as value_upper,
        {{ least_certain_of_all("status") }} as status
    from {{ ref("int_education_candidate") }}
    where is_chosen
    group by all
),

carried as (
    {{ per_opgave(
        "weights", "programmes",
        by=["opgave_id", "deelopgave_id", "delineation"],
        on={"code_system": "classification", "programme_code": "programme_code"},
        keys=["dataset_id", "study_year", "education_sector", "measure", "classification", "is_complete"],
        count="value",
        half=none,
        digits=6,
        absent="zero",
        carry=["method"],
        same_weight="weight_code",
        also={"method": "case when bool_or(part.method = 'via_field') then 'via_field' else 'via_programme' end"},
    ) }}
)

select
    opgave_id,
    deelopgave_id,
    delineation,
    classification,
    cast(null as varchar) as edition,
    measure,
    education_sector as population,
    make_date(study_year, 8, 1) as period_start,
    'study_year' as frequency,
    value,
    value_lower,
    value_upper,
    {{ route_columns() }},
    'personen' as unit,
    method,
    codes,
    status,
    case
        when not is_complete then 'Het bestand bevat dat jaar niet alle hoofdsectoren: een deel kan ontbreken.'
    end as caveat_nl,
    dataset_id
from carried
