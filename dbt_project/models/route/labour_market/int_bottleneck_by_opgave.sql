-- The bottlenecks in staffing that ROA expects up to its horizon (ITKB), per opgave: an index of an occupation cannot be
-- averaged, so it is a range, and the part of the opgave that works in an occupation with a large or very large one. A group
-- that ROA does not publish may be either: it makes an interval. Parts are of the persons who work there where that is known
-- of every group, else of the groups.
with groups as (
    select groups.*, employment.employed
    from {{ ref("int_opgave_occupation") }} as groups
    left join {{ ref("int_occupation_employment_weight") }} as employment
        on employment.brc_code = groups.brc_code and employment.brc_edition = groups.brc_edition
    where groups.brc_level = 'beroepsgroep'
),

figures as (
    select dataset_id, brc_code, brc_edition, period_start, value, class_nl
    from {{ ref("int_occupation_figures") }}
    where measure = 'bottleneck_indicator' and brc_level = 'beroepsgroep' and region = 'Nederland'
),

published as (
    select distinct dataset_id, brc_edition, period_start from figures
),

parts as (
    select
        groups.opgave_id, groups.delineation, published.dataset_id, published.brc_edition, published.period_start,
        figures.value, figures.class_nl, groups.employed,
        groups.weight * case
            when bool_and(groups.employed is not null) over same_opgave then groups.employed
            when groups.weight is not null then 1
        end as size
    from groups
    inner join published on published.brc_edition = groups.brc_edition
    left join figures
        on figures.brc_code = groups.brc_code
        and figures.brc_edition = groups.brc_edition
        and figures.period_start = published.period_start
    window same_opgave as (partition by groups.opgave_id, groups.delineation, published.brc_edition, published.period_start)
)

select
    opgave_id,
    delineation,
    dataset_id,
    brc_edition,
    period_start,
    count(*) as groups_total,
    count(class_nl) as groups_published,
    min(value) as itkb_lowest,
    max(value) as itkb_highest,
    if(count(employed) = count(*), 'werkzame personen', 'beroepsgroepen') as counted_in,
    {{ rounded("100 * sum(case when class_nl in ('groot', 'zeer groot') then size else 0 end) / nullif(sum(size), 0)", 1) }}
        as large_pct_lower,
    {{ rounded(
        "100 * sum(case when coalesce(class_nl in ('groot', 'zeer groot'), true) then size else 0 end) / nullif(sum(size), 0)", 1
    ) }} as large_pct_upper
from parts
group by opgave_id, delineation, dataset_id, brc_edition, period_start
having count(size) = count(*)
