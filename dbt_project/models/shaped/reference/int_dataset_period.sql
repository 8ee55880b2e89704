-- The first and last year (or date) that a dataset covers: what the rows themselves say, else what the publisher says.
with observed as (
    select dataset_id, cast(min(study_year) as varchar) as period_first, cast(max(study_year) as varchar) as period_last
    from {{ ref("int_education_cell") }}
    group by dataset_id
    union all
    select dataset_id, cast(min(year) as varchar), cast(max(year) as varchar)
    from {{ ref("stg_eurostat__first_permits") }}
    group by dataset_id
    union all
    select dataset_id, cast(min(year) as varchar), cast(max(year) as varchar)
    from {{ ref("stg_eurostat__work_permits") }}
    group by dataset_id
    union all
    select dataset_id, cast(min(year) as varchar), cast(max(year) as varchar)
    from {{ ref("int_digital_skill_level") }}
    group by dataset_id
    union all
    select dataset_id, cast(min(register_date) as varchar), cast(max(register_date) as varchar)
    from {{ ref("stg_ind__sponsors") }}
    group by dataset_id
    union all
    select dataset_id, cast(min(period_year) as varchar), cast(max(period_year) as varchar)
    from {{ ref("stg_roa__ais") }}
    group by dataset_id
    union all
    select dataset_id, cast(min(year) as varchar), cast(max(year) as varchar)
    from {{ ref("stg_duo__functiemix_instellingen") }}
    group by dataset_id
    union all
    select dataset_id, cast(min(period_start) as varchar), cast(max(period_start) as varchar)
    from {{ ref("stg_uwv__spanningsindicator") }}
    group by dataset_id
),

stated as (
    select dataset_id, period_first, period_last from {{ ref("stg_provenance__cbs_coverage") }}
)

select * from observed
union all
select * from stated
where dataset_id not in (select dataset_id from observed)
