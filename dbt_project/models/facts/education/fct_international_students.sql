-- hbo and wo apart: the figure of higher education as a whole would be a total beside its parts.
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
    all_students,
    {{ rounded("students / nullif(all_students, 0) * 100", 2) }} as share_pct,
    case
        when breakdown = 'herkomst' then 'Herkomst zoals CBS die hier noemt (zie origin_nl); waar CBS de EU noemt, vallen IJsland, '
            || 'Liechtenstein, Noorwegen en Zwitserland buiten de EU.'
        when breakdown = 'nationaliteit' then 'De nationaliteiten die CBS apart noemt; samen zijn zij niet iedereen.'
        when breakdown = 'eerstejaars' then 'Deel van de studenten, voor het eerst in het hoger onderwijs.'
        else 'Studenten met een andere nationaliteit en een vooropleiding buiten Nederland, ingeschreven op 1 oktober. '
            || 'Wie in hbo en wo tegelijk studeert telt in beide.'
    end as caveat_nl,
    status,
    dataset_id
from {{ ref("int_international_students") }}
where education_sector in ('hbo', 'wo')
