-- Which part of a programme serves an opgave, its deelopgaven together. A programme serves an opgave in a delineation
-- either by its name or by its field, so it has one method there.
select
    opgave_id, delineation, code_system, programme_code, method,
    -- programmes of one field have one weight, not each their own
    any_value(weight_code) as weight_code,
    {{ weight_of_code("programmes") }}
from {{ ref("int_programme_opgave") }} as programmes
group by opgave_id, delineation, code_system, programme_code, method
