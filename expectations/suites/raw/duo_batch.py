"""The batches of DUO's files, long and wide alike: one row per year as the file has it.

Columns: year, cells (published counts), share_hidden (suppressed ones), unreadable, persons_lower and persons_upper (a
suppressed count is 1 to 4), change_persons_pct (against the year before, on the middle of the bounds), provinces,
sectors, institutions (and their ratio to the year with most), duplicates, gap, published and outside (how far the
published total lies outside the bounds), and the volume.
"""

from expectations.published import figures, sql
from expectations.suites.raw.common import table, volume
from ingestion.dataset import Dataset
from ingestion.sql import identifier

HIDDEN = "trim(counted) in ('-1', '<5')"
WHOLE = "'graduates', 'enrolled', 'first_years_in_sector'"  # series that are the sum of a whole file; others count part of it, or differently


def long_cells(dataset: Dataset, institution: str, programme: str, sector: str, province: str) -> str:
    """Cells of a file whose first column is the year and whose last is the count."""
    year, *key, counted = (c for c in dataset.contract.columns if c not in dataset.contract.optional)
    return f"""
        select {identifier(year)} as year, {identifier(counted)} as counted, {identifier(province)} as province,
            {identifier(sector)} as sector, {identifier(institution)} as institution,
            {identifier(programme)} as programme, hash({", ".join(map(identifier, key))}) as cell
        from {table(dataset)}
    """


def wide_cells(
    dataset: Dataset,
    institution: str,
    programme: str,
    sector: str,
    province: str | None = None,
    pattern: str | None = None,
) -> str:
    """Cells of a file with a column per year (and sex); rows without institution are separators and totals.

    `pattern` chooses the columns where the file also has sums of others.
    """
    years = dataset.contract.years
    assert years is not None, f"{dataset.id} heeft geen kolommen met jaren"
    key = ", ".join(map(identifier, dataset.contract.columns))
    return f"""
        select right(named, 4) as year, counted, {identifier(province) if province else "null::varchar"} as province,
            {identifier(sector)} as sector, {identifier(institution)} as institution,
            {identifier(programme)} as programme, hash({key}, named) as cell
        from (unpivot {table(dataset)} on columns('^{pattern or years.pattern}$') into name named value counted)
        where coalesce(trim({identifier(institution)}), '') <> ''
    """


def batch(dataset: Dataset, cells: str, comparable: bool = True) -> str:
    """The SQL of the batch, over one of the two kinds of cells."""
    published = (
        f"(select * from {sql(dataset.id)} where series in ({WHOLE}))"
        if any(f.dataset_id == dataset.id for f in figures())
        else "(select null::varchar as period, null::double as published where false)"
    )
    return f"""
    with {volume(dataset, comparable)},
    cells as ({cells}),
    years as (
        select
            try_cast(year as integer) as year,
            count(*) filter (where coalesce(trim(counted), '') <> '') as cells,
            count(*) filter (where {HIDDEN}) as hidden,
            count(*) filter (
                where coalesce(trim(counted), '') <> '' and not {HIDDEN} and try_cast(counted as bigint) is null
            ) as unreadable,
            sum(case when {HIDDEN} then 1 else try_cast(counted as bigint) end) as persons_lower,
            sum(case when {HIDDEN} then 4 else try_cast(counted as bigint) end) as persons_upper,
            (persons_lower + persons_upper) / 2 as middle,
            count(distinct province) as provinces,
            count(distinct sector) as sectors,
            count(distinct institution) as institutions,
            count(distinct programme) as programmes,
            count(*) - count(distinct cell) as duplicates
        from cells
        group by 1
    )
    select
        years.year,
        years.cells,
        years.hidden / nullif(years.cells, 0) as share_hidden,
        years.unreadable,
        cast(years.persons_lower as double) as persons_lower,
        cast(years.persons_upper as double) as persons_upper,
        (years.middle / lag(years.middle) over (order by years.year) - 1) * 100 as change_persons_pct,
        years.provinces,
        years.sectors,
        years.institutions / max(years.institutions) over () as institutions_ratio,
        years.institutions,
        years.programmes,
        years.duplicates,
        years.year - lag(years.year) over (order by years.year) as gap,
        published.published,
        greatest(years.persons_lower - published.published, published.published - years.persons_upper, 0) as outside,
        volume.rows_total,
        volume.rows_before,
        volume.change_pct
    from years
    cross join volume
    left join {published} as published on left(published.period, 4) = cast(years.year as varchar)
    order by years.year
    """
