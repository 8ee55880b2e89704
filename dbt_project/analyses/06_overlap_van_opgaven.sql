-- Welke opgaven vissen in dezelfde vijver: hoeveel werkenden delen zij?
-- Werkzame personen in beroepen die twee opgaven beide claimen, breed. Een gewicht onder 1 zegt niet wie van een beroep
-- gedeeld wordt: van en tot zijn het minste en het meeste dat kan, en gedeeld is wat het wordt als de gewichten niets met
-- elkaar te maken hebben. deel_pct is van de eerstgenoemde opgave.
select
    this.name_nl as opgave,
    other.name_nl as andere_opgave,
    overlap.year as jaar,
    round(overlap.overlap, -3) as gedeeld,
    round(overlap.overlap_lower, -3) as van,
    round(overlap.overlap_upper, -3) as tot,
    round(overlap.share_pct, 1) as deel_pct,
    overlap.codes_shared as gedeelde_beroepen,
    status.label_nl as status,
    coverage.dataset_id as bron
from {{ ref("opgave_overlap") }} as overlap
inner join {{ ref("dim_opgave") }} as this using (opgave_id)
inner join {{ ref("dim_opgave") }} as other on other.opgave_id = overlap.other_opgave_id
inner join {{ ref("classification_coverage") }} as coverage
    using (classification, edition, code_level, population, measure, period_start, opgave_id, delineation)
inner join {{ ref("dim_word") }} as status on status.list = 'status' and status.code = coverage.status
where
    overlap.measure = 'employed'
    and overlap.delineation = 'breed'
    and overlap.codes_shared > 0
    and this.sort_order < other.sort_order
qualify overlap.period_start = max(overlap.period_start) over ()
order by overlap.overlap desc, this.sort_order, other.sort_order
