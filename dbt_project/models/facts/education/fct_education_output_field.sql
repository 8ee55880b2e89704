with opgaven as (
    select
        opgave_id,
        delineation,
        study_year,
        education_sector,
        level,
        measure,
        field_code,
        persons,
        persons_lower,
        persons_upper,
        persons_men,
        persons_women,
        'via_field' as method,
        is_weighted as is_estimate,
        is_complete,
        fields_total,
        fields_published,
        status,
        dataset_id,
        {{ route_columns() }}
    from {{ ref("int_education_field_opgave") }}
),

published as (
    select
        dataset_id,
        study_year,
        education_sector,
        measure,
        level,
        case field_kind when 'broad' then isced_code when 'unknown' then '99' else 'nvt' end as field_code,
        field_kind,
        field_nl,
        status,
        max(persons) filter (where gender = 'totaal') as persons,
        max(persons_lower) filter (where gender = 'totaal') as persons_lower,
        max(persons_upper) filter (where gender = 'totaal') as persons_upper,
        max(cells.persons) filter (where gender = 'man') as persons_men,
        max(cells.persons) filter (where gender = 'vrouw') as persons_women
    from {{ ref("int_cbs_education_cell") }} as cells
    where field_kind in ('broad', 'unknown', 'other')
    group by all
),

parts as (
    select
        *,
        level <> 'totaal' or not bool_or(level <> 'totaal') over (partition by dataset_id, education_sector, measure)
            as is_part,
        bool_or(field_kind = 'broad') over (partition by dataset_id) as has_fields
    from published
    where persons is not null
),

-- the national figure per broad field, as CBS publishes it: the fields together are everyone
nederland as (
    select
        'nederland' as opgave_id,
        'nvt' as delineation,
        study_year,
        education_sector,
        level,
        measure,
        field_code,
        persons,
        persons_lower,
        persons_upper,
        persons_men,
        persons_women,
        'observed' as method,
        false as is_estimate,
        true as is_complete,
        cast(null as bigint) as fields_total,
        cast(null as bigint) as fields_published,
        status,
        dataset_id,
        {{ no_weights() }},
        field_nl
    from parts
    where is_part and (field_kind <> 'other' or not has_fields)
),

broad as (
    select distinct broad_code, broad_nl from {{ ref("isced_f_2013") }}
),

together as (
    select opgaven.*, broad.broad_nl as field_nl
    from opgaven
    left join broad on opgaven.field_code = broad.broad_code
    union all
    select * from nederland
)

select
    together.opgave_id,
    together.delineation,
    together.study_year,
    together.education_sector,
    together.level,
    together.measure,
    together.field_code,
    together.field_nl,
    cast(persons as double) as persons,
    cast(persons_lower as double) as persons_lower,
    cast(persons_upper as double) as persons_upper,
    {{ interval_of("together", "persons", method="together.method", digits=2) }},
    cast(persons_men as double) as persons_men,
    cast(persons_women as double) as persons_women,
    {{ rounded(
        "cast(persons_women as double) / nullif(cast(persons_men + persons_women as double), 0) * 100", 1
    ) }} as women_pct,
    together.method,
    together.is_estimate,
    together.is_complete,
    cast(fields_total as integer) as fields_total,
    cast(fields_published as integer) as fields_published,
    case
        when opgave_id = 'nederland' then 'Landelijk cijfer van CBS per breed vakgebied; elke cel is door CBS afgerond.'
        when education_sector = 'mbo' or measure = 'doctorates'
            then 'Alleen vakgebieden die er geheel bij horen: fijner publiceert CBS hier niet. Wat in andere vakgebieden '
                || 'voor de opgave opleidt is niet af te bakenen en telt niet mee; de opgave is dus groter.'
        else 'Langs het vakgebied (ISCED-F, vier cijfers) maal het gewicht van de kruistabel; opleidingen die bij naam '
            || 'meetellen of erbuiten vallen, zitten hier niet in.'
    end || case when is_complete then '' else ' Niet elk vakgebied heeft dit jaar een cijfer: de som is te laag.' end
        as caveat_nl,
    {{ education_unit("measure") }} as unit,
    together.status,
    together.dataset_id
from together
{{ survey_join("together.dataset_id", "together.measure", "'study_year'") }}
