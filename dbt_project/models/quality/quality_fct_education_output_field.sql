-- Per row, beside the country's bounds of its field: the detailed fields of an opgave lie in their broad field, each
-- rounded by itself. Men and women are everyone, up to the rounding of three numbers.
with output as (
    select * from {{ ref("fct_education_output_field") }}
),

national as (
    select education_sector, measure, study_year, level, field_code, {{ summed("persons_upper", 6) }} as persons_upper
    from output
    where opgave_id = 'nederland'
    group by all
)

select
    output.opgave_id, output.delineation, output.study_year, output.education_sector, output.level, output.measure,
    output.field_code, output.field_nl, output.persons,
    {{ steps_since_previous(
        "output.study_year", "output.opgave_id, output.delineation, output.education_sector, output.measure"
    ) }} as gap,
    case
        when output.opgave_id <> 'nederland' then greatest(output.persons_lower - national.persons_upper, 0)
    end as beyond_field,
    greatest(
        output.persons_men + output.persons_women - output.persons_upper - 10,
        output.persons_lower - 10 - output.persons_men - output.persons_women,
        0
    ) as genders_off
from output
left join national using (education_sector, measure, study_year, level, field_code)
