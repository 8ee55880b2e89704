-- Which part of a programme serves an opgave, its deelopgaven together. A programme serves an opgave in a delineation
-- either by its name or by its field, so it has one method there.
select
    opgave_id, delineation, code_system, programme_code, method,
    {{ weight_of_code("programmes") }}
from {{ ref("int_programme_opgave") }} as programmes
group by opgave_id, delineation, code_system, programme_code, method
