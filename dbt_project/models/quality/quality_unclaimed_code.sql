-- Per classification, measure, year and delineation: what nobody claims beside what classification_coverage says is
-- claimed. A section is a mixture of divisions, and claimed in part also in kern.
{%- set cell = "classification, edition, code_level, population, measure, year, delineation" %}
with codes as (
    select
        {{ cell }}, unclaimed,
        unclaimed > lag(unclaimed) over (partition by {{ cell }} order by rank) as is_larger
    from {{ ref("unclaimed_code") }}
),

unclaimed as (
    select {{ cell }}, count(*) filter (where is_larger) as out_of_order, {{ summed("unclaimed", 6) }} as unclaimed
    from codes
    group by all
),

coverage as (
    select {{ cell }}, max(total) as total, max(claimed_by_any) as claimed
    from {{ ref("classification_coverage") }}
    group by all
)

select
    unclaimed.*,
    unclaimed.unclaimed + coverage.claimed - coverage.total as beyond_total,
    case
        when delineation = 'kern' and code_level <> 'section'
            then abs(coverage.total - coverage.claimed - unclaimed.unclaimed)
    end as lost
from unclaimed
left join coverage using ({{ cell }})
