-- How every figure of the scorecard moves with the delineation: kern beside breed, and beside each delineation that
-- someone added. A figure that exists in one of the two only keeps its row, with the other left empty. Beside it which row
-- of the crosswalk moves it most, and whether what one would conclude from it holds in both.
with figures as (
    select
        score.opgave_id, score.indicator_id, score.period_start, score.frequency, score.delineation, score.value, score.unit,
        score.status, score.dataset_id, score.change_1y,
        regexp_extract(score.series, 'editie ([0-9]+)', 1) as edition,
        case
            when indicator.fact = 'fct_education_output_field' then
                'ISCED-F ' || split_part(score.indicator_id, '.', 2) || ' '
                || replace(split_part(score.indicator_id, '.', 1), '_cbs', '')
            when indicator.fact in ('fct_education_output', 'fct_education_forecast') then
                case split_part(score.indicator_id, '.', 2) when 'mbo' then 'CREBO' else 'CROHO' end || ' '
                || split_part(score.indicator_id, '.', 2) || ' '
                || replace(split_part(score.indicator_id, '.', 1), '_forecast', '')
            when score.dataset_id like 'duo__%' then
                case when score.indicator_id like '%.mbo_%' then 'CREBO mbo ' else
                    'CROHO ' || split_part(split_part(score.indicator_id, '.', 3), '_', 1) || ' '
                end
                || case
                    when ends_with(score.indicator_id, 'gediplomeerden') then 'graduates'
                    when ends_with(score.indicator_id, 'eerstejaars') then 'first_years'
                    else 'enrolled'
                end
            when score.series like '%BRC 2014%' then 'BRC2014'
            when not contains(score.indicator_id, '_branch') then 'SBI alle jobs'
        end as carrier
    from {{ ref("opgave_scorecard") }} as score
    inner join {{ ref("dim_indicator") }} as indicator on indicator.indicator_id = score.indicator_id
    where score.opgave_id <> 'nederland'
),

-- the place among the opgaven that have the figure in kern and in breed: a gap in one of them is no change of place
ranked as (
    select
        opgave_id, indicator_id, period_start,
        rank() over (partition by indicator_id, period_start, delineation order by value desc) as opgave_rank
    from (
        select *, count(*) over (partition by opgave_id, indicator_id, period_start) as delineations
        from figures
        where delineation in ('kern', 'breed') and value is not null
    )
    where delineations = 2
),

places as (
    select opgave_id, indicator_id, period_start, count(distinct opgave_rank) = 1 as rank_holds
    from ranked
    group by opgave_id, indicator_id, period_start
),

per_delineation as (
    select
        opgave_id,
        indicator_id,
        period_start,
        frequency,
        unit,
        max(value) filter (where delineation = 'kern') as value_kern,
        max(value) filter (where delineation = 'breed') as value_breed,
        max(change_1y) filter (where delineation = 'kern') as change_kern,
        {{ least_certain_of_all("status") }} as status,
        max(dataset_id) as dataset_id
    from figures
    group by opgave_id, indicator_id, period_start, frequency, unit
),

compared_with as (
    select distinct delineation from figures where delineation <> 'kern'
)

select
    base.opgave_id,
    base.indicator_id,
    base.period_start,
    base.frequency,
    compared_with.delineation,
    base.unit,
    base.value_kern,
    base.value_breed,
    figures.value,
    {{ rounded("figures.value - base.value_kern", 6) }} as difference,
    {{ rounded("figures.value / nullif(base.value_kern, 0)", 4) }} as ratio,
    -- a conclusion holds where it is the same in kern and in this delineation; unknown where one of the two has none
    sign(base.change_kern) = sign(figures.change_1y) as growth_holds,
    case when compared_with.delineation = 'breed' then places.rank_holds end as rank_holds,
    case
        when starts_with(base.indicator_id, 'tightness')
            then (base.value_kern >= {{ criterion_bar("tight") }}) = (figures.value >= {{ criterion_bar("tight") }})
    end as shortage_holds,
    influence.row_code_system as most_moved_by_system,
    influence.row_code as most_moved_by_code,
    influence.deelopgave_id as most_moved_by_deelopgave_id,
    influence.influence_pct as most_moved_by_pct,
    case
        when base.value_kern is null and figures.value is null then 'In geen van beide een cijfer.'
        when base.value_kern is null then
            'Kern heeft hier geen cijfer: niet af te bakenen of niet gepubliceerd (zie opgave_coverage); geen nul.'
        when figures.value is null then
            'Deze afbakening heeft hier geen cijfer: niet af te bakenen of niet gepubliceerd (zie opgave_coverage); geen nul.'
    end as caveat_nl,
    base.status,
    base.dataset_id
from per_delineation as base
cross join compared_with
left join figures
    on figures.opgave_id = base.opgave_id
    and figures.indicator_id = base.indicator_id
    and figures.period_start = base.period_start
    and figures.delineation = compared_with.delineation
left join places
    on places.opgave_id = base.opgave_id
    and places.indicator_id = base.indicator_id
    and places.period_start = base.period_start
left join {{ ref("int_row_influence") }} as influence
    on influence.opgave_id = figures.opgave_id
    and influence.delineation = figures.delineation
    and influence.carrier = figures.carrier
    and (figures.edition is null or figures.edition = '' or influence.edition = figures.edition)
-- breed is held against kern always; an own delineation only where it has the figure
where compared_with.delineation = 'breed' or figures.opgave_id is not null
