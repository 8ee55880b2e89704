"""The figures as workbooks (xlsx): a cover, one table a sheet, notes, no merged cells, and why a cell is empty.

After the checklist for accessible spreadsheets of the Analysis Function of the UK's government statistics.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from orchestration.publication.marks import DEMO_MARK
from orchestration.publication.site import words
from orchestration.publication.site.content import Figure, Indicator, Opgave, Site

Cell = str | float | None
EMPTY = "Een lege cel in een kolom met getallen: het getal is er niet. De kolom 'Waarom leeg' zegt per rij waarom."
CREATED = datetime(
    2026, 7, 2
)  # of every workbook: its own moment stands on the cover, and equal contents are equal bytes
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Opgave", 30),
    ("Cijfer", 44),
    ("Afbakening", 12),
    ("Periode", 18),
    ("Eerste dag", 12),
    ("Waarde", 12),
    ("95%-interval van", 16),
    ("95%-interval tot", 16),
    ("Marge steekproef", 16),
    ("Laagste groep", 14),
    ("Hoogste groep", 14),
    ("Eenheid", 24),
    ("Verandering 1 jaar", 18),
    ("Marge daarvan", 14),
    ("Aantoonbaar", 12),
    ("Status", 22),
    ("Reeks", 30),
    ("Bron", 30),
    ("Waarom leeg", 50),
    ("Let op", 60),
)


@dataclass(frozen=True)
class Sheet:
    """A table: its name, what it holds, and its rows below the header."""

    name: str
    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Workbook:
    title: str
    cover: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def workbook(site: Site, opgaven: Sequence[Opgave], title: str, cover: Sequence[str]) -> Workbook:
    """The figures of some opgaven: a sheet per line of the strategy, then definitions and sources."""
    chosen = {opgave.opgave_id for opgave in opgaven}
    sheets = []
    for code, name in site.lines.items():
        figures = [f for o in opgaven for f in site.by_opgave[o.opgave_id][code]]
        if figures:
            body = tuple(row for figure in figures for row in figure_rows(site, figure))
            sheets.append(Sheet(f"Lijn {code}" if code.isdigit() else words.capital(code), name, COLUMNS, body))
    used = [i for i in site.indicators if any((o, i.indicator_id) in site.figures for o in chosen)]
    sheets += [definitions(used), sources(site, used)]
    return Workbook(title, (*cover, EMPTY), tuple(sheets))


def figure_rows(site: Site, figure: Figure) -> list[tuple[Cell, ...]]:
    """A row per value, newest first."""
    found: list[tuple[Cell, ...]] = []
    for line in figure.lines:
        for p in reversed(line.points):
            found.append(
                (
                    figure.opgave.name,
                    figure.indicator.name,
                    line.delineation,
                    p.period,
                    p.period_start.isoformat(),
                    p.value,
                    p.total_lower,
                    p.total_upper,
                    p.margin_95,
                    p.range_lowest,
                    p.range_highest,
                    figure.indicator.unit,
                    p.change_1y,
                    p.change_1y_margin,
                    "" if p.change_1y_significant is None else "ja" if p.change_1y_significant else "nee",
                    site.label("status", p.status),
                    p.series,
                    p.dataset_id,
                    why_empty(
                        p.value is None, p.is_range, p.total_lower is None or p.total_upper is None, p.change_1y is None
                    ),
                    p.caveat_nl,
                )
            )
    return found


def why_empty(value: bool, span: bool, bounds: bool, change: bool) -> str:
    """In words, what is missing in a row and why."""
    told = []
    if value:
        told.append("waarde: alleen een bereik over groepen" if span else "waarde: niet gepubliceerd of niet volledig")
    elif bounds:
        told.append("interval: onzekerheid niet bekend")
    if change:
        told.append("verandering: geen vergelijkbaar cijfer van een jaar eerder")
    return "; ".join(told)


def definitions(indicators: Sequence[Indicator]) -> Sheet:
    return Sheet(
        "Definities",
        "Wat elk cijfer betekent",
        (("Cijfer", 44), ("Definitie", 90), ("Eenheid", 30), ("Let op", 90), ("Code", 40)),
        tuple((i.name, i.definition, i.unit, i.caveat, i.indicator_id) for i in indicators),
    )


def sources(site: Site, indicators: Sequence[Indicator]) -> Sheet:
    datasets = {d.dataset_id: d for i in indicators for d in i.datasets}
    return Sheet(
        "Bronnen",
        "Bronnen, licenties en stand",
        (
            ("Bron", 30),
            ("Uitgever", 40),
            ("Titel", 60),
            ("Licentie", 20),
            ("Stand", 30),
            ("Opgehaald", 40),
            ("Adres", 60),
        ),
        tuple(
            (d.dataset_id, d.publisher, d.title, d.licence, d.status_nl, d.dated, d.homepage)
            for _, d in sorted(datasets.items())
        ),
    )


def written(book: Workbook, publication: str, *, is_demo: bool) -> bytes:
    """The bytes of a workbook. Equal contents give equal bytes."""
    target = io.BytesIO()
    file = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    title = f"{DEMO_MARK}. {book.title}" if is_demo else book.title
    file.set_properties({"title": title, "created": CREATED, "comments": publication})
    strong, heading = (
        file.add_format({"bold": True, "font_size": 14}),
        file.add_format({"bold": True, "text_wrap": True}),
    )
    cover = file.add_worksheet("Voorblad")
    cover.set_column(0, 0, 110, file.add_format({"text_wrap": True, "valign": "top"}))
    cover.write_string(0, 0, title, strong)
    names = [
        "Bladen in deze werkmap:",
        *(f"{sheet.name}: {sheet.title} ({len(sheet.rows)} rijen)" for sheet in book.sheets),
    ]
    for row, text in enumerate([publication, *book.cover, *names], 1):
        cover.write_string(row, 0, text)
    for sheet in book.sheets:
        page = file.add_worksheet(sheet.name)
        page.write_string(0, 0, f"{DEMO_MARK}. {sheet.title}" if is_demo else sheet.title, strong)
        page.write_string(
            1,
            0,
            "Eén tabel op dit blad; de kop staat in rij 3. Wat de kolommen betekenen staat op het voorblad en bij Definities.",
        )
        for column, (_, width) in enumerate(sheet.columns):
            page.set_column(column, column, width)
        for row, values in enumerate(sheet.rows, 3):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    if value:
                        page.write_string(row, column, value)
                elif value is not None:
                    page.write_number(row, column, value)
        page.add_table(
            2,
            0,
            2 + max(1, len(sheet.rows)),
            len(sheet.columns) - 1,
            {
                "columns": [{"header": name, "header_format": heading} for name, _ in sheet.columns],
                "style": "Table Style Light 1",
            },
        )
        page.freeze_panes(3, 0)
    file.close()
    return target.getvalue()
