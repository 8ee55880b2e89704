-- Every figure of int_code_figure beside every claim on its code: one row per figure, opgave and delineation.
select
    figure.classification,
    figure.edition,
    figure.code_level,
    figure.population,
    figure.measure,
    figure.unit,
    figure.year,
    figure.period_start,
    figure.code,
    figure.value,
    figure.dataset_id,
    claim.opgave_id,
    claim.delineation,
    claim.weight
from {{ ref("int_code_figure") }} as figure
inner join {{ ref("int_code_claim") }} as claim
    on figure.classification = claim.classification
    and figure.code_level = claim.code_level
    and figure.code = claim.code
    and figure.edition = coalesce(claim.edition, figure.edition)
