-- The part of each occupation that an opgave claims, at all three levels of the BRC 2014. Of a group (four digits) it is
-- the weight of the crosswalk. Of a segment or a class it is what the claimed groups employ of all that its groups employ,
-- in the newest period of 85276NED: tables that stop at segments or classes are read with it. Where CBS does not tell
-- what every group of it employs, the weight is unknown, not smaller.
with groups as (
    select opgave_id, delineation, edition as brc_edition, code as brc_group, {{ weight_columns() }}
    from {{ ref("opgave_code") }}
    where code_system = 'BRC2014' and length(code) = 4
),

members as (
    select
        occupations.edition as brc_edition,
        occupations.code as brc_group,
        {{ brc_level("left(occupations.code, levels.digits)") }} as brc_level,
        left(occupations.code, levels.digits) as brc_code,
        case
            when bool_and(employment.employed is not null) over coarser
                then employment.employed / nullif(sum(employment.employed) over coarser, 0)
        end as share,
        sum(employment.employed) over coarser as employed,
        max(employment.period_start) over coarser as weight_period
    from {{ ref("int_occupation") }} as occupations
    cross join (values (2), (3)) as levels (digits)
    left join {{ ref("int_occupation_employment_weight") }} as employment
        on employment.brc_code = occupations.code and employment.brc_edition = occupations.edition
    where occupations.code_level = 'beroepsgroep'
    window coarser as (partition by occupations.edition, left(occupations.code, levels.digits))
),

weighed as (
    {{ weights_of_coarser(
        "groups", "members",
        on=["brc_edition", "brc_group"],
        code=["brc_edition", "brc_level", "brc_code"],
        also={"weight_period": "any_value(members.weight_period)", "employed": "any_value(members.employed)"},
    ) }}
)

select
    opgave_id, delineation, brc_edition, 'beroepsgroep' as brc_level, brc_group as brc_code,
    {{ weight_columns() }}, cast(null as date) as weight_period, 'via_occupation' as method
from groups
union all by name
select
    * exclude (employed),
    {{ class_method("via_occupation", "weight", "employed", ["opgave_id", "delineation", "brc_edition", "brc_level"]) }}
        as method
from weighed
