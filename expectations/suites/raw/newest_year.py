"""The newest year of a raw table of figures beside its own years before; no other edition is needed."""

from expectations.suites.raw.common import table
from ingestion.cells import cells
from ingestion.dataset import Dataset

FEW = 10  # cells: of fewer a share says nothing
SELDOM = 0.25  # of the cells stay as they were from year to year


def years(dataset: Dataset) -> str:
    """SQL: per series, part of the year and year what changed since the year before, over the cells that both tell.

    Columns series, part, year, newest, growth, turnover, thinned (share of the year before that is told no more), told
    (cells) and same (share of them that did not change). A period without a year, or without the same part of the year before, is left out.
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
        count(*) filter (where now_value <> 0) as told,
        count(*) filter (where now_value <> 0 and now_value = old_value) / nullif(told, 0) as same
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
        case when told >= {FEW} and coalesce(before.same, 0) < {SELDOM} then found.same * 100 end as copied_pct
    from found
    left join before on before.series = found.series and before.part = found.part
    where newest
    """


def worst_year(dataset: Dataset) -> str:
    """SQL: one row, the largest of each (growth_odd, turnover_odd, thinned_pct, copied_pct)."""
    return (
        "select max(growth_odd) as growth_odd, max(turnover_odd) as turnover_odd, max(thinned_pct) as thinned_pct, "
        f"max(copied_pct) as copied_pct from ({judged_years(dataset)})"
    )
