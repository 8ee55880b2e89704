-- ROA's indicator of future bottlenecks in staffing (ITKB) per opgave. An index cannot be averaged over occupations, so
-- an opgave has two other things: which part of the people in its occupations work in a group that ROA classes as a large
-- or very large bottleneck, and the range of the index over the groups. Where all groups are of the same side the part is
-- all or nothing and needs no weights; else it is weighted by employed persons, and every group must have a weight. A group
-- that ROA does not publish may be either: then the part has no value, and lies between two.
with groups as (
    select groups.*, employment.employed, employment.is_borrowed
    from {{ ref("int_opgave_occupation") }} as groups
    left join {{ ref("int_occupation_employment_weight") }} as employment
        on employment.brc_code = groups.brc_code and employment.brc_edition = groups.brc_edition
    where groups.brc_level = 'beroepsgroep'
),

classes as (
    select
        dataset_id, brc_code, brc_edition, period_start, frequency, value as index, status,
        case when class_nl in ('groot', 'zeer groot') then 1 when class_nl is not null then 0 end as is_high
    from {{ ref("int_occupation_figures") }}
    where measure = 'bottleneck_indicator' and brc_level = 'beroepsgroep' and region = 'Nederland'
),

carried as (
    {{ ratio_per_opgave(
        "groups", "classes",
        on={"brc_edition": "brc_edition", "brc_code": "brc_code"},
        keys=["dataset_id", "brc_edition", "period_start", "frequency"],
        columns=["index", "is_high"],
        ratios={
            "share": ("part.employed * part.is_high", "part.employed"),
            "at_least": ("part.employed * coalesce(part.is_high, 0)", "part.employed"),
            "at_most": ("part.employed * coalesce(part.is_high, 1)", "part.employed"),
        },
        spread="part.index",
        least=1,
        covering="codes",
        carry=["employed", "is_borrowed"],
        method="via_occupation",
        also={
            "high_of_groups": whole("part.is_high", "avg(part.is_high)"),
            "has_borrowed_weights": "coalesce(bool_or(part.is_borrowed), false)",
        },
    ) }}
),

judged as (
    select *, coalesce(high_of_groups in (0, 1), false) as is_unanimous from carried
)

select
    opgave_id, delineation, dataset_id, brc_edition, 'bottleneck_share' as measure, period_start, frequency,
    {{ rounded("100 * if(is_unanimous, high_of_groups, share)", 1) }} as value,
    {{ rounded("100 * if(is_unanimous, high_of_groups, at_least)", 1) }} as value_lower,
    {{ rounded("100 * if(is_unanimous, high_of_groups, at_most)", 1) }} as value_upper,
    {%- for side, bound in [("lower", "greatest(share_weight_lower, 0)"), ("upper", "least(share_weight_upper, 1)")] %}
    {{ rounded(
        "100 * case when is_unanimous then high_of_groups when share is not null then " ~ bound ~ " end", 1
    ) }} as weight_{{ side }},
    {%- endfor %}
    cast(null as double) as range_lowest,
    cast(null as double) as range_highest,
    cast(null as double) as margin_95,
    share_count_pct,
    share_official_pct,
    share_judgement_pct,
    cast(null as double) as change_1y_weight,
    cast(null as double) as change_3y_weight,
    'procent' as unit,
    method,
    case
        when is_unanimous and high_of_groups = 1 then 'alle beroepsgroepen een groot of zeer groot knelpunt'
        when is_unanimous then 'geen beroepsgroep een groot of zeer groot knelpunt'
        when has_borrowed_weights then 'gewogen naar werkzame personen in de andere editie van de BRC'
        else 'gewogen naar werkzame personen'
    end as weighting,
    codes as groups_total,
    codes_published as groups_published,
    status
from judged
where is_unanimous or at_least is not null
union all by name
select
    opgave_id, delineation, dataset_id, brc_edition, 'bottleneck_indicator' as measure, period_start, frequency,
    cast(null as double) as value,
    {{ rounded("lowest", 3) }} as range_lowest,
    {{ rounded("highest", 3) }} as range_highest,
    'index' as unit,
    method,
    'alleen het bereik' as weighting,
    codes as groups_total,
    codes_published as groups_published,
    status
from judged
where codes_published > 0
