-- One value per opgave, delineation, figure and period: the breakdowns of indicator_value added where its definition says
-- that they add up. A change or trend is only given within a series: the same source and edition of the
-- classification, in years that the source covers in full.
with figures as (
    select
        value.opgave_id,
        value.delineation,
        value.indicator_id,
        value.period_start,
        -- rounded, so that the sum is the same in whatever order rows come; a part without a value leaves no sum
        case when count(*) = count(value.value) then {{ rounded("sum(value.value)", 6) }} end as value,
        case when count(*) = count(value.value_lower) then {{ rounded("sum(value.value_lower)", 6) }} end as value_lower,
        case when count(*) = count(value.value_upper) then {{ rounded("sum(value.value_upper)", 6) }} end as value_upper,
        case when count(*) = 1 then max(value.range_lowest) end as range_lowest,
        case when count(*) = 1 then max(value.range_highest) end as range_highest,
        -- parts of which one is not known leave no margin; where none of them is a sample there is none either
        {{ whole("value.margin_95", rounded("sqrt(sum(power(value.margin_95, 2)))", 6)) }} as margin_95,
        string_agg(distinct value.margin_basis, ' ' order by value.margin_basis) as margin_basis,
        max(value.correlation_1y) as correlation_1y,
        -- the same weights hold in every part: their errors go one way
        {{ whole("value.weight_lower", rounded("sum(value.weight_lower)", 6)) }} as weight_lower,
        {{ whole("value.weight_upper", rounded("sum(value.weight_upper)", 6)) }} as weight_upper,
        {{ whole("value.total_lower", "min(value.total_lower) >= 0") }} as is_never_negative,
        case when count(*) = 1 then max(value.total_lower) end as only_total_lower,
        case when count(*) = 1 then max(value.total_upper) end as only_total_upper,
        {%- for basis in ["count", "official", "judgement"] %}
        {{ whole("value.share_" ~ basis ~ "_pct", rounded(
            "coalesce(sum(value.share_" ~ basis ~ "_pct * abs(value.value)) / nullif(sum(abs(value.value)), 0), avg(value.share_"
            ~ basis ~ "_pct))", 1
        )) }} as share_{{ basis }}_pct,
        {%- endfor %}
        {%- for years in [1, 3] %}
        {{ whole(
            "if(value.method = 'observed', 0, value.change_" ~ years ~ "y_weight)",
            "sum(if(value.method = 'observed', 0, value.change_" ~ years ~ "y_weight))"
        ) }} as change_{{ years }}y_weight,
        {%- endfor %}
        string_agg(distinct value.method, ' ' order by value.method) as method,
        indicator.unit,
        indicator.frequency,
        {{ least_certain_of_all("value.status") }} as status,
        case when count(*) = count(value.series) then string_agg(distinct value.series, ' ' order by value.series) end
            as series,
        string_agg(distinct value.dataset_id, ' ' order by value.dataset_id) as dataset_id,
        string_agg(distinct value.caveat_nl, ' ' order by value.caveat_nl) as caveat_nl
    from {{ ref("indicator_value") }} as value
    inner join {{ ref("indicator") }} as indicator on indicator.indicator_id = value.indicator_id
    group by
        value.opgave_id, value.delineation, value.indicator_id, value.period_start, indicator.unit, indicator.frequency
),

-- what is certain is never out by more than this; a part of the total that is not known leaves none. Where the weights of
-- the parts are known together, that interval goes before the sum of theirs.
parted as (
    select
        figures.* replace (
            coalesce(together.weight_lower, figures.weight_lower) as weight_lower,
            coalesce(together.weight_upper, figures.weight_upper) as weight_upper,
            coalesce(together.change_1y_weight, figures.change_1y_weight) as change_1y_weight,
            coalesce(together.change_3y_weight, figures.change_3y_weight) as change_3y_weight
        ),
        greatest(value_upper - figures.value, figures.value - value_lower) as certain_half
    from figures
    left join {{ ref("int_education_together") }} as together
        on together.indicator_id = figures.indicator_id
        and together.opgave_id = figures.opgave_id
        and together.delineation = figures.delineation
        and together.period_start = figures.period_start
        and together.dataset_id = figures.dataset_id
        and together.weight_lower is not null
        and figures.only_total_lower is null
),

comparable as (
    select
        opgave_id, delineation, indicator_id, period_start, series, value, certain_half, margin_95, is_never_negative
    from parted
    where series is not null and value is not null
),

changed as (
    select
        figures.*,
        one.value as value_1y_ago,
        case when one.value is not null and two.value is not null then three.value end as value_3y_ago,
        {%- for years, name, correlation in [(1, "one", "coalesce(figures.correlation_1y, 0)"), (3, "three", "0")] %}
        case when figures.is_never_negative is not null and {{ name }}.is_never_negative is not null then
            sqrt(
                -- two samples are rounded apart; a register hides the same small counts at both moments
                case
                    when figures.margin_95 is null then power(figures.certain_half + {{ name }}.certain_half, 2)
                    else power(figures.certain_half, 2) + power({{ name }}.certain_half, 2)
                end
                -- what one and the same sample missed at both moments is no change
                + coalesce(
                    power(figures.margin_95, 2) + power({{ name }}.margin_95, 2)
                    - 2 * {{ correlation }} * figures.margin_95 * {{ name }}.margin_95, 0
                )
                + power(figures.change_{{ years }}y_weight, 2)
            )
        end as margin_{{ years }}y{{ "," if not loop.last }}
        {%- endfor %}
    from parted as figures
    {%- for name, years in [("one", 1), ("two", 2), ("three", 3)] %}
    left join comparable as {{ name }}
        on {{ name }}.opgave_id = figures.opgave_id
        and {{ name }}.delineation = figures.delineation
        and {{ name }}.indicator_id = figures.indicator_id
        and {{ name }}.series = figures.series
        and {{ name }}.period_start = figures.period_start - interval {{ years }} year
    {%- endfor %}
),

-- where a target starts from: the last value up to the day it was set
targets as (
    select
        target.opgave_id,
        target.delineation,
        target.indicator_id,
        target.target_value,
        target.target_year,
        max_by(comparable.value, comparable.period_start) as baseline,
        max(comparable.period_start) as baseline_period
    from {{ ref("target") }} as target
    left join comparable
        on comparable.opgave_id = target.opgave_id
        and comparable.delineation = target.delineation
        and comparable.indicator_id = target.indicator_id
        and comparable.period_start <= target.set_on
    group by all
),

-- what a reader of the newest figure must know of how new it is
lateness as (
    select
        newest.opgave_id,
        newest.delineation,
        newest.indicator_id,
        newest.period_start,
        string_agg(
            case
                when dataset.status = 'late'
                    then 'Laat: ' || dataset.dataset_id || ' had volgens haar uitgever al een nieuwere periode moeten hebben.'
                when dataset.status = 'stale'
                    then 'Verouderd: de nieuwste stand van ' || dataset.dataset_id || ' kwam niet of klopte niet.'
                when dataset.cadence = 'frozen'
                    then 'Gesloten: ' || dataset.dataset_id || ' wordt niet meer bijgewerkt; nieuwer is hier niets.'
            end,
            ' ' order by dataset.dataset_id
        ) as lateness_nl
    from (
        select opgave_id, delineation, indicator_id, period_start, unnest(string_split(dataset_id, ' ')) as dataset_id
        from figures
        qualify period_start = max(period_start) over (partition by opgave_id, delineation, indicator_id)
    ) as newest
    inner join {{ ref("dim_dataset") }} as dataset on dataset.dataset_id = newest.dataset_id
    group by newest.opgave_id, newest.delineation, newest.indicator_id, newest.period_start
)

select
    changed.opgave_id,
    changed.delineation,
    changed.indicator_id,
    changed.period_start,
    changed.frequency,
    changed.value,
    changed.value_lower,
    changed.value_upper,
    changed.range_lowest,
    changed.range_highest,
    changed.margin_95,
    changed.margin_basis,
    changed.weight_lower,
    changed.weight_upper,
    {%- for side, sign in [("lower", "-"), ("upper", "+")] %}
    {%- set total %}
    {{ rounded(
        "changed.value " ~ sign ~ " sqrt(power(changed.value_" ~ side ~ " - changed.value, 2) + power(changed.weight_" ~ side
        ~ " - changed.value, 2) + coalesce(power(changed.margin_95, 2), 0))", 2
    ) }}
    {%- endset %}
    case
        when changed.is_never_negative is null then null
        when changed.only_total_{{ side }} is not null then changed.only_total_{{ side }}
        {%- if side == "lower" %}
        when changed.is_never_negative then greatest({{ total }}, 0)
        when not changed.is_never_negative then {{ total }}
        {%- else %}
        else {{ total }}
        {%- endif %}
    end as total_{{ side }},
    {%- endfor %}
    changed.share_count_pct,
    changed.share_official_pct,
    changed.share_judgement_pct,
    changed.method,
    changed.unit,
    {{ rounded("changed.value - changed.value_1y_ago", 6) }} as change_1y,
    {{ rounded("case when changed.value_1y_ago is not null then changed.margin_1y end", 2) }} as change_1y_margin,
    abs(changed.value - changed.value_1y_ago) > changed.margin_1y as change_1y_significant,
    -- a share changes in percentage points, not in per cent; of nothing, or of less, there is no per cent either
    case
        when changed.unit not in ('procent', 'procentpunt') and changed.value_1y_ago > 0
            then {{ rounded("(changed.value - changed.value_1y_ago) / changed.value_1y_ago * 100", 2) }}
    end as change_1y_pct,
    {{ rounded("(changed.value - changed.value_3y_ago) / 3", 6) }} as trend_3y,
    {{ rounded("case when changed.value_3y_ago is not null then changed.margin_3y / 3 end", 2) }} as trend_3y_margin,
    abs(changed.value - changed.value_3y_ago) > changed.margin_3y as trend_3y_significant,
    targets.target_value as target,
    targets.target_year,
    case
        when changed.series is not null and changed.period_start >= targets.baseline_period
            then {{ rounded(
                "(changed.value - targets.baseline) / nullif(targets.target_value - targets.baseline, 0) * 100", 1
            ) }}
    end as target_progress_pct,
    changed.series,
    changed.status,
    changed.dataset_id,
    lateness.lateness_nl,
    changed.caveat_nl
from changed
left join lateness
    on lateness.opgave_id = changed.opgave_id
    and lateness.delineation = changed.delineation
    and lateness.indicator_id = changed.indicator_id
    and lateness.period_start = changed.period_start
left join targets
    on targets.opgave_id = changed.opgave_id
    and targets.delineation = changed.delineation
    and targets.indicator_id = changed.indicator_id
