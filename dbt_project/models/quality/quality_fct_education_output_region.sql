-- Per opgave, delineation, study year, kind of region and field: which share of the country its regions are together.
select
    opgave_id, delineation, study_year, region_kind, field_code, count(*) as regions,
    {{ summed("share_of_field_pct", 6) }} as covered_pct
from {{ ref("fct_education_output_region") }}
group by all
