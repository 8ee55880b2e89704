-- Which row of the crosswalk moves the figures of an opgave most: the one whose people times the width of its interval is the
-- largest. Per opgave and delineation, for each `carrier`, the codes that figures come along: programmes of a sector and
-- measure, fields likewise, occupations (employed persons), industries (jobs); in the last year that has them.
with counted as (
    select *, concat_ws(' ', classification, population, measure) as carrier
    from {{ ref("int_code_figure") }}
    where code_level in ('opleiding', 'vakgebied', 'division')
    qualify year = max(year) over (partition by classification, edition, population, measure)
),

figures as (
    select carrier, classification, edition, code, value from counted
    union all
    -- in both editions of the BRC
    select 'BRC2014', 'BRC2014', brc_edition, brc_code, cast(employed as decimal(18, 2))
    from {{ ref("int_occupation_employment_weight") }}
    where employed is not null
),

programme_fields as (
    select code_system, code, isced_code from {{ ref("int_programme") }}
),

-- a programme that is in by its field moves with the row of that field
programme_rows as (
    select
        weights.opgave_id, weights.delineation, weights.deelopgave_id, weights.code_system as classification,
        weights.programme_code as code, cast(null as varchar) as edition,
        case when weights.method = 'via_field' then 'ISCED-F' else weights.code_system end as row_code_system,
        case when weights.method = 'via_field' then programme_fields.isced_code else weights.programme_code end as row_code,
        weights.weight, weights.weight_lower, weights.weight_upper
    from {{ ref("int_programme_opgave") }} as weights
    inner join programme_fields
        on programme_fields.code_system = weights.code_system and programme_fields.code = weights.programme_code
),

other_rows as (
    select
        opgave_id, delineation, deelopgave_id, code_system as classification, code, edition, code_system as row_code_system,
        code as row_code, weight, weight_lower, weight_upper
    from {{ ref("opgave_weight") }}
    where code_system in ('ISCED-F', 'BRC2014', 'SBI') and coalesce(code_level, 'division') = 'division'
),

crosswalk as (
    select * from programme_rows
    union all
    select * from other_rows
),

moved as (
    select
        crosswalk.opgave_id, crosswalk.delineation, figures.carrier, figures.edition, crosswalk.row_code_system,
        crosswalk.row_code, crosswalk.deelopgave_id,
        cast(sum(figures.value * crosswalk.weight) as double) as counted,
        sum(cast(figures.value as double) * (crosswalk.weight_upper - crosswalk.weight_lower)) as influence
    from crosswalk
    inner join figures
        on figures.classification = crosswalk.classification
        and figures.code = crosswalk.code
        and figures.edition = coalesce(crosswalk.edition, figures.edition)
    group by all
)

select
    opgave_id, delineation, carrier, edition, row_code_system, row_code, deelopgave_id,
    {{ rounded("100 * influence / nullif(sum(counted) over whole, 0)", 1) }} as influence_pct
from moved
window whole as (partition by opgave_id, delineation, carrier, edition)
qualify
    influence > 0
    and row_number() over (
        partition by opgave_id, delineation, carrier, edition
        order by influence desc, row_code_system, row_code, deelopgave_id
    ) = 1
