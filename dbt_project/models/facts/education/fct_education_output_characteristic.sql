-- Per opgave from the file per programme that publishes the figure, where it tells the characteristic; nationally from the
-- file that tells it best, a crosstab without programmes included.
with cells as (
    select * from {{ ref("int_education_characteristic") }}
),

published as (
    select dataset_id, education_sector, measure, study_year, is_complete, caveat_nl
    from {{ ref("int_education_source_choice") }}
    where is_chosen
),

programmes as (
    select cells.*, published.is_complete, published.caveat_nl
    from cells
    inner join published using (dataset_id, education_sector, measure, study_year)
),

opgaven as (
    {{ per_opgave(
        ref("int_programme_weight"), "programmes",
        by=["opgave_id", "delineation", "method"],
        on={"code_system": "code_system", "programme_code": "programme_code"},
        keys=[
            "dataset_id", "study_year", "education_sector", "level", "measure", "characteristic", "category", "is_complete",
            "caveat_nl",
        ],
        count="persons",
        half=none,
        digits=2,
        absent="zero",
        also={"is_estimate": "bool_or(part.persons_lower < part.persons_upper or part.weight < 1)"},
    ) }}
),

nederland as (
    select
        'nederland' as opgave_id,
        'nvt' as delineation,
        cells.study_year,
        cells.education_sector,
        cells.level,
        cells.measure,
        cells.characteristic,
        cells.category,
        'observed' as method,
        cast(sum(cells.persons) as decimal(18, 2)) as persons,
        cast(sum(cells.country_lower) as decimal(18, 2)) as persons_lower,
        cast(sum(cells.country_upper) as decimal(18, 2)) as persons_upper,
        bool_or(cells.country_lower < cells.country_upper) as is_estimate,
        choice.is_complete,
        choice.caveat_nl,
        {{ least_certain_of_all("cells.status") }} as status,
        cells.dataset_id,
        {{ no_weights() }}
    from cells
    inner join {{ ref("int_education_characteristic_choice") }} as choice
        using (dataset_id, education_sector, measure, study_year, characteristic)
    where choice.is_chosen and choice.is_complete
    group by all
),

together as (
    select * exclude (codes) from opgaven
    union all by name
    select * from nederland
)

select
    together.opgave_id,
    together.delineation,
    together.study_year,
    together.education_sector,
    together.level,
    together.measure,
    together.characteristic,
    together.category,
    together.method,
    cast(persons as double) as persons,
    cast(persons_lower as double) as persons_lower,
    cast(persons_upper as double) as persons_upper,
    {{ interval_of("together", "persons", method="together.method", digits=2) }},
    together.is_estimate,
    together.is_complete,
    {{ education_unit("measure") }} as unit,
    together.status,
    together.caveat_nl
    || case characteristic
        when 'provincie' then ' Provincie van de instelling, niet van de woonplaats.'
        when 'woonprovincie' then ' Provincie waar de student woont, niet die van de instelling.'
        else ''
    end as caveat_nl,
    together.dataset_id
from together
{{ survey_join("together.dataset_id", "together.measure", "'study_year'") }}
