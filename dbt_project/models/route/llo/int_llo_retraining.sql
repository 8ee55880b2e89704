-- Adults who retrain for an opgave: who entered bbl at 25 or older and worked a year before in an industry that the opgave
-- has no part in. CBS counts them by sectorkamer, so an opgave has its part of the sectorkamer's bbl students, in the
-- study year nearest to the figure's. That part is a count of its own programmes; that its adults come from elsewhere as
-- often as those of the whole sectorkamer is an assumption. Where most of the figure lies in sectorkamers of which the
-- opgave is less than half, it is theirs rather than the opgave's: section_average.
with counted as (
    select * from {{ ref("int_llo_intake_by_chamber") }}
),

-- the industries of an opgave: those of its kern, of what it has else where its kern has none
own_cuts as (
    select distinct opgave_id, cut
    from {{ ref("int_opgave_industry_cut") }}
    where dataset_id = 'cbs__85574ned'
    qualify
        delineation = 'kern'
        or not bool_or(delineation = 'kern') over (partition by opgave_id)
),

own as (
    select
        own_cuts.opgave_id, totals.dataset_id, totals.year, totals.main_sector,
        {{ whole("counted.persons", "sum(counted.persons)") }} as persons,
        sum(counted.rounding_half) as rounding_half,
        {{ least_certain_of_all("counted.status") }} as status
    from own_cuts
    cross join (select distinct dataset_id, year, main_sector from counted) as totals
    left join counted
        on counted.dataset_id = totals.dataset_id and counted.year = totals.year
        and counted.main_sector = totals.main_sector and counted.cut = own_cuts.cut
    group by own_cuts.opgave_id, totals.dataset_id, totals.year, totals.main_sector
),

-- an industry that CBS does not know may be one of the opgave or not: in the upper bound, not in the figure
others as (
    select
        own.opgave_id,
        own.dataset_id,
        own.year,
        own.main_sector,
        'instromers_bbl_25_plus' as population_group,
        'omscholing_bbl' as form,
        totals.persons as population,
        greatest(totals.persons - own.persons - coalesce(unknowns.persons, 0), 0) as persons,
        greatest(
            totals.persons - totals.rounding_half - own.persons - own.rounding_half
            - coalesce(unknowns.persons + unknowns.rounding_half, 0), 0
        ) as persons_lower,
        greatest(totals.persons + totals.rounding_half - own.persons + own.rounding_half, 0) as persons_upper,
        {{ least_certain(["totals.status", "own.status"]) }} as status
    from own
    inner join counted as totals
        on totals.dataset_id = own.dataset_id and totals.year = own.year
        and totals.main_sector = own.main_sector and totals.cut = 'totaal'
    left join counted as unknowns
        on unknowns.dataset_id = own.dataset_id and unknowns.year = own.year
        and unknowns.main_sector = own.main_sector and unknowns.cut = 'onbekend'
),

shares as (
    select * from {{ ref("int_bbl_opgave_share") }} where weight > 0
),

-- every year of figures with the shares of the nearest study year, of two alike the earlier one
years as (
    select figures.year, shares.study_year as base_year
    from (select distinct year from counted) as figures
    cross join (select distinct study_year from shares) as shares
    qualify row_number() over (
        partition by figures.year order by abs(figures.year - shares.study_year), shares.study_year
    ) = 1
),

-- a sectorkamer that CBS does not show here (crossovers) may hold up to a twentieth of the opgave's students
parts as (
    select years.year, years.base_year, shares.*, 'unknown' as weight_status
    from shares
    inner join years on years.base_year = shares.study_year
    qualify
        shares.main_sector in (select main_sector from counted)
        and sum(shares.students) filter (where shares.main_sector in (select main_sector from counted))
            over (partition by shares.opgave_id, shares.delineation, years.year)
            >= 0.95 * sum(shares.students) over (partition by shares.opgave_id, shares.delineation, years.year)
),

carried as (
    {{ per_opgave(
        "parts", "others",
        on={"opgave_id": "opgave_id", "year": "year", "main_sector": "main_sector"},
        keys=["dataset_id", "year", "population_group", "form"],
        count="persons",
        half=none,
        beside="population",
        carry=["weight_status"],
        dated="base_year",
        also={
            "named_part": "sum(part.weight * part.population) filter (where part.weight >= 0.5)"
            ~ " / nullif(sum(part.weight * part.population), 0)",
        },
    ) }}
)

select
    * exclude (named_part),
    {{ rounded("100 * persons / nullif(population, 0)", 2) }} as rate_pct,
    case when coalesce(named_part, 0) >= 0.5 then 'via_programme' else 'section_average' end as method
from carried
