{#- Hidden cells in pools: which cells are told together, how many persons they have together, and what each of them is then
    taken for. `docs/disclosure.md` says why. CTEs, to stand behind a CTE with one row per hidden cell.

    A pool has at least `least` cells. Cells are pooled tier by tier, what is left over in the next; and where fewer than
    `least` cells of a node are left over beside pools in that node, its smallest pool joins them, since the total of the
    node less its pools would tell them. Which cells are a pool depends on where they stand, never on what they count. -#}
{% macro least_hidden() -%}5{%- endmacro %}

{#- cells    CTE with one row per hidden cell
    tiers    (name, key columns, node columns or none): pooled by the key; after that the node is left whole or not at all
    Gives `<cells>_pooled`: the columns of cells and pool (its name, null where a cell is in none). -#}
{% macro pooled(cells, tiers) -%}
{%- set last = namespace(cte=cells, pool="cast(null as varchar)") -%}
{%- for tier, key, node in tiers %}
{%- set name = cells ~ "_" ~ tier %}
{{ name }} as (
    select
        * {%- if not loop.first %} exclude (pool){% endif %},
        case
            when {{ last.pool }} is not null then {{ last.pool }}
            when count(*) filter ({{ last.pool }} is null) over (partition by {{ key | join(", ") }}) >= {{ least_hidden() }}
                then '{{ tier }}'{% for column in key %} || '|' || coalesce(cast({{ column }} as varchar), '-'){% endfor %}
        end as pool
    from {{ last.cte }}
),
{%- set last.cte = name %}
{%- set last.pool = "pool" %}
{%- if node %}

{{ name }}_size as (
    select *, lpad(cast(count(*) over (partition by pool) as varchar), 9, '0') || pool as size_and_pool from {{ name }}
),

{{ name }}_whole as (
    select
        * exclude (pool, size_and_pool),
        case
            when size_and_pool is distinct from min(size_and_pool) over node
                or count(*) filter (pool is null) over node not between 1 and {{ least_hidden() }} - 1
                then pool
        end as pool
    from {{ name }}_size
    window node as (partition by {{ node | join(", ") }})
),
{%- set last.cte = name ~ "_whole" %}
{%- endif %}
{% endfor %}
{{ cells }}_pooled as (
    select * from {{ last.cte }}
)
{%- endmacro %}

{#- What each cell of a pool is taken for, from the persons of the pool: its share in cents, so that the shares are the
    total. All ones and all fours would tell every cell: such a total moves by one, and one that may have been moved has
    the interval of both. The largest pool takes back what the others of its `balance` moved, so that they are exact
    together: nobody can tell what it took back.
    total     aggregate over the pool; order is what the odd cents go by; balance the columns whose total is exact, or none
    Gives `<pooled>_share`: share, below and above (what the total of the pool may be beside what it is told as). -#}
{% macro shares(pooled, total, order, balance=none) -%}
{{ pooled }}_sum as (
    select
        *,
        count(*) over (partition by pool) as pool_cells,
        row_number() over (partition by pool order by {{ order }}) as pool_rank,
        {{ total }} as pool_total
    from {{ pooled }}
    where pool is not null
),

{{ pooled }}_moved as (
    select
        *,
        greatest(least(pool_total, 4 * pool_cells - 1), pool_cells + 1) as moved,
        lpad(cast(pool_cells as varchar), 9, '0') || pool as size_and_pool
    from {{ pooled }}_sum
),

{{ pooled }}_told as (
    select
        * exclude (moved, size_and_pool),
        {%- if balance %}
        size_and_pool = max(size_and_pool) over balance as is_largest_pool,
        moved - case
            when is_largest_pool then sum(moved - pool_total) filter (pool_rank = 1) over balance else 0
        end as told,
        case
            when is_largest_pool then -count(*) filter (pool_rank = 1 and moved = 4 * pool_cells - 1) over balance
            when moved = pool_cells + 1 then -1
            else 0
        end as below,
        case
            when is_largest_pool then count(*) filter (pool_rank = 1 and moved = pool_cells + 1) over balance
            when moved = 4 * pool_cells - 1 then 1
            else 0
        end as above
        {%- else %}
        moved as told,
        case when moved = pool_cells + 1 then -1 else 0 end as below,
        case when moved = 4 * pool_cells - 1 then 1 else 0 end as above
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
    Gives `ranked`, and `hidden`: its hidden pieces, with `is_alone` where the whole is hidden, else `beside`, the rest. -#}
{% macro small_pieces(pieces, whole, piece) -%}
ranked as (
    select
        *,
        sum(persons) over whole as whole_persons,
        row_number() over (partition by {{ whole }} order by persons desc, {{ piece }}) = 1
        and sum(persons) over whole > 4 as is_largest
    from {{ pieces }}
    window whole as (partition by {{ whole }})
),

hidden as (
    select * exclude (largest), whole_persons < 5 as is_alone, case when whole_persons > 4 then largest end as beside
    from (
        select *, max({{ piece }}) filter (is_largest) over (partition by {{ whole }}) as largest
        from ranked
    ) as beside_the_largest
    where persons between 1 and 4 and not is_largest
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
        share.* exclude (beside, is_alone, pool, pool_cells, pool_rank, pool_total, told, share, below, above),
        true as is_hidden,
        share as estimate,
        'groepstotaal' as estimation,
        {%- for name, tiers in widths.items() %}
        {%- for side, by, end in [("lower", "below", 1), ("upper", "above", 4)] %}
        case
            when {{ tier }} in ('{{ tiers | join("', '") }}') then share + cast({{ by }} as decimal(18, 6)) / pool_cells
            else {{ end }}
        end as {{ name }}_{{ side }},
        {%- endfor %}
        {%- endfor %}
        1 as cell_lower,
        4 as cell_upper
    from hidden_pooled_share as share
    union all by name
    select
        alone.* exclude (beside, is_alone, pool),
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
            when is_rest then whole_persons + persons - sum({{ beside }}_{{ other }}) over whole
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
{{ return(["dataset_id", "study_year", "level", "learning_path"] + further) }}
{%- endmacro %}
