-- Students and graduates per deelopgave: its programmes, each times its weight, all levels and learning paths together.
with weights as (
    select opgave_id, deelopgave_id, delineation, code_system, programme_code, method, weight
    from {{ ref("int_programme_opgave") }}
    where deelopgave_id is not null
),

programmes as (
    select
        dataset_id, study_year, education_sector, measure, code_system, programme_code, is_complete,
        sum(persons) as persons, sum(persons_lower) as persons_lower, sum(persons_upper) as persons_upper
    from {{ ref("int_education_candidate") }}
    where is_chosen
    group by all
)

select
    weights.opgave_id,
    weights.deelopgave_id,
    weights.delineation,
    programmes.code_system as classification,
    cast(null as varchar) as edition,
    programmes.measure,
    programmes.education_sector as population,
    make_date(programmes.study_year, 8, 1) as period_start,
    'study_year' as frequency,
    cast(sum(programmes.persons * weights.weight) as double) as value,
    cast(sum(programmes.persons_lower * weights.weight) as double) as value_lower,
    cast(sum(programmes.persons_upper * weights.weight) as double) as value_upper,
    'personen' as unit,
    -- the less certain of the two ways
    case when bool_or(weights.method = 'via_field') then 'via_field' else 'via_programme' end as method,
    count(distinct programmes.programme_code) as codes,
    'unknown' as status,
    case
        when not programmes.is_complete
            then 'Het bestand bevat dat jaar niet alle hoofdsectoren: een deel kan ontbreken.'
    end as caveat_nl,
    programmes.dataset_id
from programmes
inner join weights
    on programmes.code_system = weights.code_system and programmes.programme_code = weights.programme_code
group by all
