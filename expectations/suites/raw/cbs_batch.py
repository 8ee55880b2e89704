"""The batch of a CBS table: one row per period, OData v4 and v3 alike.

Columns: period, cells, empty_cells and share_empty, unexplained (empty without a reason), negative, duplicates, gap
(steps since the previous period of the same frequency), cells_ratio (against the median period of that frequency),
status, titles_missing (titles that staging selects on and the code lists lack), deviation_pct (the largest distance to
a published figure, beyond its rounding; null where none is published for the period), and the volume.
"""

import re
from dataclasses import dataclass

from expectations.published import sql
from expectations.suites.raw.common import table, volume
from ingestion.dataset import CbsOData3, CbsTitled, Dataset
from ingestion.sql import literal
from ingestion.vocabulary import TOTAL, titles_of

ANY = "*"


@dataclass(frozen=True)
class Title:
    """A title that must be in a code list; `dimension` None means a measure, ANY a dimension whose name is not promised.

    `pattern` is a regex, case ignored.
    """

    dimension: str | None
    pattern: str


def words(dimension: str | None, code: str) -> str:
    """A pattern of exactly the titles that a code of ours has in a dimension (seed `cbs_title`). Raises ValueError."""
    listed = titles_of(dimension or "Measure", code)
    if not listed:
        raise ValueError(f"{dimension or 'Measure'}: geen titel is bekend voor {code}")
    return f"^({'|'.join(map(re.escape, listed))})$"


def word(dimension: str | None, code: str) -> Title:
    """A title with this meaning must be in the code list."""
    return Title(dimension, words(dimension, code))


def total(dimension: str) -> Title:
    return word(dimension, TOTAL)


@dataclass(frozen=True)
class Control:
    """Which cell carries a published series: a SQL condition on the table, whose alias is `cell`."""

    series: str
    condition: str


def titled(dataset_id: str, dimension: str, pattern: str) -> str:
    """A condition: the cell's code has a title like this in CBS's own list."""
    code_list, where, column = code_list_of(dataset_id, dimension)
    return f"trim(cell.{column}) in (select trim(Identifier) from {code_list} where {where} and {like(pattern)})"


def measured(dataset_id: str, pattern: str) -> str:
    """A condition: the cell's measure has a title like this."""
    code_list, where, column = code_list_of(dataset_id, None)
    return f"trim(cell.{column}) in (select trim(Identifier) from {code_list} where {where} and {like(pattern)})"


def code_list_of(dataset_id: str, dimension: str | None) -> tuple[str, str, str]:
    if dimension is None:
        return "raw.cbs__measure", f"dataset_id = '{dataset_id}'", "Measure"
    if dimension == ANY:
        return "raw.cbs__code", f"dataset_id = '{dataset_id}'", ""
    return "raw.cbs__code", f"dataset_id = '{dataset_id}' and Dimension = '{dimension}'", dimension


def like(pattern: str) -> str:
    return f"regexp_matches(trim(regexp_replace(Title, '\\s+', ' ', 'g')), {literal(pattern)}, 'i')"


def missing_titles(dataset: Dataset, titles: tuple[Title, ...]) -> str:
    """The titles that are not there, as a relation (dimension, title, found: what the code list has, the first of it)."""
    parts = []
    for title in titles:
        code_list, where, _ = code_list_of(dataset.id, title.dimension)
        parts.append(
            f"select '{title.dimension or 'Measure'}' as dimension, {literal(title.pattern)} as title, "
            f"(select left(string_agg(trim(Title), ' | ' order by \"Index\"), 300) from {code_list} where {where}) as found "
            f"where not exists (select 1 from {code_list} where {where} and {like(title.pattern)})"
        )
    return " union all ".join(parts)


def batch(
    dataset: Dataset,
    titles: tuple[Title, ...],
    controls: tuple[Control, ...] = (),
    *,
    comparable: bool = True,
) -> str:
    """The SQL of the batch."""
    access, period = dataset.access, dataset.period
    assert period, f"{dataset.id}: een CBS-tabel zonder perioden heeft geen batch"
    if isinstance(access, CbsOData3):
        value, unexplained = f"cell.{access.measures[0]}", "false"  # v3 does not say why a cell is empty
        dimensions = [c for c in dataset.contract.columns if c not in access.measures]
    else:
        value = "cell.Value"
        unexplained = (
            "false"
            if isinstance(access, CbsTitled)
            else "cell.Value is null and cell.StringValue is null and coalesce(cell.ValueAttribute, 'None') = 'None'"
        )
        dimensions = ["Measure", *dataset.contract.columns]
    key = ", ".join(f"cell.{d}" for d in dimensions)
    cells = table(dataset)
    return f"""
    with {volume(dataset, comparable)},
    periods as (
        select
            trim(cell.{period}) as period,
            count(*) as cells,
            count(*) filter (where {value} is null) as empty_cells,
            count(*) filter (where {unexplained}) as unexplained,
            count(*) filter (where {value} < 0) as negative,
            count(*) - count(distinct ({key})) as duplicates
        from {cells} as cell
        group by 1
    ),
    stepped as (
        select
            *,
            substr(period, 5, 2) as frequency,
            try_cast(left(period, 4) as integer) * case substr(period, 5, 2)
                when 'KW' then 4 when 'MM' then 12 when 'HJ' then 2 else 1
            end + coalesce(try_cast(substr(period, 7, 2) as integer), 0) as step
        from periods
    ),
    status as (
        select trim(Identifier) as period, any_value(Status) as status
        from raw.cbs__code where dataset_id = '{dataset.id}' and Dimension = '{period}'
        group by 1
    ),
    titles as (
        select count(*) as titles_missing from ({missing_titles(dataset, titles)})
    ),
    deviation as ({deviation(dataset, controls, value, period)})
    select
        stepped.period,
        stepped.cells,
        stepped.empty_cells,
        stepped.empty_cells / stepped.cells as share_empty,
        stepped.unexplained,
        stepped.negative,
        stepped.duplicates,
        stepped.step - lag(stepped.step) over (partition by stepped.frequency order by stepped.step) as gap,
        stepped.cells / median(stepped.cells) over (partition by stepped.frequency) as cells_ratio,
        status.status,
        titles.titles_missing,
        deviation.deviation_pct,
        volume.rows_total,
        volume.rows_before,
        volume.change_pct
    from stepped
    cross join volume
    cross join titles
    left join status on status.period = stepped.period
    left join deviation on deviation.period = stepped.period
    order by stepped.frequency, stepped.step
    """


def deviation(dataset: Dataset, controls: tuple[Control, ...], value: str, period: str) -> str:
    """Per period the largest distance to a published figure, in percent of it; rounding is no distance."""
    if not controls:
        return "select null::varchar as period, null::double as deviation_pct where false"
    found = " union all ".join(
        f"select '{c.series}' as series, trim(cell.{period}) as period, {value} as found "
        f"from {table(dataset)} as cell where {c.condition}"
        for c in controls
    )
    return f"""
        select
            published.period,
            max(greatest(abs(found.found - published.published) - published.rounding, 0) * 100 / published.published)
                as deviation_pct
        from {sql(dataset.id)} as published
        inner join ({found}) as found on found.series = published.series and found.period = published.period
        group by published.period
    """
