-- The regions that a fact is of. UWV publishes names alone, CBS also codes: a region is what its kind and its name say.
with regions as (
    select region_kind, region_nl, region_code from {{ ref("fct_labour_market_region") }}
    union
    select region_kind, region_nl, region_code from {{ ref("fct_education_output_region") }}
)

select
    region_kind,
    region_nl,
    coalesce(max(region_code), 'nvt') as region_code
from regions
group by region_kind, region_nl
