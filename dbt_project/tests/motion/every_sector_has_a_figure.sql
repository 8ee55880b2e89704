{{ config(severity="warn", meta={'dagster': {'ref': {'name': 'motion_shortage_sectors'}}}) }}
-- Every sector that the motion names has a figure. A warning, since the sources of one may be missing.
select distinct sector
from {{ ref("motion_sector") }}
where sector not in (select sector from {{ ref("motion_shortage_sectors") }})
