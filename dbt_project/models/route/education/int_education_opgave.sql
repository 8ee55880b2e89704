-- Persons per opgave and delineation: the programmes of an opgave, each times its weight. Opgaven overlap and are
-- never summed.
with programmes as (
    select * from {{ ref("int_education_candidate") }} where is_chosen
)

{{ per_opgave(
    ref("int_programme_weight"), "programmes",
    by=["opgave_id", "delineation", "method"],
    on={"code_system": "code_system", "programme_code": "programme_code"},
    keys=[
        "dataset_id", "study_year", "education_sector", "level", "learning_path", "measure", "is_complete", "caveat_nl"
    ],
    count="persons",
    half=none,
    digits=2,
    same_weight="weight_code",
    absent="zero",
    columns=["suppressed_cells", "estimation"],
    also={
        "is_estimate": "bool_or(part.suppressed_cells > 0 or part.weight < 1)",
        "estimation": weakest_of("part.estimation"),
    },
) }}
