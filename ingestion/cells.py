"""A raw table as cells, whatever its protocol: (series, period, cell, value, hidden), so that two editions can be compared.

A series is a measure or a column of figures; a cell is what else names a row (codes and closed lists: columns that the
contract constrains; names may be re-spelled and are left out). Rows that then share a name are added up.
"""

from ingestion.dataset import CbsBulk, CbsOData3, CbsOData4, CbsTitled, Dataset
from ingestion.sql import identifier, literal


def has_figures(dataset: Dataset) -> bool:
    """Registers have none: they are rows, and their number is judged by their volume."""
    contract = dataset.contract
    if isinstance(dataset.access, CbsOData4 | CbsBulk | CbsOData3 | CbsTitled):
        return True
    return any(rule.is_figure for rule in contract.columns.values()) or bool(
        contract.years and contract.years.rule.is_figure
    )


def cells(dataset: Dataset, table: str) -> str:
    """SQL: one row a cell of `table` (series, period, cell, value, hidden); value is null where all its rows are empty.

    A suppressed count is no figure; `hidden` says in how many rows of the cell there is one.
    """
    access, contract, period = dataset.access, dataset.contract, dataset.period
    if isinstance(access, CbsOData4 | CbsBulk):
        names = [c for c in contract.columns if c != period]
        return selected(table, "Measure", period, names, "Value")
    if isinstance(access, CbsTitled):
        return selected(table, "Measure", period, ["Codes"], "Value")
    if isinstance(access, CbsOData3):
        names = [c for c in contract.columns if c not in access.measures and c != period]
        return selected(unpivoted(table, access.measures), "series", period, names, "value")
    names = [c for c, rule in contract.columns.items() if rule.names_a_row and c != period]
    if contract.years and contract.years.rule.is_figure:
        long = (
            f"(unpivot {table} on columns({literal(f'^(?:{contract.years.pattern})$')}) into name series value value)"
        )
        year = r"regexp_extract(series, '\d{4}') as year_of_column"
        long = rf"(select * replace (regexp_replace(series, '\d{{4}}', '') as series), {year} from {long})"
        return selected(long, "series", "year_of_column", names, *number("value", contract.years.rule.suppressed))
    figures = tuple(c for c, rule in contract.columns.items() if rule.is_figure)
    hidden = tuple({mark for c in figures for mark in contract.rule(c).suppressed})
    return selected(unpivoted(table, figures), "series", period, names, *number("value", hidden))


def unpivoted(table: str, figures: tuple[str, ...]) -> str:
    return f"(unpivot {table} on {', '.join(map(identifier, figures))} into name series value value)"


def selected(table: str, series: str, period: str | None, names: list[str], value: str, hidden: str = "false") -> str:
    cell = "concat_ws('|', " + ", ".join(f"coalesce(trim({identifier(n)}::varchar), '')" for n in names) + ")"
    moment = f"trim({identifier(period)}::varchar)" if period else "''"
    return (
        f"select {identifier(series)}::varchar as series, {moment} as period, {cell if names else literal('')} as cell, "
        f"sum({value}) as value, count(*) filter (where {hidden}) as hidden from {table} group by all"
    )


def number(column: str, suppressed: tuple[str, ...]) -> tuple[str, str]:
    """A figure as a publisher of text writes it (Dutch or English decimals, `€`), and whether it is suppressed."""
    marks = ", ".join(map(literal, suppressed))
    hidden = f"trim({column}) in ({marks})" if suppressed else "false"
    plain = rf"regexp_replace({column}, '[€\s]', '', 'g')"
    dutch = f"replace(replace({plain}, '.', ''), ',', '.')"
    figure = (
        f"try_cast(case when {hidden} then null when {plain} like '%,%' then {dutch} "
        rf"when regexp_matches({plain}, '^\d{{1,3}}(\.\d{{3}})+$') then replace({plain}, '.', '') else {plain} end as double)"
    )
    return figure, hidden
