-- Which part of the bbl students of a sectorkamer is in programmes of an opgave, per study year that is complete: what
-- counts per sectorkamer are read with. A student of a programme that serves two opgaven counts in both.
with students as (
    select
        cells.study_year, cells.main_sector, cells.code_system, cells.programme_code,
        cast(sum(cells.persons) as decimal(14, 1)) as persons
    from {{ ref("int_education_cell") }} as cells
    inner join {{ ref("int_education_source_choice") }} as choice
        using (dataset_id, education_sector, measure, study_year)
    where
        cells.education_sector = 'mbo' and cells.measure = 'enrolled' and cells.learning_path = 'bbl'
        and choice.is_chosen and choice.is_complete
    group by all
),

programmes as (
    select * from {{ ref("int_programme_weight") }} where method = 'via_programme'
),

members as (
    select
        *,
        cast(persons as double) / nullif(cast(sum(persons) over (partition by study_year, main_sector) as double), 0) as share
    from students
)

{{ weights_of_coarser(
    "programmes", "members",
    on=["code_system", "programme_code"],
    code=["study_year", "main_sector"],
    also={"students": "cast(sum(members.persons * weights.weight) as double)"},
) }}
