-- Permits for transfer within a company per opgave, by way of the sector of the receiving company. Eurostat prints them
-- unrounded and without a status: as certain as the jobs that the weights rest on.
with cuts as (
    select * from {{ ref("int_opgave_industry_cut") }} where dataset_id = 'eurostat__migr_resict1_2'
),

transferees as (
    select
        dataset_id, year, replace(nace_r2, '_', '-') as cut, permits, cast(null as double) as rounding_half,
        cast(null as varchar) as status
    from {{ ref("stg_eurostat__transferees_by_sector") }}
    where geo = 'NL' and permits is not null
)

{{ per_opgave(
    "cuts", "transferees",
    on={"dataset_id": "dataset_id", "cut": "cut"},
    keys=["dataset_id", "year"],
    count="permits",
    carry=["weight_status"],
    by=["opgave_id", "delineation", "method"],
    dated="weight_year",
) }}
