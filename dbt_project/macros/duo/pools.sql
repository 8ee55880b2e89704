{#- Hidden cells in pools: which cells are told together, how many persons they have together, and what each of them is then
    taken for. `docs/disclosure.md` says why. CTEs, to stand behind a CTE with one row per hidden cell.

    A pool has at least `least_hidden` cells that hide one another; a lone cell (`is_lone`), which a total of the publisher's
    own leaves alone, is told with a pool and counts for none. Cells are pooled tier by tier, what is left over in the next.
    Where fewer are left over in a node beside pools of that node, its smallest pool joins them, since the total of the node
    less its pools would tell them. Which cells are a pool depends on where they stand, never on what they count. -#}
{% macro least_hidden() -%}5{%- endmacro %}

{#- cells    CTE with one row per hidden cell, and is_lone
    tiers    (name, key columns, nodes that are looked at before: each a list of columns)
    Gives `<cells>_pooled`: the columns of cells and pool (its name, null where a cell is in none). -#}
{% macro pooled(cells, tiers) -%}
{%- set last = namespace(cte=cells ~ "_alone") -%}
{{ last.cte }} as (
    select *, cast(null as varchar) as pool from {{ cells }}
),
{%- for tier, key, nodes in tiers %}
{%- for node in nodes %}
{%- set name = cells ~ "_" ~ tier ~ "_node_" ~ loop.index %}

{{ name }}_size as (
    select *, lpad(cast(count(*) over (partition by pool) as varchar), 9, '0') || pool as size_and_pool from {{ last.cte }}
),

{{ name }} as (
    select
        * exclude (pool, size_and_pool),
        case
            when size_and_pool <> min(size_and_pool) over node
                or count(*) filter (pool is null) over node = 0
                or count(*) filter (pool is null and not is_lone) over node >= {{ least_hidden() }}
                then pool
        end as pool
    from {{ name }}_size
    window node as (partition by {{ node | join(", ") }})
),
{%- set last.cte = name %}
{%- endfor %}
{%- set name = cells ~ "_" ~ tier %}

{{ name }} as (
    select
        * exclude (pool),
        case
            when pool is not null then pool
            when count(*) filter (pool is null and not is_lone) over (partition by {{ key | join(", ") }})
                >= {{ least_hidden() }}
                then '{{ tier }}'{% for column in key %} || '|' || coalesce(cast({{ column }} as varchar), '-'){% endfor %}
        end as pool
    from {{ last.cte }}
),
{%- set last.cte = name %}
{%- endfor %}

{{ cells }}_pooled as (
    select * from {{ last.cte }}
)
{%- endmacro %}

{#- What each cell of a pool is taken for, from the persons of the pool: its share in cents, so that the shares are the
    total. All ones and all fours would tell every cell: such a total moves by one, and one that may have been moved has
    the interval of both. The largest pool takes back what the others of its `balance` moved, so that they are exact
    together: nobody can tell what it took back. What itself was moved it keeps.
    total     persons of the pool, an aggregate over it; lone those of its lone cells
    order is what the odd cents go by; balance the columns whose total is exact, or none
    Gives `<pooled>_share`: share, below and above (what the total of the pool may be beside what it is told as). -#}
{% macro shares(pooled, total, order, lone="0", balance=none) -%}
{{ pooled }}_sum as (
    select
        *,
        count(*) over (partition by pool) as pool_cells,
        row_number() over (partition by pool order by {{ order }}) as pool_rank,
        count(*) filter (not is_lone) over (partition by pool) as guarded,
        {{ total }} as pool_total,
        {{ lone }} as lone_total
    from {{ pooled }}
    where pool is not null
),

{{ pooled }}_moved as (
    select
        *,
        greatest(least(pool_total - lone_total, 4 * guarded - 1), guarded + 1) as guarded_told,
        guarded_told + lone_total as moved
        {%- if balance %},
        max_by(pool, lpad(cast(pool_cells as varchar), 9, '0') || pool) over (partition by {{ balance }}) as largest_pool
        {%- endif %}
    from {{ pooled }}_sum
),

{{ pooled }}_told as (
    select
        * exclude (moved, guarded_told, guarded, lone_total{{ ", largest_pool" if balance }}),
        {%- if balance %}
        pool = largest_pool as is_largest_pool,
        case
            when is_largest_pool then 2 * moved - pool_total - sum(moved - pool_total) filter (pool_rank = 1) over balance
            else moved
        end as told,
        -- of the largest: what itself was moved, and the others the other way
        case
            when is_largest_pool
                then -count(*) filter (
                    pool_rank = 1 and pool <> largest_pool and guarded_told = 4 * guarded - 1
                ) over balance
            else 0
        end - case when guarded_told = guarded + 1 then 1 else 0 end as below,
        case
            when is_largest_pool
                then count(*) filter (pool_rank = 1 and pool <> largest_pool and guarded_told = guarded + 1) over balance
            else 0
        end + case when guarded_told = 4 * guarded - 1 then 1 else 0 end as above
        {%- else %}
        moved as told,
        case when guarded_told = guarded + 1 then -1 else 0 end as below,
        case when guarded_told = 4 * guarded - 1 then 1 else 0 end as above
        {%- endif %}
    from {{ pooled }}_moved
    {%- if balance %}
    window balance as (partition by {{ balance }})
    {%- endif %}
),

{{ pooled }}_share as (
    select
        * {%- if balance %} exclude (is_largest_pool){% endif %},
        cast((100 * told) // pool_cells + case when pool_rank <= (100 * told) % pool_cells then 1 else 0 end as bigint)
        * cast(0.01 as decimal(3, 2)) as share
    from {{ pooled }}_told
)
{%- endmacro %}

{#- What a whole is made of, and which of its pieces are hidden: those of 1 to 4, and where the whole is told (5 or more) not
    the largest, which is then told as the rest: a whole of 8 in two forms of 4 looks as one of 6 and 2 does.
    pieces   CTE with one row per piece: the columns of `whole`, `piece` and persons
    stratum  the columns of which the publisher tells the total elsewhere: where one whole of it is hidden, that is lone
    Gives `ranked`, and `hidden`: its hidden pieces, with `is_alone` where the whole is hidden, else `beside`, the rest. -#}
{% macro small_pieces(pieces, whole, piece, stratum) -%}
ranked as (
    select
        *,
        sum(persons) over whole as whole_persons,
        row_number() over (partition by {{ whole }} order by persons desc, {{ piece }}) = 1
        and sum(persons) over whole > 4 as is_largest
    from {{ pieces }}
    window whole as (partition by {{ whole }})
),

beside_the_largest as (
    select
        *,
        whole_persons < 5 as is_alone,
        case when whole_persons > 4 then max({{ piece }}) filter (is_largest) over (partition by {{ whole }}) end as beside,
        concat_ws('|', {{ whole }}) as hidden_whole
    from ranked
),

hidden as (
    select
        * exclude (hidden_whole),
        is_alone and min(hidden_whole) over stratum = max(hidden_whole) over stratum as is_lone
    from beside_the_largest
    where persons between 1 and 4 and not is_largest
    window stratum as (partition by is_alone, {{ stratum }})
)
{%- endmacro %}

{#- Every piece as it may be told: `ranked` and `hidden`, and `hidden_pooled_share` of `shares`. A hidden piece has its share,
    or the mean; the rest of a whole is what the shares leave of it.
    width    which tiers of `pooled` lie within one figure of a programme, and of the country
    rest     idem, for the rest of a whole
    Gives `pieces_told`: the columns of ranked, with estimate and estimation, cell_*, programme_* and country_* bounds. -#}
{% macro pieces_told(whole, programme, country, rest) -%}
{%- set tier = "split_part(pool, '|', 1)" -%}
{%- set widths = {"programme": programme, "country": country, "rest": rest} -%}
hidden_told as (
    select
        share.* exclude (beside, is_alone, pool_cells, pool_rank, pool_total, told, share, below, above),
        true as is_hidden,
        share as estimate,
        'groepstotaal' as estimation,
        {%- for name, tiers in widths.items() %}
        {%- for side, by, end in [("lower", "below", 1), ("upper", "above", 4)] %}
        case
            when {{ tier }} in ('{{ tiers | join("', '") }}')
                then {{ rounded("share + cast(" ~ by ~ " as decimal(18, 6)) / pool_cells", 6) }}
            else {{ end }}
        end as {{ name }}_{{ side }},
        {%- endfor %}
        {%- endfor %}
        1 as cell_lower,
        4 as cell_upper
    from hidden_pooled_share as share
    union all by name
    select
        alone.* exclude (beside, is_alone),
        true as is_hidden,
        calibrated.mean_hidden as estimate,
        'gemiddelde' as estimation,
        {%- for name in ["cell", "programme", "country", "rest"] %}
        1 as {{ name }}_lower,
        4 as {{ name }}_upper{{ "," if not loop.last }}
        {%- endfor %}
    from hidden_pooled as alone
    left join {{ ref("hidden_count") }} as calibrated using (education_sector, measure)
    where alone.pool is null
    union all by name
    select
        ranked.*,
        false as is_lone,
        null as pool,
        false as is_hidden,
        persons as estimate,
        'geteld' as estimation,
        {%- for name in ["cell", "programme", "country", "rest"] %}
        persons as {{ name }}_lower,
        persons as {{ name }}_upper{{ "," if not loop.last }}
        {%- endfor %}
    from ranked
    where persons not between 1 and 4 or is_largest
),

in_whole as (
    select *, is_largest and bool_or(is_hidden) over (partition by {{ whole }}) as is_rest
    from hidden_told
),

pieces_told as (
    select
        * exclude (
            is_rest, is_largest, whole_persons, persons, estimate, estimation, rest_lower, rest_upper,
            cell_lower, cell_upper, programme_lower, programme_upper, country_lower, country_upper
        ),
        is_hidden or is_rest as is_withheld,
        case when is_rest then 'groepstotaal' else estimation end as estimation,
        case when is_rest then whole_persons + persons - sum(estimate) over whole else estimate end as estimate,
        {%- for name, beside in [("cell", "cell"), ("programme", "programme"), ("country", "rest")] %}
        {%- for side, other in [("lower", "upper"), ("upper", "lower")] %}
        case
            {%- set left = "whole_persons + persons - sum(" ~ beside ~ "_" ~ other ~ ") over whole" %}
            when is_rest then {{ left if name == "cell" else rounded(left, 6) }}
            else {{ name }}_{{ side }}
        end as {{ name }}_{{ side }}{{ "," if not (loop.last and name == "country") }}
        {%- endfor %}
        {%- endfor %}
    from in_whole
    window whole as (partition by {{ whole }})
)
{%- endmacro %}

{#- What is the same of all cells of a pool, whatever its tier. -#}
{% macro hidden_kind(further=[]) -%}
{{ return(["dataset_id", "study_year", "level", "learning_path", "is_alone"] + further) }}
{%- endmacro %}
