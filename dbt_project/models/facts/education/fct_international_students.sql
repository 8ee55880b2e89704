-- hbo and wo apart, where CBS tells them apart: the figure of higher education as a whole would be a total beside its
-- parts. Within a breakdown it is one or the other.
select
    study_year,
    education_sector,
    breakdown,
    field_code,
    field_nl,
    phase,
    origin,
    origin_nl,
    'students' as counted_as,
    students,
    students_lower,
    students_upper,
    students_lower as total_lower,
    students_upper as total_upper,
    all_students,
    {{ rounded("students / nullif(all_students, 0) * 100", 2) }} as share_pct,
    case
        when breakdown = 'herkomst' then 'Werelddeel van de nationaliteit, zoals CBS het noemt (zie origin_nl).'
        when breakdown = 'nationaliteit' then 'De nationaliteiten die CBS apart noemt; samen zijn zij niet iedereen.'
        when breakdown = 'eerstejaars' then 'Deel van de studenten, voor het eerst in het hoger onderwijs.'
        else 'Studenten met een andere nationaliteit en een vooropleiding buiten Nederland, ingeschreven op 1 oktober. '
            || 'Wie in hbo en wo tegelijk studeert telt in beide.'
    end || case when education_sector = 'ho' then ' Hbo en wo samen: CBS deelt dit daar niet naar in.' else '' end
        as caveat_nl,
    status,
    dataset_id
from {{ ref("int_international_students") }}
where education_sector in ('hbo', 'wo') or breakdown in ('herkomst', 'nationaliteit')
