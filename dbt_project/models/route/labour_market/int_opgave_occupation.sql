-- The part of each occupation that an opgave claims, at all three levels of the BRC 2014. Of a group (four digits) it is
-- the weight of the bridge. Of a segment or a class it is what the claimed groups employ of all that its groups employ,
-- in the newest period of 85276NED: tables that stop at segments or classes are read with it. Where CBS does not tell
-- what every group of it employs, the share is unknown, not smaller.
with weights as (
    select opgave_id, delineation, edition, code, cast(sum(weight) as double) as weight
    from {{ ref("opgave_weight") }}
    where code_system = 'BRC2014' and length(code) = 4
    group by opgave_id, delineation, edition, code
),

employed as (
    select occupations.code, occupations.edition, employment.employed, employment.period_start
    from {{ ref("int_occupation") }} as occupations
    left join {{ ref("int_occupation_employment_weight") }} as employment
        on employment.brc_code = occupations.code and employment.brc_edition = occupations.edition
    where occupations.code_level = 'beroepsgroep'
),

levels as (
    select * from (values (2, 'beroepsklasse'), (3, 'beroepssegment')) as listed (digits, brc_level)
),

totals as (
    select
        levels.brc_level,
        levels.digits,
        employed.edition,
        left(employed.code, levels.digits) as code,
        case when count(employed.employed) = count(*) then sum(employed.employed) end as employed,
        max(employed.period_start) as weight_period
    from employed
    cross join levels
    group by levels.brc_level, levels.digits, employed.edition, left(employed.code, levels.digits)
)

select
    opgave_id,
    delineation,
    edition as brc_edition,
    'beroepsgroep' as brc_level,
    code as brc_code,
    weight as share,
    cast(null as date) as weight_period
from weights
union all
select
    weights.opgave_id,
    weights.delineation,
    totals.edition,
    totals.brc_level,
    totals.code,
    {{ summed("weights.weight * employed.employed", 6) }} / nullif(any_value(totals.employed), 0),
    any_value(totals.weight_period)
from totals
inner join weights on weights.edition = totals.edition and left(weights.code, totals.digits) = totals.code
left join employed on employed.code = weights.code and employed.edition = weights.edition
group by weights.opgave_id, weights.delineation, totals.edition, totals.brc_level, totals.code
