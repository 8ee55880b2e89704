-- Staff of schools by sector and function (fte), the sum of all institutions that delivered. Each is rounded to a tenth,
-- so the sum lies within half a tenth for every institution. An institution without a figure for one function has it
-- in none: then it is left out of all, and counted as such.
with staff as (
    select
        *,
        fte_total is not null and fte_teachers is not null and fte_managers is not null and fte_trainees is not null
        and fte_support is not null and fte_unknown is not null as is_told
    from {{ ref("stg_duo__functiemix_instellingen") }}
),

long as (
    {% for column, code in [
        ("fte_teachers", "leraar"), ("fte_managers", "leidinggevende"), ("fte_trainees", "leraar_in_opleiding"),
        ("fte_support", "ondersteunend"), ("fte_unknown", "onbekend"), ("fte_total", "totaal")
    ] -%}
    select
        dataset_id, school_sector, year, '{{ code }}' as staff_function, {{ column }} as fte, pupils, is_told
    from staff
    {{ "union all" if not loop.last }}
    {% endfor %}
)

select
    dataset_id,
    school_sector,
    year,
    staff_function,
    {{ rounded("sum(fte) filter (where is_told)", 1) }} as fte,
    0.05 * count(*) filter (where is_told) as rounding_half,
    {{ rounded("sum(pupils) filter (where is_told)", 0) }} as pupils,
    count(*) filter (where is_told) as institutions,
    count(*) filter (where not is_told) as institutions_without
from long
group by dataset_id, school_sector, year, staff_function
having count(*) filter (where is_told) > 0
