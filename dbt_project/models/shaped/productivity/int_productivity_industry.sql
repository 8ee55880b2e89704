-- Everything that is known of productivity per industry in one shape. What is derived from two tables of the national
-- accounts: euros of value added per hour worked (85879NED over 85920NED) and the change in volume of value added per
-- hour (85880NED against the hours of 85920NED), per branch, by year and quarter.
with accounts as (
    select
        industry_nl, sbi_code, sbi_kind, measure, basis, measure_nl, measure_code, make_date(year, 1, 1) as period_start,
        'year' as frequency, value, {{ unit_noun("unit") }} as unit,
        status, dataset_id, cast(null as varchar) as second_dataset_id
    from {{ ref("int_growth_accounts") }}
),

branches as (
    select
        industry_nl, sbi_code, sbi_kind, measure, cast(null as varchar) as basis, measure_nl, measure_code, period_start,
        frequency,
        value * {{ unit_factor("unit") }} as value,
        {{ unit_noun("unit") }} as unit,
        status, dataset_id, cast(null as varchar) as second_dataset_id
    from {{ ref("int_branch_accounts") }}
),

volume as (
    select
        industry_nl, sbi_code, sbi_kind, measure, cast(null as varchar) as basis, measure_nl, measure_code, period_start,
        frequency, value, unit, status, dataset_id, cast(null as varchar) as second_dataset_id
    from {{ ref("int_labour_volume") }}
),

hours as (
    select *, sbi_code as branch from volume where measure = 'hours_worked'
),

per_hour as (
    select
        branches.industry_nl, branches.sbi_code, branches.sbi_kind, 'value_added_per_hour' as measure,
        cast(null as varchar) as basis, 'Toegevoegde waarde per gewerkt uur' as measure_nl, branches.measure_code,
        branches.period_start, branches.frequency,
        {{ rounded("branches.value / nullif(hours.value, 0)", 2) }} as value,
        'euro per uur' as unit,
        {{ least_certain(["branches.status", "hours.status"]) }} as status,
        branches.dataset_id, hours.dataset_id as second_dataset_id
    from branches
    inner join hours
        on hours.branch = branches.sbi_code
        and hours.sbi_kind = branches.sbi_kind
        and hours.period_start = branches.period_start
        and hours.frequency = branches.frequency
    where branches.measure = 'value_added'
),

per_hour_change as (
    select
        branches.industry_nl, branches.sbi_code, branches.sbi_kind,
        'value_added_per_hour_volume_change' as measure,
        cast(null as varchar) as basis, 'Volumemutatie van de toegevoegde waarde per gewerkt uur' as measure_nl,
        branches.measure_code, branches.period_start, branches.frequency,
        {{ rounded(
            "100 * ((1 + branches.value / 100) / nullif(hours.value / nullif(before.value, 0), 0) - 1)", 1
        ) }} as value,
        'procent' as unit,
        {{ least_certain(["branches.status", "hours.status", "before.status"]) }} as status,
        branches.dataset_id, hours.dataset_id as second_dataset_id
    from branches
    inner join hours
        on hours.branch = branches.sbi_code
        and hours.sbi_kind = branches.sbi_kind
        and hours.period_start = branches.period_start
        and hours.frequency = branches.frequency
    inner join hours as before
        on before.branch = hours.branch
        and before.sbi_kind = hours.sbi_kind
        and before.frequency = hours.frequency
        and before.period_start = hours.period_start - interval 1 year
    where branches.measure = 'value_added_volume_change_year_on_year'
)

select * from accounts
union all
select * from branches
union all
select * from volume
union all
select * from per_hour where value is not null
union all
select * from per_hour_change where value is not null
