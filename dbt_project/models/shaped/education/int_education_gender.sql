-- Men and women in higher education per programme, of the files of before November 2023 that tell them: the only files
-- that do. A sex of 1 to 4 beside a larger one is hidden, and the larger told as what is left; the totals that are told are
-- those of the country. Of what sex the students of a hidden cell are is not told at all: it is split as the visible students
-- of its level and main sector are (where there are none: unknown). Another cut of the cells of int_education_withheld: the
-- two are never added.
{% set whole = "dataset_id, study_year, institution_code, place, code_system, programme_code, level" -%}
{% set year = ["dataset_id", "study_year", "is_alone"] -%}
with told as (
    select counted.*
    from {{ ref("int_education_count") }} as counted
    inner join {{ ref("dataset_scope") }} as scope using (dataset_id)
    where scope.suppression = 'geen' and counted.education_sector <> 'mbo'
),

wholes as (
    select
        dataset_id, study_year, told.education_sector, told.measure, institution_code, place, main_sector, code_system,
        programme_code, level, gender, cast(sum(persons) as bigint) as persons
    from told
    group by all
),

pieces as (
    select * from wholes
    qualify sum(persons) over (partition by {{ whole }}) > 4
),

{{ small_pieces("pieces", whole, "gender", "dataset_id") }},

{{ pooled("hidden", [
    ("country", year + ["level", "gender", "beside"], []),
    ("year", year, [year + ["level"], year]),
]) }},

{{ shares("hidden_pooled", "sum(persons) over (partition by pool)", whole ~ ", gender", balance=year | join(", ")) }},

{{ pieces_told(whole, programme=[""], country=["country"], rest=["country"]) }},

split as (
    select dataset_id, study_year, main_sector, level, gender, sum(persons) as persons
    from pieces
    where persons > 4
    group by all
),

hidden_wholes as (
    select {{ whole }}, education_sector, measure, main_sector
    from wholes
    group by all
    having sum(persons) between 1 and 4
),

-- what the cell is told as in int_education_withheld, all forms together
whole_told as (
    select {{ whole }}, sum(estimate) as estimate
    from {{ ref("int_education_withheld") }}
    where is_withheld
    group by {{ whole }}
)

select
    {{ whole }}, education_sector, measure, main_sector, gender, estimate, cell_lower, cell_upper, country_lower,
    country_upper
from pieces_told
union all
select
    {{ whole }}, education_sector, measure, main_sector, coalesce(split.gender, 'onbekend'),
    least(whole_told.estimate, 4) * coalesce(split.persons / sum(split.persons) over (partition by {{ whole }}), 1),
    0, 4, 0, 4
from hidden_wholes
inner join whole_told using ({{ whole }})
left join split using (dataset_id, study_year, main_sector, level)
