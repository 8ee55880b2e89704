-- Tightness per opgave and labour market region, from UWV's file: vacancies over job seekers of the opgave's occupation
-- groups that are published there. UWV leaves a group out where it has few cases, so a region seldom has all of them:
-- the value stands where at least four fifths of the groups are published, and both numbers are beside it.
with groups as (
    select opgave_id, delineation, brc_edition, brc_code, share
    from {{ ref("int_opgave_occupation") }}
    where brc_level = 'beroepsgroep'
),

figures as (
    select
        dataset_id, brc_code, brc_edition, region, period_start, frequency, status,
        max(case when measure = 'tightness' then value end) as ratio,
        max(case when measure = 'vacancies' then value end) as vacancies,
        max(case when measure = 'job_seekers_short' then value end) as job_seekers
    from {{ ref("int_occupation_figures") }}
    where
        region <> 'Nederland' and brc_level = 'beroepsgroep' and frequency = 'quarter'
        and measure in ('tightness', 'vacancies', 'job_seekers_short')
    group by dataset_id, brc_code, brc_edition, region, period_start, frequency, status
),

published as (
    select distinct dataset_id, brc_edition, region, period_start, frequency, status from figures
),

counted as (
    select
        groups.opgave_id, groups.delineation, published.dataset_id, published.brc_edition, published.region,
        published.period_start, published.frequency, published.status,
        count(*) as groups_total,
        count(case when figures.vacancies is not null then figures.job_seekers end) as groups_published,
        sum(case when figures.job_seekers is not null then groups.share * figures.vacancies end)
            / nullif(sum(case when figures.vacancies is not null then groups.share * figures.job_seekers end), 0) as ratio,
        min(figures.ratio) as lowest,
        max(figures.ratio) as highest
    from groups
    inner join published on published.brc_edition = groups.brc_edition
    left join figures
        on figures.brc_code = groups.brc_code
        and figures.brc_edition = groups.brc_edition
        and figures.dataset_id = published.dataset_id
        and figures.region = published.region
        and figures.period_start = published.period_start
    group by
        groups.opgave_id, groups.delineation, published.dataset_id, published.brc_edition, published.region,
        published.period_start, published.frequency, published.status
)

select
    opgave_id, delineation, dataset_id, brc_edition, region, period_start, frequency,
    case when groups_published >= 0.8 * groups_total then {{ rounded("ratio", 2) }} end as value,
    case
        when groups_published >= 0.8 * groups_total then least(lowest, {{ rounded("ratio", 2) }})
        else lowest
    end as value_lower,
    -- 16 says "16 or more": then there is no upper end
    case
        when highest >= 16 then null
        when groups_published >= 0.8 * groups_total then greatest(highest, {{ rounded("ratio", 2) }})
        else highest
    end as value_upper,
    groups_total, groups_published, status
from counted
where groups_published > 0
