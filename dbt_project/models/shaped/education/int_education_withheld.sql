-- Of the files of before November 2023, which tell every count: what may be told today. A cell that DUO would hide now is 1
-- to 4 here, with its share of a pool of at least five such cells, whose total is told. `docs/disclosure.md` is the policy.
-- DUO hides higher education per institution, place, programme and level, and tells no form of it; of mbo it hides each leerweg
-- and sex by itself. A form of 1 to 4 students beside a larger one is hidden too, and told is what the larger leaves.
{# what DUO tells the total of elsewhere: higher education by sex and by form, mbo per sectorkamer #}
{% set stratum = "dataset_id, study_year, level, main_sector, case when education_sector = 'mbo' then main_group end,
    case when education_sector = 'mbo' then learning_path else institution_code end" -%}
{% set year = ["dataset_id", "study_year", "is_alone"] -%}
{% set whole = "dataset_id, study_year, institution_code, place, code_system, programme_code, level, apart" -%}
with told as (
    select counted.*
    from {{ ref("int_education_count") }} as counted
    inner join {{ ref("dataset_scope") }} as scope using (dataset_id)
    where scope.suppression = 'geen'
),

pieces as (
    select
        dataset_id, snapshot_id, study_year, told.education_sector, told.measure, institution_code, place, province,
        main_sector, main_group, code_system, programme_code, programme_name, level, learning_path,
        case when told.education_sector = 'mbo' then gender end as gender,
        case when told.education_sector = 'mbo' then path_told || '|' || gender end as apart,
        cast(sum(persons) as bigint) as persons
    from told
    group by all
),

{{ small_pieces("pieces", whole, "learning_path", stratum) }},

{{ pooled("hidden", [
    ("programme", hidden_kind(["gender", "beside", "main_sector", "programme_code"]), []),
    ("sector", hidden_kind(["gender", "beside", "main_sector"]), [hidden_kind(["gender", "main_sector"])]),
    ("country", hidden_kind(["gender", "beside"]), [hidden_kind(["main_sector"]), hidden_kind(["gender"])]),
    ("form", hidden_kind(["gender"]), []),
    ("year", year, [hidden_kind(), year]),
]) }},

{{ shares(
    "hidden_pooled",
    total="sum(persons) over (partition by pool)",
    lone="coalesce(sum(persons) filter (is_lone) over (partition by pool), 0)",
    order=whole ~ ", learning_path",
    balance=year | join(", "),
) }},

{{ pieces_told(
    whole,
    programme=["programme"],
    country=["programme", "sector", "country", "form"],
    rest=["programme", "sector", "country"],
) }}

select * exclude (is_hidden) from pieces_told
