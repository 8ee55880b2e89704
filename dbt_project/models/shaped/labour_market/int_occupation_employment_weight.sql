-- Employed persons per occupation group and edition of the BRC, to weigh ratios with: the newest period CBS publishes.
-- An edition without figures of its own borrows those of the other edition for groups that kept their code (flagged).
-- Groups that were split or merged have no counterpart and get no weight; 0812 kept its code but not its content.
with employed as (
    select brc_code, brc_edition, period_start, value as employed
    from {{ ref("int_occupation_figures") }}
    where
        measure = 'employed' and brc_level = 'beroepsgroep' and population_group = 'totaal' and value is not null
    qualify row_number() over (partition by brc_code, brc_edition order by period_start desc, frequency) = 1
),

occupations as (
    select code, edition
    from {{ ref("int_occupation") }}
    where code_level = 'beroepsgroep'
),

borrowed as (
    select occupations.code, occupations.edition, employed.employed, employed.period_start
    from occupations
    inner join employed
        on employed.brc_code = occupations.code and employed.brc_edition <> occupations.edition
    where
        occupations.edition not in (select brc_edition from employed)
        and occupations.code <> '0812'
)

select brc_code, brc_edition, employed, period_start, false as is_borrowed
from employed
union all
select code, edition, employed, period_start, true
from borrowed
