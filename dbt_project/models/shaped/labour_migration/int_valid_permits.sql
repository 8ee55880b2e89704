-- Permits valid on 31 December by purpose: a stock. Work, study and family as published; the rest is the total less
-- those three, because the codes of the other reasons (international protection among them) are not confirmed and some
-- may hold others. A year that lacks one of the four gives no rest.
with permits as (
    select
        dataset_id,
        year,
        max(permits) filter (where reason = 'EMP') as employment,
        max(permits) filter (where reason = 'EDUC') as education,
        max(permits) filter (where reason = 'FAM') as family,
        max(permits) filter (where reason = 'TOTAL') as total
    from {{ ref("stg_eurostat__valid_permits") }}
    where geo = 'NL' and citizen = 'TOTAL' and duration = 'TOTAL' and unit = 'PER'
    group by dataset_id, year
),

by_purpose as (
    select dataset_id, year, 'arbeid' as purpose, 'geldig: betaald werk' as ground_nl, employment as permits
    from permits
    union all
    select dataset_id, year, 'studie', 'geldig: studie', education from permits
    union all
    select dataset_id, year, 'gezin', 'geldig: gezin', family from permits
    union all
    select
        dataset_id, year, 'overig', 'geldig: overig, met internationale bescherming',
        total - employment - education - family
    from permits
)

select * from by_purpose
where permits is not null
