-- National shortage or uneven spread, from the tightness of the opgave in the regions of the newest quarter. Few groups
-- are published in a small region, so a region is judged by its range where it has no value: tight where its lowest
-- published occupation is, in part where only some are, not tight where none is.
with regional as (
    select
        opgave_id, delineation, region_nl, period_start, value, range_lowest, range_highest,
        case
            when coalesce(value, range_lowest) >= {{ criterion_bar("tight") }} then 'tight'
            when coalesce(value, range_highest) < {{ criterion_bar("tight") }} then 'not_tight'
            else 'in_part'
        end as region_class
    from {{ ref("fct_labour_market_region") }}
    where
        measure = 'tightness' and region_kind = 'arbeidsmarktregio' and opgave_id <> 'nederland'
        and coalesce(value, range_lowest) is not null
    qualify period_start = max(period_start) over (partition by opgave_id, delineation)
),

-- how many people work for the opgave in a region: what a large region counts for in the dispersion
employed as (
    select opgave_id, delineation, region_nl, value as employed
    from {{ ref("fct_labour_market_region") }}
    where measure = 'employed' and region_kind = 'arbeidsmarktregio' and method <> 'section_average'
    qualify row_number() over (
        partition by opgave_id, delineation, region_nl order by period_start desc, frequency desc
    ) = 1
),

weighed as (
    select
        regional.*,
        case when regional.value is not null then employed.employed end as weight,
        sum(case when regional.value is not null then employed.employed * regional.value end)
            over (partition by regional.opgave_id, regional.delineation)
            / nullif(
                sum(case when regional.value is not null then employed.employed end)
                    over (partition by regional.opgave_id, regional.delineation),
                0
            ) as mean
    from regional
    left join employed
        on employed.opgave_id = regional.opgave_id
        and employed.delineation = regional.delineation
        and employed.region_nl = regional.region_nl
),

counted as (
    select
        opgave_id,
        delineation,
        max(period_start) as period_start,
        count(*) as regions,
        {{ rounded("avg(case when region_class = 'tight' then 100.0 else 0 end)", 1) }} as tight_pct,
        {{ rounded("avg(case when region_class = 'in_part' then 100.0 else 0 end)", 1) }} as in_part_pct,
        min(coalesce(value, range_lowest)) as lowest,
        {{ whole("coalesce(value, range_highest)", "max(coalesce(value, range_highest))") }} as highest,
        -- coefficient of variation, weighted; every region that has a value must have a weight
        case
            when count(value) >= {{ criterion_bar("regions") }} and count(weight) = count(value)
                then {{ rounded(
                    "sqrt(sum(weight * power(value - mean, 2)) / nullif(sum(weight), 0)) / nullif(max(mean), 0) * 100", 1
                ) }}
        end as variation_pct
    from weighed
    group by opgave_id, delineation
)

select
    *,
    case
        when regions < {{ criterion_bar("regions") }} then 'te weinig gegevens om te zeggen'
        when tight_pct >= {{ criterion_bar("share_of_regions_pct") }} then 'landelijk tekort'
        when tight_pct + in_part_pct >= {{ criterion_bar("share_of_regions_pct") }}
            then 'landelijk, niet in elk beroep'
        when tight_pct + in_part_pct > {{ criterion_bar("share_of_regions_low_pct") }} then 'ongelijke spreiding'
        else 'geen tekort'
    end as verdict
from counted
