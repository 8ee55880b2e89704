"""Writes a site: each file with the publication in which it last changed, and their list."""

import csv
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from ingestion.files import write_text
from orchestration.publication.describe import Issuer
from orchestration.publication.marks import DEMO_MARK, marked, noted
from orchestration.publication.site import words, workbooks
from orchestration.publication.site.content import Figure, Indicator, Publication, Site
from orchestration.publication.site.pages import ID, MOMENT, NAME, STAND, TEMPLATES, Page, Pages
from orchestration.publication.site.placing import LIST, SiteNotWhole, check, listed, share, standing
from orchestration.publication.site.reading import read

CSV_COLUMNS = (
    "opgave_id", "afbakening", "periode", "eerste_dag", "waarde", "interval_van", "interval_tot", "laagste", "hoogste",
    "verandering_1_jaar", "marge_verandering", "aantoonbaar", "status", "reeks", "bron",
)  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file of the site: `told` is all that it says, with marks for the publication; `made` gives its bytes."""

    path: str
    told: bytes
    made: Callable[[str, str], bytes]  # from the publication's id and moment

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.told).hexdigest()[:32]


def write(con: duckdb.DuckDBPyConnection, folder: Path, previous: Path | None, issuer: Issuer) -> None:
    """Writes the site of the open publication into `folder`, which it makes.

    `previous` is the site of the publication before, if there was one. Raises duckdb.Error where the file lacks
    what a page tells, SiteNotWhole where the folder is not what its list says.
    """
    site = read(con)
    make(folder, files(site, issuer), site.publication, previous)


def make(folder: Path, made: Iterable[File], publication: Publication, previous: Path | None) -> None:
    """Writes the files and their list; of a file that tells the same as before the bytes of before."""
    before = listed(previous) if previous else {}
    publication_id, moment = publication.publication_id, words.moment(publication.published_at)
    entries: dict[str, dict[str, str]] = {}
    for file in made:
        target, earlier = folder / file.path, before.get(file.path)
        if file.path in entries:
            raise SiteNotWhole(f"{file.path} is twee keer gemaakt")
        target.parent.mkdir(parents=True, exist_ok=True)
        if previous and earlier and earlier["told"] == file.digest:
            share(previous / file.path, target)
            entries[file.path] = earlier
        else:
            content = file.made(publication_id, moment)
            target.write_bytes(content)
            sha256 = hashlib.sha256(content).hexdigest()
            entries[file.path] = {"sha256": sha256, "told": file.digest, "since": publication_id}
    told = {"publication_id": publication_id, "is_demo": publication.is_demo, "note_nl": publication.note_nl}
    os.sync()  # a thousand small files: one by one that takes tens of seconds
    write_text(folder / LIST, json.dumps(told | {"files": entries}, ensure_ascii=False, indent=0))
    check(folder)


def files(site: Site, issuer: Issuer) -> Iterator[File]:
    """Every file of the site. Pictures before the pages that show them."""
    pages = Pages(site, issuer)
    yield text_file(style(site.publication))
    drawn = {}
    for picture in pages.pictures():
        drawn[picture.path] = picture.text
        yield text_file(picture)
    for page in pages.all():
        yield text_file(page)
    for indicator in site.indicators:
        figures = list(site.of_indicator(indicator))
        if figures:
            table = Page(f"data/{indicator.indicator_id}.csv", csv_text(figures, site.publication))
            yield text_file(table)
            inside = [
                table,
                *(Page(p, t) for p, t in drawn.items() if p.startswith(f"beeld/cijfer/{indicator.indicator_id}.")),
            ]
            yield zip_file(f"data/{indicator.indicator_id}.zip", [readme(indicator, site, pages), *inside])
    for opgave in site.opgaven:
        yield workbook_file(f"werkmap/{opgave.opgave_id}.xlsx", site, [opgave], opgave.name)
    chosen = [opgave for opgave in site.opgaven if not opgave.is_national]
    yield workbook_file("werkmap/alle-opgaven.xlsx", site, chosen, "Alle opgaven")


def style(publication: Publication) -> Page:
    css = (TEMPLATES / "stijl.css").read_text(encoding="utf-8")
    return Page("stijl.css", f"/* {publication.note_nl} */\n{css}" if publication.is_demo else css)


def filled(text: str, publication_id: str, moment: str, path: str) -> str:
    """With the publication in the places that are kept for it; the line on other publications is that of the fixed address."""
    return text.replace(STAND, standing(path, publication_id)).replace(ID, publication_id).replace(MOMENT, moment)


def text_file(page: Page) -> File:
    return File(page.path, page.text.encode(), lambda i, m: filled(page.text, i, m, page.path).encode())


def csv_text(figures: list[Figure], publication: Publication) -> str:
    """Every value of an indicator; of a demo each row says so. Rows of one `reeks` of a line are comparable."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow((*CSV_COLUMNS, DEMO_MARK) if publication.is_demo else CSV_COLUMNS)
    mark = ("ja",) if publication.is_demo else ()
    for figure in figures:
        for line in figure.lines:
            series = 1
            for p in line.points:
                series += line.breaks_at(p)
                bounds = (p.total_lower, p.total_upper, p.range_lowest, p.range_highest)
                clear = None if p.change_1y_significant is None else "ja" if p.change_1y_significant else "nee"
                changed = (p.change_1y, p.change_1y_margin, clear)
                row = (figure.opgave.opgave_id, line.delineation, p.period, p.period_start, p.value, *bounds, *changed)
                writer.writerow((*row, p.status, series, p.dataset_id, *mark))
    return target.getvalue()


def readme(indicator: Indicator, site: Site, pages: Pages) -> Page:
    """What a reader of the zip must know."""
    demo = site.publication.is_demo
    sources = "\n".join(
        f"- {d.publisher}, {d.title}. Licentie {d.licence}; noem {d.attribution}. {d.homepage}"
        for d in indicator.datasets
    )
    caveat = f"\nLet op: {indicator.caveat}\n" if indicator.caveat else ""
    columns = "\n".join(f"- {column}" for column in CSV_COLUMNS)
    text = (
        f"{noted(marked(indicator.name, is_demo=demo), is_demo=demo)}\n\n{indicator.definition}\nEenheid: {indicator.unit}.\n{caveat}\n"
        "Opgaven overlappen en kern zit in breed: tel nooit op. interval_van en interval_tot zijn het 95%-interval van\n"
        "afscherming, afronding, steekproef en weging samen; laagste en hoogste zijn een bereik over groepen, geen marge.\n"
        "Een lege cel is geen nul: het getal is er niet. Alleen rijen met hetzelfde nummer van reeks zijn te vergelijken.\n\n"
        f"Kolommen van de csv:\n{columns}\n\nBronnen:\n{sources}\n\n"
        f"Aanhalen: {pages.cite(indicator.name, indicator.datasets, indicator.page)}\n"
    )
    return Page("LEESMIJ.txt", text)


def zip_file(path: str, inside: list[Page]) -> File:
    def made(publication_id: str, moment: str) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for page in inside:
                entry = zipfile.ZipInfo(Path(page.path).name)  # of 1980: equal contents are equal bytes
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, filled(page.text, publication_id, moment, path))
        return target.getvalue()

    return File(path, "\ue003".join(f"{page.path}\ue003{page.text}" for page in inside).encode(), made)


def workbook_file(path: str, site: Site, opgaven: list[Any], title: str) -> File:
    demo = site.publication.is_demo
    cover = (
        *((site.publication.note_nl,) if demo else ()),
        "Cijfers van de Talentstrategie. Opgaven overlappen en kern zit in breed: tel nooit op.",
        "95%-interval: afscherming, afronding, steekproef en weging samen. Laagste en hoogste groep: een bereik, geen marge.",
        "Aantoonbaar: ja als de verandering groter is dan haar eigen marge, nee als zij dat niet is, leeg als de marge niet bekend is.",
        "Gewone getallen, niet afgerond voor het oog; eenheid per rij. Definities en bronnen staan op de laatste twee bladen.",
    )
    book = workbooks.workbook(site, opgaven, f"{title}: cijfers van de Talentstrategie", cover)
    maker = f"{xlsxwriter.__version__} {hashlib.sha256(Path(workbooks.__file__).read_bytes()).hexdigest()}"

    def made(publication_id: str, moment: str) -> bytes:
        return workbooks.written(book, f"{NAME}, publicatie {publication_id} van {moment}.", is_demo=demo)

    return File(path, f"{maker} {book!r}".encode(), made)
