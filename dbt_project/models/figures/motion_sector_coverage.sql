-- Motion: which part of all vacancies and work in care, construction and technology do the chosen opgaven cover? Of every
-- occupation of the sector the part that some opgave claims. Opgaven overlap and the crosswalk does not say in whom, so it
-- is between that of the opgave with the largest part (they claim the same people) and all parts together, at most the
-- whole (they claim others). By occupation only: of a section of SBI an opgave has its share of jobs, which tells nothing
-- of its vacancies. Whole or nothing: a sector with an occupation without a figure or a weight has no row.
with members as (
    select sector.sector, occupations.edition as brc_edition, 'beroepsgroep' as brc_level, occupations.code as brc_code
    from {{ ref("motion_sector_occupation") }} as sector
    inner join {{ ref("int_occupation") }} as occupations
        on occupations.code_level = 'beroepsgroep' and left(occupations.code, 3) = sector.segment_code
    union all
    select sector.sector, editions.edition, 'beroepssegment', sector.segment_code
    from {{ ref("motion_sector_occupation") }} as sector
    cross join (select distinct edition from {{ ref("int_occupation") }}) as editions
),

figures as (
    select
        dataset_id, measure, brc_edition, brc_level, brc_code, period_start, frequency, unit, status, value
    from {{ ref("int_occupation_figures") }}
    where
        population_group = 'totaal' and region = 'Nederland' and industry_nl = 'alle bedrijfstakken'
        and (
            brc_level = 'beroepsgroep' and measure in ('employed', 'vacancies', 'job_openings')
            or brc_level = 'beroepssegment' and measure = 'vacancies_new'
        )
),

claimed as (
    select
        delineation, brc_edition, brc_level, brc_code,
        {{ whole("weight", "max(weight)") }} as least_weight,
        {{ whole("weight", "least(" ~ summed("weight") ~ ", 1)") }} as most_weight
    from {{ ref("int_opgave_occupation") }}
    group by delineation, brc_edition, brc_level, brc_code
),

published as (
    select distinct dataset_id, measure, brc_edition, brc_level, period_start, frequency, unit from figures
),

parts as (
    select
        members.sector, delineations.delineation, published.*, members.brc_code, figures.value, figures.status,
        if(claimed.brc_code is null, 0, claimed.least_weight) as least_weight,
        if(claimed.brc_code is null, 0, claimed.most_weight) as most_weight
    from members
    inner join published on published.brc_edition = members.brc_edition and published.brc_level = members.brc_level
    cross join (select distinct delineation from {{ ref("int_opgave_occupation") }}) as delineations
    left join figures
        on figures.dataset_id = published.dataset_id and figures.measure = published.measure
        and figures.brc_edition = published.brc_edition and figures.brc_level = published.brc_level
        and figures.brc_code = members.brc_code and figures.period_start = published.period_start
        and figures.frequency = published.frequency
    left join claimed
        on claimed.delineation = delineations.delineation and claimed.brc_edition = members.brc_edition
        and claimed.brc_level = members.brc_level and claimed.brc_code = members.brc_code
),

named as (
    select parts.*, occupations.name_nl
    from parts
    left join {{ ref("int_occupation") }} as occupations
        on occupations.edition = parts.brc_edition and occupations.code = parts.brc_code
),

added as (
    select
        sector, delineation, dataset_id, measure, brc_edition, brc_level, period_start, frequency, unit,
        sum(value) as total,
        {{ summed("least_weight * value", 6) }} as covered_lower,
        {{ summed("most_weight * value", 6) }} as covered_upper,
        count(*) as occupations,
        count(*) filter (where most_weight = 0) as occupations_without_opgave,
        array_to_string(
            list(name_nl order by value desc, brc_code) filter (where most_weight = 0)[:5], '; '
        ) as largest_without_opgave_nl,
        {{ least_certain_of_all("status") }} as status
    from named
    group by all
    having {{ is_whole(["value", "least_weight", "most_weight"]) }}
)

select
    sector,
    delineation,
    measure,
    period_start,
    frequency,
    {{ rounded("total", 0) }} as total,
    {{ rounded("covered_lower", 0) }} as covered_lower,
    {{ rounded("covered_upper", 0) }} as covered_upper,
    {{ rounded("100 * covered_lower / nullif(total, 0)", 1) }} as covered_lower_pct,
    {{ rounded("100 * covered_upper / nullif(total, 0)", 1) }} as covered_upper_pct,
    unit,
    brc_level,
    brc_edition,
    occupations,
    occupations_without_opgave,
    largest_without_opgave_nl,
    status,
    dataset_id,
    'Deel van alle beroepen van de sector, ongeacht de bedrijfstak. Ondergrens: opgaven die een beroep delen delen dezelfde '
    || 'mensen; bovengrens: zij delen het op. Het gewicht van een opgave in een beroep geldt voor haar vacatures als voor haar '
    || 'werkzamen.'
    || case measure
        when 'job_openings' then ' Prognose van ROA tot de horizon.'
        when 'vacancies_new' then ' Ontstane vacatures zijn alleen per segment gepubliceerd, waarin het deel dat naar '
            || 'werkzamen is.'
        else ''
    end as caveat_nl
from added
