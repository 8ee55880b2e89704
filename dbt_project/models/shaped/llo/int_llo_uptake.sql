-- Participants beside the population they are part of: the cell `totaal` becomes a column of the other cells.
-- Where only the population is published, the row stays, with no participants.
with cells as (
    select * from {{ ref("int_llo_cells") }}
),

populations as (
    select
        dataset_id, year, population_group, breakdown, sex, age, labour_position, education_level, characteristic,
        sbi_code, status, rounding_half,
        persons as population
    from cells
    where form = 'totaal'
),

participants as (
    select
        dataset_id, year, population_group, breakdown, sex, age, labour_position, education_level, characteristic,
        sbi_code, status, rounding_half,
        form,
        persons
    from cells
    where form <> 'totaal'
),

matched as (
    select
        dataset_id,
        year,
        population_group,
        breakdown,
        sex,
        age,
        labour_position,
        education_level,
        characteristic,
        coalesce(participants.sbi_code, populations.sbi_code) as sbi_code,
        coalesce(participants.form, 'deelname') as form,
        participants.persons,
        populations.population,
        coalesce(participants.rounding_half, populations.rounding_half) as rounding_half,
        coalesce(participants.status, populations.status) as status
    from participants
    full join populations
        using (
            dataset_id, year, population_group, breakdown, sex, age, labour_position, education_level, characteristic
        )
)

select * from matched
