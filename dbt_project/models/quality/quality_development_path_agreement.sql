-- Per branch and delineation: the largest share of its programmes that one opgave claims.
select branch_nl, delineation, max(claimed_pct) as best_pct
from {{ ref("development_path_agreement") }}
group by branch_nl, delineation
