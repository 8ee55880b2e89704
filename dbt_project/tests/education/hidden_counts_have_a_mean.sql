-- Every sector and measure of which a file hides counts has a mean of such counts: without one nothing is estimated.
select scope.education_sector, scope.measure
from {{ ref("dataset_scope") }} as scope
left join {{ ref("hidden_count") }} as calibrated using (education_sector, measure)
where scope.suppression <> 'geen' and calibrated.mean_hidden is null
