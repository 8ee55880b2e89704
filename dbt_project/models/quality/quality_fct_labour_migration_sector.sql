-- Per row: its part of the year's permits; of the whole also what the industries are together, and what Eurostat wrote of
-- 2023 (Statistics Explained, "Residence permits - statistics on first permits", 2,725).
with permits as (
    select
        *,
        max(permits) filter (where breakdown = 'totaal') over (partition by year) as whole,
        {{ summed("permits", 6, "filter (where breakdown = 'bedrijfstak') over (partition by year)") }} as industries
    from {{ ref("fct_labour_migration_sector") }}
)

select
    opgave_id, delineation, year, breakdown, industry_nl, permits,
    case when breakdown = 'totaal' then permits end as permits_total,
    case when breakdown = 'totaal' then abs(industries - whole) * 100 / whole end as sectors_beside_whole_pct,
    case when breakdown = 'opgave' then permits * 100 / whole end as share_of_national_pct,
    case when breakdown = 'totaal' and year = 2023 then abs(permits - 2725) * 100 / 2725 end as deviation_pct
from permits
