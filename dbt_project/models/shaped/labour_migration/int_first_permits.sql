-- First residence permits of the Netherlands by purpose, counted as permits. No total beside its parts: permits for
-- work come in their kinds (migr_resocc) in a year in which the kinds add up to the whole (migr_resfirst), else as one.
with first_permits as (
    select * from {{ ref("stg_eurostat__first_permits") }}
    where geo = 'NL' and citizen = 'TOTAL' and duration = 'TOTAL' and unit = 'PER'
),

reason_purpose (reason, purpose, ground_nl) as (
    values
        ('EMP', 'arbeid', 'betaald werk'),
        ('EDUC', 'studie', 'studie'),
        ('FAM', 'gezin', 'gezin'),
        ('OTH', 'overig', 'overig, met internationale bescherming')
),

-- Eurostat's codes for the kinds were not confirmed: whatever is not knowledge migration stays under work, by its code
work_kinds as (
    select
        dataset_id,
        year,
        reason,
        case
            when regexp_matches(reason, '^(EMP_)?(HS|BC|BLC|BLUE|RES|RSCH|ICT)') then 'kennis'
            else 'arbeid'
        end as purpose,
        case
            when regexp_matches(reason, '^(EMP_)?HS') then 'hooggekwalificeerde werknemer (kennismigrant)'
            when regexp_matches(reason, '^(EMP_)?(BC|BLC|BLUE)') then 'Europese blauwe kaart'
            when regexp_matches(reason, '^(EMP_)?(RES|RSCH)') then 'onderzoeker'
            when regexp_matches(reason, '^(EMP_)?ICT') then 'overplaatsing binnen onderneming'
            when regexp_matches(reason, '^(EMP_)?SEA') then 'seizoenarbeid'
            when regexp_matches(reason, '^(EMP_)?OTH') then 'overig betaald werk'
            else 'betaald werk, code ' || reason
        end as ground_nl,
        permits
    from {{ ref("stg_eurostat__work_permits") }}
    where
        geo = 'NL' and citizen = 'TOTAL' and duration = 'TOTAL' and unit = 'PER'
        and reason not in ('TOTAL', 'EMP')
),

-- Eurostat may round each kind to 5
complete_years as (
    select work_kinds.year
    from work_kinds
    left join first_permits on first_permits.year = work_kinds.year and first_permits.reason = 'EMP'
    group by work_kinds.year
    having
        {{ is_whole("work_kinds.permits") }}
        and abs(sum(work_kinds.permits) - coalesce(max(first_permits.permits), sum(work_kinds.permits))) <= 5 * count(*)
),

by_reason as (
    select
        first_permits.dataset_id,
        first_permits.year,
        first_permits.reason,
        reason_purpose.purpose,
        reason_purpose.ground_nl,
        first_permits.permits
    from first_permits
    inner join reason_purpose on reason_purpose.reason = first_permits.reason
    where first_permits.reason <> 'EMP' or first_permits.year not in (select year from complete_years)
),

by_kind as (
    select dataset_id, year, reason, purpose, ground_nl, permits
    from work_kinds
    where year in (select year from complete_years)
)

select * from by_reason where permits is not null
union all
select * from by_kind
