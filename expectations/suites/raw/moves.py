"""A new edition of a raw table of figures beside the one in use: what both tell, and what only one of them does."""

from expectations.suites.raw.common import table
from ingestion.cells import cells
from ingestion.dataset import Dataset
from ingestion.load import said

CELL_SHARE = 0.005  # of its series and period: a smaller cell may move as it likes
FEW = 10  # cells: of fewer a share says nothing
NONE = (
    "select null::varchar as series, null::varchar as period, null::varchar as cell, null::double as value, 0 as hidden "
    "where false"
)


def moves(dataset: Dataset, before: str | None) -> str:
    """SQL: per series and period that both editions tell, how much of it is another.

    Columns series, period, moved_pct (all changes of its cells, of its size or of its usual size where that is larger:
    growth rates lie around nought), cell_moved_pct (the largest change of one cell that matters), lost_pct (cells that are
    gone), could_shift and shifted (cells that differ from the year before, and those that now have the figure of that year),
    hidden_before and unhidden (suppressed rows, and those that are none any more), fives_pct and fives_before_pct (figures
    that are a multiple of five).
    """
    old = cells(dataset, before) if before else NONE
    return f"""
    with older as ({old}),
    newer as ({cells(dataset, table(dataset))}),
    shared as (select distinct period from older intersect select distinct period from newer),
    sizes as (
        select series, period, sum(abs(value)) as size, avg(sum(abs(value))) over (partition by series) as usual
        from older where value is not null group by 1, 2
    ),
    compared as (
        select
            coalesce(older.series, newer.series) as series,
            coalesce(older.period, newer.period) as period,
            older.value as was,
            newer.value as is_now,
            last_year.value as was_before,
            older.hidden as hidden_before,
            newer.hidden as hidden_now,
            abs(coalesce(newer.value, 0) - coalesce(older.value, 0)) as change
        from older
        full join newer on newer.series = older.series and newer.period = older.period and newer.cell = older.cell
        left join older as last_year
            on last_year.series = newer.series and last_year.cell = newer.cell and last_year.period = regexp_replace(
                newer.period, '\\d{{4}}', (try_cast(regexp_extract(newer.period, '\\d{{4}}') as integer) - 1)::varchar
            )
        where coalesce(older.period, newer.period) in (select period from shared)
    )
    select
        compared.series,
        compared.period,
        sum(change) * 100 / nullif(any_value(greatest(size, usual)), 0) as moved_pct,
        max(change * 100 / was) filter (where was > 0 and was >= {CELL_SHARE} * size) as cell_moved_pct,
        case when count(was) >= {FEW} then
            count(*) filter (where was is not null and is_now is null and coalesce(hidden_now, 0) = 0) * 100 / count(was)
        end as lost_pct,
        count(*) filter (where was <> was_before and is_now is not null) as could_shift,
        count(*) filter (where was <> was_before and is_now = was_before) as shifted,
        sum(hidden_before) as hidden_before,
        sum(greatest(hidden_before - coalesce(hidden_now, 0), 0)) as unhidden,
        case when count(is_now) filter (where is_now >= {FEW}) >= {FEW} then
            count(*) filter (where is_now >= {FEW} and is_now % 5 = 0) * 100 / count(is_now) filter (where is_now >= {FEW})
        end as fives_pct,
        count(*) filter (where was >= {FEW} and was % 5 = 0) * 100
            / nullif(count(was) filter (where was >= {FEW}), 0) as fives_before_pct
    from compared
    left join sizes on sizes.series = compared.series and sizes.period = compared.period
    group by 1, 2
    """


def worst_moves(dataset: Dataset, before: str | None) -> str:
    """SQL: one row. The largest of each of `moves`; of the whole table shifted_pct and unhidden_pct; coarser_pct: figures that are
    rounded to fives and were not."""
    return f"""
    select
        max(moved_pct) as moved_pct,
        max(cell_moved_pct) as cell_moved_pct,
        max(lost_pct) as lost_pct,
        case when sum(could_shift) >= {FEW} then sum(shifted) * 100 / sum(could_shift) end as shifted_pct,
        case when sum(hidden_before) >= {FEW} then sum(unhidden) * 100 / sum(hidden_before) end as unhidden_pct,
        max(fives_pct) filter (where fives_before_pct < 50) as coarser_pct
    from ({moves(dataset, before)})
    """


def periods_gone(dataset: Dataset, before: str | None) -> str:
    """SQL: the periods of the edition in use that the new one has not, but for the oldest: those drop out of a window."""
    old = cells(dataset, before) if before else NONE
    return f"""
    with newer as (select distinct period from ({cells(dataset, table(dataset))}))
    select distinct period from ({old})
    where period not in (select period from newer) and period > (select min(period) from newer)
    """


def retitled(dataset: Dataset, words_before: str | None) -> str:
    """SQL: codes and measures whose title or unit is another (dimension, code, was, is_now, reused).

    `reused`: the title it has now was that of another code. Upper and lower case, spaces and marks of provisional figures
    are no difference.
    """
    if words_before is None:
        return (
            "select null::varchar as dimension, null as code, null as was, null as is_now, false as reused where false"
        )
    return f"""
    with newer as ({said(dataset)}),
    older as (select dimension, code, {plain("title")} as title from {words_before})
    select newer.dimension, newer.code, older.title as was, {plain("newer.title")} as is_now,
        exists (
            select 1 from older as other
            where other.dimension = newer.dimension and other.title = {plain("newer.title")} and other.code <> newer.code
        ) as reused
    from newer
    inner join older on older.dimension = newer.dimension and older.code = newer.code
    where older.title <> {plain("newer.title")}
    """


def plain(title: str) -> str:
    return f"lower(trim(regexp_replace(rtrim(trim({title}), '*'), '\\s+', ' ', 'g')))"
