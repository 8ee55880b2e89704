"""The figures of a new edition against those of the edition in use, and its newest year against its own years before.

Both are one row beside the batch of a dataset's suite:

    moved_pct         of the series and period that moved most: the sum of all changes of its cells, in percent of it
    cell_moved_pct    the largest change of one cell that is at least CELL_SHARE of its series and period
    growth_odd        how far the newest year's growth lies outside what the years before show (1: at the bound)
    turnover_odd      the same for the sum of the changes of its cells
    thinned_pct       share of the year before that the newest year tells no more, above what earlier years lost
    copied_pct        share of the newest year's cells that are those of the year before, where earlier years differ

A cell that is gone or new in a period that both editions tell counts as a change from or to nothing. Null, and passed,
where there is nothing to compare.
"""

from dataclasses import replace
from datetime import date

from expectations.suite import Check, Severity, Suite
from expectations.suites.raw.common import check, table
from expectations.vocabulary import between
from ingestion.cells import cells, has_figures
from ingestion.dataset import Dataset

SINCE = date(2026, 11, 28)
CELL_SHARE = 0.005
FEW = 10  # cells: of fewer a share says nothing
LIKE = 10  # smaller values are often equal by chance
SELDOM = 0.25  # of the cells stay as they were from year to year
COPY_PCT = 90
NONE = (
    "select null::varchar as series, null::varchar as period, null::varchar as cell, null::double as value where false"
)


def with_editions(suite: Suite, dataset: Dataset, before: str | None) -> Suite:
    """The suite with the checks on figures; as it was for a dataset that has none.

    `before` is the table of the edition in use, with the columns of the dataset's raw table; None when there is none.
    """
    if not has_figures(dataset):
        return suite
    query = f"""
    select batch.*, moved.*, newest.*
    from ({suite.query}) as batch
    cross join ({worst_moves(dataset, before)}) as moved
    cross join ({worst_year(dataset)}) as newest
    """
    return replace(suite, query=query, checks=(*suite.checks, *checks(dataset, before)))


def moves(dataset: Dataset, before: str | None) -> str:
    """SQL: per series and period that both editions tell (series, period, moved_pct, cell_moved_pct).

    The base is the size of that series and period, or its usual size where that is larger: growth rates lie around nought.
    """
    old = cells(dataset, before) if before else NONE
    return f"""
    with older as (select * from ({old}) where value is not null),
    newer as (select * from ({cells(dataset, table(dataset))}) where value is not null),
    shared as (select distinct period from older intersect select distinct period from newer),
    sizes as (
        select series, period, sum(abs(value)) as size, avg(sum(abs(value))) over (partition by series) as usual
        from older group by 1, 2
    ),
    compared as (
        select
            coalesce(older.series, newer.series) as series,
            coalesce(older.period, newer.period) as period,
            coalesce(older.value, 0) as was,
            abs(coalesce(newer.value, 0) - coalesce(older.value, 0)) as change
        from older
        full join newer on newer.series = older.series and newer.period = older.period and newer.cell = older.cell
        where coalesce(older.period, newer.period) in (select period from shared)
    )
    select
        compared.series,
        compared.period,
        sum(change) * 100 / nullif(any_value(greatest(size, usual)), 0) as moved_pct,
        max(change * 100 / was) filter (where was > 0 and was >= {CELL_SHARE} * size) as cell_moved_pct
    from compared
    left join sizes on sizes.series = compared.series and sizes.period = compared.period
    group by 1, 2
    """


def worst_moves(dataset: Dataset, before: str | None) -> str:
    return f"select max(moved_pct) as moved_pct, max(cell_moved_pct) as cell_moved_pct from ({moves(dataset, before)})"


def years(dataset: Dataset) -> str:
    """SQL: per series, part of the year and year what changed since the year before, over the cells that both tell.

    Columns series, part, year, newest, growth, turnover, thinned (share of the year before that is told no more), large
    and same. A period without a year, or without the same part of the year before, is left out.
    """
    return f"""
    with told as (
        select
            series,
            cell,
            value,
            try_cast(regexp_extract(period, '\\d{{4}}') as integer) as year,
            regexp_replace(period, '\\d{{4}}', '', 'g') as part
        from ({cells(dataset, table(dataset))})
        where value is not null
    ),
    sizes as (
        select series, part, year, sum(abs(value)) as size, avg(sum(abs(value))) over (partition by series, part) as usual
        from told group by 1, 2, 3
    ),
    pairs as (
        select old.series, old.part, old.year + 1 as year, new.value as now_value, old.value as old_value
        from told as old
        left join told as new
            on new.series = old.series and new.part = old.part and new.cell = old.cell and new.year = old.year + 1
    )
    select
        pairs.series,
        pairs.part,
        pairs.year,
        pairs.year = max(pairs.year) over (partition by pairs.series, pairs.part) as newest,
        nullif(any_value(greatest(before.size, before.usual)), 0) as base,
        abs(sum(now_value - old_value)) / base as growth,
        sum(abs(now_value - old_value)) / base as turnover,
        sum(abs(old_value)) filter (where now_value is null) / base as thinned,
        count(*) filter (where abs(now_value) >= {LIKE}) as large,
        count(*) filter (where abs(now_value) >= {LIKE} and now_value = old_value) / nullif(large, 0) as same
    from pairs
    inner join sizes as this on this.series = pairs.series and this.part = pairs.part and this.year = pairs.year
    inner join sizes as before
        on before.series = pairs.series and before.part = pairs.part and before.year = pairs.year - 1
    group by 1, 2, 3
    """


def judged_years(dataset: Dataset) -> str:
    """SQL: the newest year of each series and part (series, part, year, growth_odd, turnover_odd, thinned_pct, copied_pct)."""
    bound = dataset.revisions.newest_year_pct / 100
    return f"""
    with found as ({years(dataset)}),
    before as (
        select series, part, max(growth) as growth, max(turnover) as turnover, max(thinned) as thinned, max(same) as same
        from found where not newest group by 1, 2
    )
    select
        found.series,
        found.part,
        found.year,
        found.growth / ({bound} + 2 * coalesce(before.growth, 0)) as growth_odd,
        found.turnover / ({bound} + 2 * coalesce(before.turnover, 0)) as turnover_odd,
        greatest(coalesce(found.thinned, 0) - coalesce(before.thinned, 0), 0) * 100 as thinned_pct,
        case when large >= {FEW} and coalesce(before.same, 0) < {SELDOM} then found.same * 100 end as copied_pct
    from found
    left join before on before.series = found.series and before.part = found.part
    where newest
    """


def worst_year(dataset: Dataset) -> str:
    return (
        "select max(growth_odd) as growth_odd, max(turnover_odd) as turnover_odd, max(thinned_pct) as thinned_pct, "
        f"max(copied_pct) as copied_pct from ({judged_years(dataset)})"
    )


def checks(dataset: Dataset, before: str | None) -> tuple[Check, ...]:
    bound = dataset.revisions
    old = f"select * from ({moves(dataset, before)}) order by moved_pct desc"
    new = f"select * from ({judged_years(dataset)}) order by greatest(growth_odd, turnover_odd, copied_pct / 90, thinned_pct / 50) desc"

    def figure(name: str, column: str, high: float, severity: Severity, reason: str, rows: str) -> Check:
        return check(name, between(column, high=high), severity, f"{reason} {bound.reason}", rows, bound.dated)

    return (
        figure(
            "figures_move", "moved_pct", bound.warn_pct, "warning",
            "Cijfers die de stand in gebruik ook geeft, zijn anders dan een gewone herziening.", old,
        ),
        figure(
            "figures_hold", "moved_pct", bound.stop_pct, "critical",
            "Zoveel verandert geen herziening: andere eenheid, ander bestand, verwisselde jaren of groepen.", old,
        ),
        figure(
            "largest_cells_move", "cell_moved_pct", bound.cell_pct, "warning",
            "Een groot onderdeel is anders dan in de stand in gebruik.", old,
        ),
        figure(
            "newest_year_grows_as_before", "growth_odd", 1, "warning",
            "Het nieuwste jaar groeit of krimpt meer dan de jaren ervoor.", new,
        ),
        figure(
            "newest_year_holds", "growth_odd", 5, "critical",
            "Zoveel groeit geen reeks in een jaar: het nieuwste jaar is leeg, dubbel of in een andere eenheid.", new,
        ),
        figure(
            "newest_year_keeps_its_order", "turnover_odd", 1, "warning",
            "In het nieuwste jaar wisselen de onderdelen meer van grootte dan in de jaren ervoor.", new,
        ),
        figure(
            "newest_year_is_whole", "thinned_pct", 25, "warning",
            "Een kwart van wat het jaar ervoor gaf ontbreekt in het nieuwste jaar.", new,
        ),
        figure(
            "newest_year_is_there", "thinned_pct", 90, "critical",
            "Bijna niets van wat het jaar ervoor gaf staat in het nieuwste jaar.", new,
        ),
        figure(
            "newest_year_is_no_copy", "copied_pct", COPY_PCT, "critical",
            "Het nieuwste jaar is een kopie van het jaar ervoor.", new,
        ),
    )  # fmt: skip
