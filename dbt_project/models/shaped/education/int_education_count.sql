-- Every cell of every per-programme file, as the file tells it: a hidden count is empty. Only per-programme files stand here:
-- the crosstabs by sex and by form of the same DUO package count the same people again.
-- Files of before November 2023 tell small counts that DUO hides today. No mart reads this model: what may be told of it
-- stands in int_education_cell and int_education_gender.
{% set files = [
    "stg_duo__gediplomeerden_hbo_2019",
    "stg_duo__gediplomeerden_wo_2019",
    "stg_duo__eerstejaars_hbo_2019",
    "stg_duo__eerstejaars_wo_2019",
    "stg_duo__mbo_studenten_2019",
    "stg_duo__p04hogdipl_hbo",
    "stg_duo__p04hogdipl_wo",
    "stg_duo__p02ho1ejrs_hbo",
    "stg_duo__p02ho1ejrs_wo",
    "stg_duo__p01hoinges_hbo",
    "stg_duo__p01hoinges_wo",
    "stg_duo__p03hoinschr_hbo",
    "stg_duo__p03hoinschr_wo",
    "stg_duo__gediplomeerde_mbo_studenten",
    "stg_duo__mbo_studenten_per_instelling",
] %}
{% for file in files %}
select
    dataset_id, snapshot_id, study_year, education_sector, measure, institution_code, place, province, main_sector,
    main_group, code_system, programme_code, programme_name, level, learning_path, path_told, gender,
    persons, persons_lower, persons_upper, is_suppressed, status
from {{ ref(file) }}
{{ "union all" if not loop.last }}
{% endfor %}
