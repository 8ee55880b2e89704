"""A home with two small marts, published by the real code: a second each would take a minute as whole builds."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from ingestion.files import write_text
from ingestion.home import Home
from ingestion.sql import literal
from orchestration import build_records
from orchestration.publication import publish as publishing
from orchestration.publication.copy_check import PublishedModels
from orchestration.publication.describe import Issuer
from orchestration.publication.history import DATABASE, database_of, put_in_place, sha256
from orchestration.publication.marks import DEMO_NOTE
from orchestration.publication.publish import Publication as Published
from orchestration.publication.publish import publish
from orchestration.publication.site import charts
from orchestration.publication.site.content import Figure as Shown
from orchestration.publication.site.content import Indicator, Line, Opgave, Point, Publication, Site
from orchestration.publication.site.pages import ID, STAND, Page, Pages
from orchestration.publication.site.writing import csv_text, make, readme, style, text_file, workbook_file, zip_file

Figure = tuple[str, str, float | None, str]  # indicator, first day of the period, value, status

DATASET_COLUMNS = (
    "dataset_id varchar, publisher varchar, publisher_name varchar, title varchar, licence varchar, attribution varchar, "
    "homepage varchar, cadence varchar, period_first varchar, period_last varchar, status varchar, snapshot_id varchar, "
    "retrieved_at timestamp, publisher_modified_at timestamp, row_count bigint, status_reason varchar"
)
FIGURE_COLUMNS = (
    "indicator_id varchar, opgave_id varchar, delineation varchar, period_start date, breakdown varchar, value double, "
    "unit varchar, status varchar, dataset_id varchar"
)
KEYS = {"dim_opgave": ["opgave_id"], "dim_indicator": ["indicator_id"],
        "opgave_scorecard": ["opgave_id", "delineation", "indicator_id", "period_start"]}  # fmt: skip
VIEW = "bi.cijfers"
VIEW_COLUMNS = ("opgave_id", "opgave_nl", "indicator_id", "period_start", "figure", "dataset_id")
MANIFEST = {
    "nodes": {
        "model.cijfers": {
            "resource_type": "model",
            "schema": "bi",
            "name": "cijfers",
            "description": "De scorekaart om mee te tekenen.",
            "columns": {name: {"name": name, "description": f"Kolom {name} (eenheid)."} for name in VIEW_COLUMNS},
        },
        "test.key_of_cijfers": {
            "resource_type": "test",
            "attached_node": "model.cijfers",
            "test_metadata": {
                "name": "unique_combination",
                "kwargs": {"columns": ["opgave_id", "indicator_id", "period_start"]},
            },
            "config": {"where": None},
        },
        **{f"model.{name}": {"resource_type": "model", "schema": "marts", "name": name} for name in KEYS},
        **{
            f"test.key_of_{name}": {
                "resource_type": "test",
                "attached_node": f"model.{name}",
                "test_metadata": {"name": "unique_combination", "kwargs": {"columns": columns}},
                "config": {"where": None},
            }
            for name, columns in KEYS.items()
        },
        "model.dim_dataset": {"resource_type": "model", "schema": "marts", "name": "dim_dataset"},
        "model.indicator_value": {"resource_type": "model", "schema": "marts", "name": "indicator_value"},
        "model.stg_x": {"resource_type": "model", "schema": "staging", "name": "stg_x"},
        "test.a": {
            "resource_type": "test",
            "attached_node": "model.dim_dataset",
            "test_metadata": {"name": "unique", "kwargs": {"column_name": "dataset_id"}},
            "config": {"where": None},
        },
        "test.b": {
            "resource_type": "test",
            "attached_node": "model.indicator_value",
            "test_metadata": {
                "name": "unique_combination",
                "kwargs": {"columns": ["indicator_id", "opgave_id", "delineation", "period_start", "breakdown"]},
            },
            "config": {"where": None},
        },
        "test.d": {
            "resource_type": "test",
            "attached_node": "model.dim_dataset",
            "test_metadata": {"name": "unique_combination", "kwargs": {"columns": ["title"]}},
            "config": {"where": "status = 'current'"},
        },
        "test.c": {
            "resource_type": "test",
            "attached_node": "model.indicator_value",
            "test_metadata": {"name": "filled", "kwargs": {"columns": ["value"]}},
            "config": {"where": None},
        },
    }
}
CONTRACT = PublishedModels.of(MANIFEST)


def quality(target: str, check_name: str, status: str) -> build_records.Quality:
    """A result of build `b`, as the runner gives it."""
    return build_records.Quality(
        "b", None, "great_expectations", target.replace("marts.", "mart_"), target, check_name, "critical", status,
        "9 rijen", "unique", "Een rij per opgave.", date(2026, 11, 23), "[]", datetime(2026, 7, 31),
    )  # fmt: skip


@contextmanager
def opened(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A file to write in, under a name that is not also that of a schema."""
    with duckdb.connect() as con:
        con.execute(f"attach {literal(file)} as curated")
        con.execute("use curated")
        yield con


def small_site(con: duckdb.DuckDBPyConnection, folder: Path, previous: Path | None, issuer: Issuer) -> None:
    """A page with the figures, one that says the same in every publication, and a file of each other kind.

    The marts of a small home do not hold what the pages of a whole one tell.
    """
    ((figures, header),) = con.execute(
        "select (select list(value order by value)::varchar from marts.indicator_value), p from meta.publication as p"
    ).fetchall()
    publication = Publication(**{each.name: header[each.name] for each in fields(Publication)})
    note = f'<div class="demo">{DEMO_NOTE}</div>' if publication.is_demo else ""
    opgave, line = Opgave("zorg", "Zorg", "voorziening", "", "Care"), Line("kern", (POINT,))
    indicator = Indicator(
        "graduates",
        "education",
        "Geslaagden",
        "",
        "personen",
        "2",
        "up",
        "year",
        "",
        "",
        (),
        None,
        "Graduates",
        "persons",
    )
    figure = Shown(opgave, indicator, (line,), {})
    told = {("status", "definite"): "definitief"}
    site = Site(
        publication, (opgave,), {"2": "Lijn 2"}, (indicator,), {}, {("zorg", "graduates"): figure}, told, {}, {}, {}
    )
    table = Page("data/graduates.csv", csv_text([figure], publication))
    made = [
        text_file(Page("index.html", f"<!doctype html><html><body>{note}<p>{figures}</p>{STAND} {ID}")),
        text_file(Page("over/stil.html", f"<!doctype html><html><body>{note}{STAND} {ID}")),
        text_file(style(publication)),
        text_file(Page(figure.picture, charts.line_chart(figure, [], is_demo=publication.is_demo).svg)),
        text_file(table),
        zip_file("data/graduates.zip", [readme(indicator, site, Pages(site, issuer)), table]),
        workbook_file("werkmap/zorg.xlsx", site, [opgave], "Zorg"),
    ]
    make(folder, made, publication, previous)


POINT = Point(
    **dict.fromkeys(each.name for each in fields(Point))
    | {"period_start": date(2024, 1, 1), "frequency": "year", "value": 1.0, "status": "definite", "dataset_id": "x"}
)


class SmallHome:
    """`publish` makes one publication a day, the first on 1 August 2026."""

    def __init__(self, root: Path, monkeypatch: Any) -> None:
        self.home = Home(root).create()
        self.moment = datetime(2026, 7, 31, 6, 30)
        self.said: list[str] = []
        monkeypatch.setattr(publishing, "utc_now", lambda: self.moment)
        monkeypatch.setattr(publishing, "write_site", small_site)
        with duckdb.connect(str(self.home.warehouse)) as con:
            build_records.create_tables(con)
            results = [("marts.dim_opgave", "key_unique", "passed"), ("marts.gone", "of_an_earlier_day", "passed")]
            build_records.keep_quality(con, [quality(*r) for r in results])
            con.execute("create schema raw")
            con.execute("create table raw.catalogue__dataset (dataset_id varchar, status varchar)")
            con.execute("insert into raw.catalogue__dataset values ('cbs__80472ned', 'current')")
            con.execute("create table ops.loaded (dataset_id varchar, snapshot_id varchar)")
            con.execute("insert into ops.loaded values ('cbs__80472ned', 's1')")
            con.execute(
                "create table raw.archive__snapshot as select 's1' as snapshot_id, 'cbs__80472ned' as dataset_id, "
                "'data' as part, 'https://x' as url, timestamp '2026-07-01' as retrieved_at, "
                "timestamp '2026-07-01' as publisher_modified_at, '' as etag, 200 as http_status, 'json' as content_type, "
                "10 as byte_count, 'abc' as sha256"
            )

    @classmethod
    def copied(cls, other: "SmallHome", root: Path, monkeypatch: Any) -> "SmallHome":
        """The same home in another folder, to change: a publication takes a second, a copy does not."""
        made = cls.__new__(cls)
        made.home, made.moment = Home(Path(shutil.copytree(other.home.root, root, symlinks=True))), other.moment
        made.said = []
        monkeypatch.setattr(publishing, "utc_now", lambda: made.moment)
        monkeypatch.setattr(publishing, "write_site", small_site)
        return made

    def build(self, figures: Iterable[Figure]) -> None:
        """The marts as dbt would leave them: tables, comments and the build's signature."""
        self.home.marts.unlink(missing_ok=True)
        with opened(self.home.marts) as con:
            con.execute("create schema marts")
            con.execute(f"create table marts.dim_dataset ({DATASET_COLUMNS})")
            con.execute(
                "insert into marts.dim_dataset values ('cbs__80472ned', 'cbs', 'Centraal Bureau voor de Statistiek', "
                "'Vacatures; <b>SBI</b> 2008', 'CC BY 4.0', 'CBS', 'https://opendata.cbs.nl/80472ned', 'quarterly', "
                "'2018', '2026', 'current', 's1', timestamp '2026-07-01 06:30:00', timestamp '2026-06-30', 15630, '')"
            )
            con.execute(f"create table marts.indicator_value ({FIGURE_COLUMNS})")
            rows = [(i, "zorg", "kern", day, "", value, "personen", s, "cbs__80472ned") for i, day, value, s in figures]
            if rows:
                con.executemany("insert into marts.indicator_value values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            con.execute("create table marts.dim_opgave as select 'zorg' as opgave_id, 'Zorg' as name_nl")
            con.execute(
                "create table marts.dim_indicator as select 'graduates' as indicator_id, 'Geslaagden' as name_nl"
            )
            con.execute(
                "create table marts.opgave_scorecard as select * exclude (breakdown) from marts.indicator_value"
            )
            for table in ("dim_dataset", "indicator_value", *KEYS):
                con.execute(f"comment on table marts.{table} is 'Tabel {table}.'")
                for (column,) in con.execute(
                    "select column_name from duckdb_columns() where table_name = $1", [table]
                ).fetchall():
                    con.execute(f"comment on column marts.{table}.{column} is 'Kolom {column} (eenheid).'")
            con.execute(f"create table {build_records.SIGNATURE} as select 'b' as build_id")
        with duckdb.connect(str(self.home.warehouse)) as con:
            con.execute(f"attach {literal(self.home.marts)} as curated")
            con.execute("create schema if not exists bi")
            con.execute(
                f"create or replace view {VIEW} as select opgave_id, opgave.name_nl as opgave_nl, indicator_id, period_start, "
                "struct_pack(value := value) as figure, dataset_id from curated.marts.opgave_scorecard "
                'left join "curated"."marts"."dim_opgave" as opgave using (opgave_id)'
            )

    def publish(self, figures: Sequence[Figure], *, source: str = "demo", mark: str = "") -> Published:
        self.build(figures)
        return self.again(source=source, mark=mark)

    def again(self, *, source: str = "demo", mark: str = "", contract: PublishedModels = CONTRACT) -> Published:
        """Publishes the marts as they are."""
        self.moment += timedelta(days=1)
        fingerprint = mark or f"{self.moment:%d%H%M%S}"
        kind = "demo" if source == "demo" else "live"
        return publish(self.home, kind, source, "b", fingerprint, contract, None, self.said.append)

    def as_of_before(self, *statements: str) -> None:
        """The current publication as one that was published so: changed, and signed anew."""
        folder = self.home.publication / "history" / self.current_id()
        file, manifest = folder / DATABASE, json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        file.chmod(0o644)
        with duckdb.connect(str(file)) as con:
            for statement in statements:
                con.execute(statement)
        database_of(manifest).update({"bytes": file.stat().st_size, "sha256": sha256(file)})  # type: ignore[attr-defined]
        write_text(folder / "manifest.json", json.dumps(manifest))
        put_in_place(self.home, folder)

    def current(self, query: str) -> list[tuple[Any, ...]]:
        """What a reader of the published file sees."""
        file = next(self.home.publication.glob("*.duckdb"))
        with duckdb.connect(str(file), read_only=True) as con:
            return con.execute(query).fetchall()

    def current_id(self) -> str:
        return str(self.current("select publication_id from meta.publication")[0][0])

    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.home.publication / "manifest.json").read_text(encoding="utf-8"))
        return found

    def everything(self) -> dict[str, bytes]:
        """Every file of the publication, with its bytes."""
        folder = self.home.publication
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
