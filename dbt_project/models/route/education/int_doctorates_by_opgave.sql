-- Doctorates (promoties) per opgave in the columns of fct_education_output, with a measure of their own: they are no
-- graduates of a programme, and no total of graduates holds them. The national figure is CBS's own total.
with opgaven as (
    select
        opgave_id,
        delineation,
        study_year,
        method,
        sum(persons) as persons,
        sum(persons_lower) as persons_lower,
        sum(persons_upper) as persons_upper,
        bool_or(is_weighted) as is_estimate,
        bool_and(is_complete) as is_complete,
        {{ least_certain_of_all("status") }} as status,
        dataset_id,
        {{ summed_route("fields.persons") }}
    from {{ ref("int_education_field_opgave") }} as fields
    where measure = 'doctorates'
    group by opgave_id, delineation, study_year, method, dataset_id
),

nederland as (
    select
        'nederland' as opgave_id,
        'nvt' as delineation,
        study_year,
        'observed' as method,
        persons,
        persons_lower,
        persons_upper,
        false as is_estimate,
        true as is_complete,
        status,
        dataset_id,
        {{ no_weights() }}
    from {{ ref("int_cbs_education_cell") }}
    where measure = 'doctorates' and field_kind = 'total' and gender = 'totaal' and persons is not null
),

together as (
    select * from opgaven
    union all by name
    select * from nederland
)

select
    opgave_id,
    delineation,
    study_year,
    'wo' as education_sector,
    'doctorate' as level,
    'onbekend' as learning_path,
    'doctorates' as measure,
    method,
    cast(persons as decimal(18, 2)) as persons,
    cast(persons_lower as decimal(18, 2)) as persons_lower,
    cast(persons_upper as decimal(18, 2)) as persons_upper,
    is_estimate,
    is_complete,
    case
        when opgave_id = 'nederland' then 'Promoties aan universiteiten zoals CBS die telt; afgerond door CBS.'
        else 'Promoties staan alleen onder een opgave waar een vakgebied er geheel bij hoort; promoties in andere '
            || 'vakgebieden zijn niet af te bakenen.'
    end as caveat_nl,
    status,
    dataset_id,
    {{ route_columns() }}
from together
