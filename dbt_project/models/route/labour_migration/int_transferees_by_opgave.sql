-- Permits for transfer within a company per opgave, by way of the sector of the receiving company. Eurostat prints them
-- unrounded and without a status: as certain as the jobs that the weights rest on.
with cuts as (
    select * from {{ ref("int_opgave_industry_cut") }} where dataset_id = 'eurostat__migr_resict1_2'
),

permits as (
    select
        dataset_id, year, replace(nace_r2, '_', '-') as cut, permits,
        cast(null as double) as rounding_half, cast(null as varchar) as status
    from {{ ref("stg_eurostat__transferees_by_sector") }}
    where geo = 'NL' and permits is not null
),

carried as (
    {{ per_opgave(
        "cuts", "permits",
        on={"dataset_id": "dataset_id", "cut": "cut"},
        keys=["dataset_id", "year"],
        counts=["permits"],
        carry=["weight_year", "weight_status"],
        also=["max(part.weight_year) as weight_year"],
    ) }}
)

select opgave_id, delineation, dataset_id, year, permits, status as weight_status, weight_year
from carried
