-- Of the files that hide small counts: every cell, a hidden one with its estimate. Of mbo students the national file per
-- sectorkamer tells what all cells together leave for the hidden ones (per hoofdgroep, level and learning path; what is left
-- over of a sectorkamer together). Where that file is not loaded, or cannot be told of the same students (the rest is no 1 to
-- 4 a cell), or less than five cells are left, a hidden cell is the mean of such cells.
{% set stratum = "study_year, main_sector, main_group, level, learning_path" -%}
{% set cell = "institution_code, place, programme_code, level, path_told, gender" -%}
with told as (
    select counted.* replace (coalesce(counted.main_group, '') as main_group)
    from {{ ref("int_education_count") }} as counted
    inner join {{ ref("dataset_scope") }} as scope using (dataset_id)
    where scope.suppression <> 'geen'
),

national as (
    select
        dataset_id, study_year, main_sector, coalesce(main_group, '') as main_group, level, learning_path,
        sum(persons_lower) as lower, sum(persons_upper) as upper
    from {{ ref("stg_duo__mbo_sectorkamer_woonprovincie") }}
    group by all
    union all
    select
        dataset_id, study_year, main_sector, coalesce(main_group, ''), level, learning_path,
        sum(persons_lower), sum(persons_upper)
    from {{ ref("stg_duo__mbo_sectorkamer_leeftijd") }}
    group by all
),

-- the file that hides less of it
by_stratum as (
    select {{ stratum }}, lower, upper from national
    qualify row_number() over (partition by {{ stratum }} order by upper - lower, dataset_id) = 1
),

by_sector as (
    select study_year, main_sector, sum(national.lower) as lower, sum(national.upper) as upper
    from national
    group by dataset_id, study_year, main_sector
    qualify
        row_number() over (
            partition by study_year, main_sector order by sum(national.upper) - sum(national.lower), dataset_id
        ) = 1
),

-- what the visible cells leave of the total, between two bounds; its middle, within 1 to 4 a cell
students as (
    select
        told.*,
        by_stratum.lower - sum(told.persons) over stratum as least,
        by_stratum.upper - sum(told.persons) over stratum as most,
        count(*) filter (told.is_suppressed) over stratum as cells
    from told
    left join by_stratum using ({{ stratum }})
    where told.education_sector = 'mbo' and told.measure = 'enrolled'
    window stratum as (partition by told.dataset_id, {{ stratum.replace("study_year", "told.study_year") }})
),

hidden as (
    select
        *,
        false as is_lone,
        case
            when cells >= {{ least_hidden() }} and most >= cells and least <= 4 * cells
                then 'groep|' || concat_ws('|', dataset_id, {{ stratum }})
        end as pool
    from students
    where is_suppressed
),

{{ shares("hidden", "cast(greatest(least((least + most) // 2, 4 * cells), cells) as bigint)", cell) }},

left_over as (
    select
        hidden.* exclude (least, most, cells, is_lone, pool),
        by_sector.lower - coalesce(known.persons, 0) - coalesce(pooled.persons, 0) as least,
        by_sector.upper - coalesce(known.persons, 0) - coalesce(pooled.persons, 0) as most,
        count(*) over (partition by hidden.dataset_id, hidden.study_year, hidden.main_sector) as cells
    from hidden
    left join by_sector using (study_year, main_sector)
    left join (
        select dataset_id, study_year, main_sector, sum(persons) as persons
        from students
        group by all
    ) as known using (dataset_id, study_year, main_sector)
    left join (
        select dataset_id, study_year, main_sector, sum(share) as persons
        from hidden_share
        group by all
    ) as pooled using (dataset_id, study_year, main_sector)
    where hidden.pool is null
),

rest as (
    select
        *,
        false as is_lone,
        case
            when cells >= {{ least_hidden() }} and most >= cells and least <= 4 * cells
                then 'sectorkamer|' || concat_ws('|', dataset_id, study_year, main_sector)
        end as pool
    from left_over
),

{{ shares("rest", "cast(greatest(least((least + most) // 2, 4 * cells), cells) as bigint)", cell) }},

together as (
    select * exclude (is_suppressed), is_suppressed, persons as estimate, 'geteld' as estimation
    from told
    where not is_suppressed
    union all by name
    select * exclude (least, most, cells, is_lone, pool, pool_cells, pool_rank, pool_total, told, share, below, above),
        share as estimate, 'randtotaal' as estimation
    from hidden_share
    union all by name
    select * exclude (least, most, cells, is_lone, pool, pool_cells, pool_rank, pool_total, told, share, below, above),
        share as estimate, 'randtotaal' as estimation
    from rest_share
    union all by name
    select * exclude (least, most, cells, is_lone, pool), null as estimate, 'gemiddelde' as estimation
    from rest
    where pool is null
    union all by name
    select told.*, null as estimate, 'gemiddelde' as estimation
    from told
    where told.is_suppressed and not (told.education_sector = 'mbo' and told.measure = 'enrolled')
)

select
    together.* exclude (persons, estimate, main_group),
    nullif(together.main_group, '') as main_group,
    case when together.estimation = 'gemiddelde' then calibrated.mean_hidden else together.estimate end as estimate
from together
left join {{ ref("hidden_count") }} as calibrated using (education_sector, measure)
