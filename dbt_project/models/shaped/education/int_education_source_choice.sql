-- One figure, one source. Two files may tell the same (education sector, measure, study year). The rule, in this order:
--   1. a file without suppressed cells goes before one with suppressed cells
--   2. of two alike the newer edition goes first
--   3. then the dataset id, so that the choice never depends on chance
-- A file that is not complete for the year loses from one that is. The files that were not chosen stay here with
-- is_chosen = false: they serve reconciliation.
with cells as (
    select
        dataset_id,
        education_sector,
        measure,
        study_year,
        count(distinct case when counted.persons_upper > 0 then nullif(main_sector, '') end) as main_sectors,
        count(*) filter (where is_suppressed) as suppressed_cells,
        cast(sum(persons) as decimal(14, 2)) as persons,
        cast(sum(country_lower) as decimal(14, 2)) as persons_lower,
        cast(sum(country_upper) as decimal(14, 2)) as persons_upper
    from {{ ref("int_education_cell") }} as counted
    group by dataset_id, education_sector, measure, study_year
    having sum(counted.persons_upper) > 0
),

scope as (
    select dataset_id, edition, suppression, main_sectors_min, caveat_nl
    from {{ ref("dataset_scope") }}
),

judged as (
    select
        cells.*,
        scope.edition,
        scope.suppression,
        scope.caveat_nl,
        scope.main_sectors_min,
        cells.main_sectors >= scope.main_sectors_min as is_complete
    from cells
    inner join scope on cells.dataset_id = scope.dataset_id
),

ranked as (
    select
        judged.*,
        row_number() over (
            partition by education_sector, measure, study_year
            order by is_complete desc, suppressed_cells > 0, edition desc, dataset_id
        ) as preference,
        count(*) over (partition by education_sector, measure, study_year) as candidates
    from judged
)

select
    dataset_id,
    education_sector,
    measure,
    study_year,
    edition,
    suppression,
    suppressed_cells,
    persons,
    persons_lower,
    persons_upper,
    main_sectors,
    is_complete,
    preference,
    preference = 1 as is_chosen,
    candidates,
    caveat_nl || case
        when is_complete then ''
        else ' Dit jaar is niet volledig: ' || main_sectors || ' van ten minste ' || main_sectors_min
            || ' hoofdsectoren. Geen landelijk totaal.'
    end as caveat_nl
from ranked
