-- Persons per opgave and delineation: the programmes of an opgave, each times its weight. Opgaven overlap and are
-- never summed. Decimals, not floats: the sum is then the same in every build, in whatever order rows come.
with programmes as (
    select
        dataset_id, study_year, education_sector, measure, code_system, programme_code, level, learning_path,
        persons, persons_lower, persons_upper, suppressed_cells, is_complete, caveat_nl
    from {{ ref("int_education_candidate") }}
    where is_chosen
),

weights as (
    select
        opgave_id, delineation, code_system, programme_code, method,
        cast(least(sum(weight), 1) as decimal(5, 4)) as weight
    from {{ ref("int_programme_opgave") }}
    group by opgave_id, delineation, code_system, programme_code, method
)

select
    weights.opgave_id,
    weights.delineation,
    programmes.study_year,
    programmes.education_sector,
    programmes.level,
    programmes.learning_path,
    programmes.measure,
    weights.method,
    cast(sum(programmes.persons * weights.weight) as decimal(18, 2)) as persons,
    cast(sum(cast(programmes.persons_lower as decimal(14, 1)) * weights.weight) as decimal(18, 2)) as persons_lower,
    cast(sum(cast(programmes.persons_upper as decimal(14, 1)) * weights.weight) as decimal(18, 2)) as persons_upper,
    bool_or(programmes.suppressed_cells > 0 or weights.weight < 1) as is_estimate,
    programmes.is_complete,
    programmes.caveat_nl,
    programmes.dataset_id
from programmes
inner join weights
    on programmes.code_system = weights.code_system and programmes.programme_code = weights.programme_code
group by all
