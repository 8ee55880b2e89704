-- One figure, one source, for the national figures by characteristic: the rule of int_education_source_choice, over the
-- files per programme and the crosstabs together. Of two files with hidden cells the one that hides less goes first.
with years as (
    select
        dataset_id,
        education_sector,
        measure,
        study_year,
        characteristic,
        count(distinct nullif(main_sector, '')) as main_sectors,
        sum(suppressed_cells) as suppressed_cells,
        sum(country_upper) - sum(country_lower) as margin
    from {{ ref("int_education_characteristic") }}
    group by all
),

judged as (
    select years.*, scope.edition, scope.caveat_nl, years.main_sectors >= scope.main_sectors_min as is_complete
    from years
    inner join {{ ref("dataset_scope") }} as scope on years.dataset_id = scope.dataset_id
)

select
    dataset_id,
    education_sector,
    measure,
    study_year,
    characteristic,
    is_complete,
    row_number() over (
        partition by education_sector, measure, study_year, characteristic
        order by is_complete desc, suppressed_cells > 0, margin, edition desc, dataset_id
    ) = 1 as is_chosen,
    caveat_nl
from judged
