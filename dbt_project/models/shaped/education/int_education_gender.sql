-- Men and women in higher education per programme, of the files of before November 2023 that tell them: the only files
-- that do. A sex of 1 to 4 beside a larger one is hidden, and the larger told as what is left; the totals that are told are
-- those of the country. Another cut of the cells of int_education_withheld: the two are never added.
{% set whole = "dataset_id, study_year, institution_code, place, code_system, programme_code, level" -%}
with told as (
    select counted.*
    from {{ ref("int_education_count") }} as counted
    inner join {{ ref("dataset_scope") }} as scope using (dataset_id)
    where scope.suppression = 'geen' and counted.education_sector <> 'mbo'
),

pieces as (
    select
        dataset_id, study_year, told.education_sector, told.measure, institution_code, place, main_sector, code_system,
        programme_code, level, gender, cast(sum(persons) as bigint) as persons
    from told
    group by all
),

{{ small_pieces("pieces", whole, "gender") }},

{{ pooled("hidden", [
    ("country", ["dataset_id", "study_year", "level", "gender", "is_alone", "beside"],
        ["dataset_id", "study_year", "level", "gender", "is_alone"]),
    ("year", ["dataset_id", "study_year", "is_alone"], ["dataset_id", "study_year", "is_alone"]),
]) }},

{{ shares("hidden_pooled", "sum(persons) over (partition by pool)", whole ~ ", gender", "dataset_id, study_year, is_alone") }},

{{ pieces_told(whole, programme=[""], country=["country"], rest=["country"]) }}

select * exclude (is_hidden) from pieces_told
