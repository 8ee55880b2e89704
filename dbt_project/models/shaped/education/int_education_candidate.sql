-- Persons per programme, level, learning path and onderdeel of the year (mbo: sectorkamer), from every file that tells them,
-- summed over institutions and sexes.
-- Bounds are summed beside the best estimate: persons_* for this programme and whatever is made of it, country_* for sums
-- over all programmes. suppressed_cells are those of which this programme does not tell the sum. is_chosen marks the one
-- file a figure is published from.
-- A combination without persons has no row: DUO leaves zeros out of its CKAN files too.
with programmes as (
    select
        dataset_id,
        study_year,
        education_sector,
        measure,
        code_system,
        programme_code,
        level,
        learning_path,
        coalesce(nullif(cells.main_sector, ''), 'onbekend') as main_sector,
        cast(sum(persons) as decimal(14, 2)) as persons,
        cast(sum(cells.programme_lower) as decimal(14, 2)) as persons_lower,
        cast(sum(cells.programme_upper) as decimal(14, 2)) as persons_upper,
        cast(sum(cells.country_lower) as decimal(14, 2)) as country_lower,
        cast(sum(cells.country_upper) as decimal(14, 2)) as country_upper,
        count(*) filter (where cells.programme_lower < cells.programme_upper) as suppressed_cells,
        {{ weakest_estimation("programme", "cells") }} as estimation,
        {{ weakest_estimation("country", "cells") }} as country_estimation,
        {{ least_certain_of_all("status") }} as status
    from {{ ref("int_education_cell") }} as cells
    group by
        dataset_id, study_year, education_sector, measure, code_system, programme_code, level, learning_path,
        coalesce(nullif(cells.main_sector, ''), 'onbekend')
    having sum(cells.persons_upper) > 0
),

choice as (
    select dataset_id, study_year, education_sector, measure, is_chosen, is_complete, caveat_nl
    from {{ ref("int_education_source_choice") }}
)

select
    programmes.dataset_id,
    programmes.study_year,
    programmes.education_sector,
    programmes.measure,
    programmes.code_system,
    programmes.programme_code,
    programmes.level,
    programmes.learning_path,
    programmes.main_sector,
    programmes.persons,
    programmes.persons_lower,
    programmes.persons_upper,
    programmes.country_lower,
    programmes.country_upper,
    programmes.suppressed_cells,
    programmes.estimation,
    programmes.country_estimation,
    choice.is_chosen,
    choice.is_complete,
    choice.caveat_nl,
    programmes.status
from programmes
inner join choice
    on programmes.dataset_id = choice.dataset_id
    and programmes.study_year = choice.study_year
    and programmes.education_sector = choice.education_sector
    and programmes.measure = choice.measure
