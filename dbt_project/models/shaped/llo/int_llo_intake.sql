-- Who entered the work-based path of mbo (bbl). Adults, 25 and older, by the industry where they worked a year before
-- (85574NED), and everyone by position a year before (85569NED). One trait at a time: the others are at their total.
-- Adults are the sum of six classes of age; where one of them is hidden there is no sum.
with adults as (
    select
        dataset_id, study_year, level, sector_chamber, industry, sbi_code, sbi_kind, status, age, value,
        {{ rounding_step("value", "dataset_id") }} / 2 as rounding_half
    from {{ ref("stg_cbs__mbo_intake_by_industry") }}
    where {{ is_total("Geslacht", "sex") }} and {{ cbs_word("Leerweg", "learning_path") }} = 'bbl' and value_attribute = 'None'
),

summed as (
    select
        dataset_id, study_year, level, sector_chamber, industry, sbi_code, sbi_kind, status,
        'instromers_bbl_25_plus' as population_group,
        cast(null as varchar) as position,
        sum(value) as persons,
        sum(rounding_half) as rounding_half
    from adults
    where
        age in ('25 tot 30 jaar', '30 tot 35 jaar', '35 tot 40 jaar', '40 tot 45 jaar', '45 tot 50 jaar', '50 jaar of ouder')
    group by all
    having count(*) = 6 and count(distinct age) = 6
),

positions as (
    select
        dataset_id, study_year, level, sector_chamber, 'Totaal' as industry, cast(null as varchar) as sbi_code,
        'total' as sbi_kind, status, 'instromers_bbl' as population_group, position, value as persons,
        {{ rounding_step("value", "dataset_id") }} / 2 as rounding_half
    from {{ ref("stg_cbs__mbo_intake_by_position") }}
    where
        {{ is_total("Geslacht", "sex") }} and {{ cbs_word("Leerweg", "learning_path") }} = 'bbl'
        and {{ is_total("Persoonskenmerken", "characteristic") }}
        and value_attribute = 'None'
),

cells as (
    select * from summed
    union all by name
    select * from positions
),

described as (
    select
        *,
        not {{ is_total("Niveau", "level") }} as by_level,
        not {{ is_total("Sectorkamer", "sector_chamber") }} as by_chamber,
        sbi_kind <> 'total' as by_industry,
        not {{ is_total("MaatschappelijkePositie1JaarEerder", "position") }} as by_position
    from cells
)

select
    dataset_id,
    study_year as year,
    population_group,
    case
        when by_level then 'mbo-niveau'
        when by_chamber then 'sectorkamer'
        when by_position then 'positie een jaar eerder'
        when sbi_kind = 'section' then 'bedrijfstak een jaar eerder (sectie)'
        when sbi_kind = 'section_range' then 'bedrijfstak een jaar eerder (groep van secties)'
        when by_industry then 'bedrijfstak een jaar eerder (overig)'
        else 'totaal'
    end as breakdown,
    case
        when by_level then level
        when by_chamber then sector_chamber
        when by_position then position
        when by_industry then industry
        else 'totaal'
    end as characteristic,
    sbi_code,
    'zij_instroom_mbo' as form,
    persons,
    rounding_half,
    cast(null as double) as population,
    status
from described
where cast(by_level as integer) + cast(by_chamber as integer) + cast(by_industry as integer)
    + cast(by_position as integer) <= 1
