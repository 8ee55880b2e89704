-- Welke opgaven vissen in dezelfde vijver: hoeveel werkenden delen zij?
-- Werkzame personen in beroepen die twee opgaven beide claimen, breed. Een gewicht onder 1 zegt niet wie van een beroep
-- gedeeld wordt: onder- en bovengrens zijn het minste en het meeste dat kan.
select
    this.name_nl as opgave,
    other.name_nl as other_opgave,
    overlap.year,
    overlap.overlap as persons_shared,
    overlap.overlap_lower as persons_shared_lower,
    overlap.overlap_upper as persons_shared_upper,
    overlap.share_pct as share_of_opgave_pct,
    overlap.codes_shared as occupations_shared,
    coverage.status,
    coverage.dataset_id
from {{ ref("opgave_overlap") }} as overlap
inner join {{ ref("dim_opgave") }} as this using (opgave_id)
inner join {{ ref("dim_opgave") }} as other on other.opgave_id = overlap.other_opgave_id
inner join {{ ref("classification_coverage") }} as coverage
    using (classification, edition, code_level, population, measure, period_start, opgave_id, delineation)
where
    overlap.measure = 'employed'
    and overlap.delineation = 'breed'
    and overlap.codes_shared > 0
    and this.sort_order < other.sort_order
qualify overlap.period_start = max(overlap.period_start) over ()
order by overlap.overlap desc, this.sort_order, other.sort_order
