-- The figures of the facts in one shape: what a publication said, so that the next one can tell what changed.
select * from {{ ref("int_indicator_education") }}
union all by name
select * from {{ ref("int_indicator_llo") }}
union all by name
select * from {{ ref("int_indicator_labour_migration") }}
union all by name
select * from {{ ref("int_indicator_labour_market") }}
