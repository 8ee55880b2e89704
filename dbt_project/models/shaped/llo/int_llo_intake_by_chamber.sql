-- Adults of 25 and older who entered bbl, by the sectorkamer that they learn in and the industry that they worked in a
-- year before, at once (85574NED). The sum of six classes of age: where one of them is hidden there is no sum.
-- `cut` is the section of SBI or the range of sections, `totaal` all who worked, `onbekend` an industry that CBS does not know.
with adults as (
    select
        dataset_id,
        study_year,
        {{ cbs_word("Sectorkamer", "sector_chamber") }} as main_sector,
        case when sbi_kind = 'total' then 'totaal' else coalesce(sbi_code, 'onbekend') end as cut,
        status,
        age,
        value,
        {{ rounding_step("value", "dataset_id") }} / 2 as rounding_half
    from {{ ref("stg_cbs__mbo_intake_by_industry") }}
    where
        {{ is_total("Geslacht", "sex") }} and {{ is_total("Niveau", "level") }}
        and {{ cbs_word("Leerweg", "learning_path") }} = 'bbl' and value_attribute = 'None'
)

select
    dataset_id,
    study_year as year,
    main_sector,
    cut,
    sum(value) as persons,
    sum(rounding_half) as rounding_half,
    {{ least_certain_of_all("status") }} as status
from adults
where
    age in ('25 tot 30 jaar', '30 tot 35 jaar', '35 tot 40 jaar', '40 tot 45 jaar', '45 tot 50 jaar', '50 jaar of ouder')
    and main_sector <> 'totaal'
group by dataset_id, study_year, main_sector, cut
having count(*) = 6 and count(distinct age) = 6
