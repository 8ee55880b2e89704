"""Figures of a new edition beside those in use: what a revision may do, and what no revision does."""

from collections.abc import Callable

import duckdb
import pytest

from expectations.registry import raw_suite
from expectations.runner import run
from expectations.suites.raw.editions import checks
from ingestion.catalogue import load_catalogue
from ingestion.cells import cells, has_figures
from ingestion.load import Before
from ingestion.sql import identifier

HBO = load_catalogue()["duo__p04hogdipl_hbo"]
TABLE, BEFORE = f'raw."{HBO.id}"', f'raw."{HBO.id}__before"'
YEARS, CODES = range(2019, 2025), range(34000, 34040)
Figures = dict[tuple[int, int], int]
Spoil = Callable[[Figures], Figures]


def sound() -> Figures:
    """Diplomas of 40 programmes in six years: sizes from 20 to 1,190, each growing by its own 0 to 4 % a year."""
    return {
        (year, code): round((20 + 30 * n) * (1 + (n % 5) / 100) ** (year - 2019))
        for year in YEARS
        for n, code in enumerate(CODES)
    }


def write(con: duckdb.DuckDBPyConnection, table: str, figures: Figures) -> None:
    (year, code, count) = (c for c in HBO.contract.columns if c in ("DIPLOMAJAAR", "OPLEIDINGSCODE_ACTUEEL", COUNT))
    named = {year: "year", code: "code", count: "value"}
    others = {"INSTELLINGSCODE_ACTUEEL": "'25BE'", "TYPE_HOGER_ONDERWIJS": "'bachelor'"}
    con.execute("create or replace temp table given (year varchar, code varchar, value varchar)")
    con.executemany("insert into given values (?, ?, ?)", [[y, c, v] for (y, c), v in figures.items()])
    chosen = ", ".join(f"{named.get(c) or others.get(c, 'null')} as {identifier(c)}" for c in HBO.contract.columns)
    con.execute(f"create or replace table {table} as select {chosen}, 'x' as _snapshot_id from given")


COUNT = next(c for c, rule in HBO.contract.columns.items() if rule.count)
OURS = {c.name for c in checks(HBO, None, None)}


def failed(con: duckdb.DuckDBPyConnection, spoil: Spoil, old: Figures | None) -> dict[str, str]:
    """The checks of this kind that fail on the spoiled edition, with their severity."""
    write(con, TABLE, spoil(sound()))
    if old:
        write(con, BEFORE, old)
    results = run(raw_suite(HBO, before=Before(BEFORE, None) if old else None), con)
    ours = [r for r in results if r.check_name in OURS]
    assert {r.check_name for r in ours} == OURS
    assert [r.check_name for r in ours if r.status == "broken"] == []
    return {r.check_name: r.severity for r in ours if r.status == "failed"}


def in_year(year: int, change: Callable[[int, int], int]) -> Spoil:
    return lambda f: {(y, c): change(c, v) if y == year else v for (y, c), v in f.items()}


def swapped_years(f: Figures) -> Figures:
    other = {2021: 2022, 2022: 2021}
    return {(other.get(y, y), c): v for (y, c), v in f.items()}


def shuffled(f: Figures) -> Figures:
    return {(y, CODES.start + (c - CODES.start + 17) % len(CODES)): v for (y, c), v in f.items()}


def copied(f: Figures) -> Figures:
    return f | {(2024, c): f[2023, c] for c in CODES}


def a_year_later(f: Figures) -> Figures:
    return {(y + 1, c): v for (y, c), v in f.items()}


def last_years_file(f: Figures) -> Figures:
    return {(y, c): v for (y, c), v in f.items() if y < 2024}


def fives(f: Figures) -> Figures:
    return {k: 5 * round(v / 5) for k, v in f.items()}


def with_hidden(f: Figures) -> Figures:
    return {(y, c): -1 if c % 3 == 0 else v for (y, c), v in f.items()}


def dropped(f: Figures) -> Figures:
    return {(y, c): v for (y, c), v in f.items() if c % 10}


def test_a_new_year_and_a_small_revision_pass(con: duckdb.DuckDBPyConnection) -> None:
    old = {(y, c): v for (y, c), v in sound().items() if y < 2024}
    assert failed(con, in_year(2023, lambda code, v: v + (code % 3 == 0)), old) == {}


def test_without_an_edition_in_use_only_its_own_years_are_judged(con: duckdb.DuckDBPyConnection) -> None:
    assert failed(con, lambda f: f, None) == {}
    assert failed(con, lambda f: {k: v * 10 for k, v in f.items()}, None) == {}
    assert "newest_year_is_no_copy" in failed(con, copied, None)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda f: {k: v * 10 for k, v in f.items()}, id="ten times as much"),
        pytest.param(lambda f: {k: v * 1000 for k, v in f.items()}, id="a thousand times as much"),
        pytest.param(lambda f: {k: v // 10 for k, v in f.items()}, id="a tenth"),
        pytest.param(shuffled, id="figures under other codes"),
        pytest.param(copied, id="a year copied"),
        pytest.param(in_year(2024, lambda code, v: 0), id="the newest year empty"),
        pytest.param(in_year(2022, lambda code, v: v * 2), id="a year twice as much"),
        pytest.param(a_year_later, id="every year one later"),
        pytest.param(last_years_file, id="the file of last year"),
    ],
)
def test_what_no_revision_does_is_stopped(con: duckdb.DuckDBPyConnection, spoil: Spoil) -> None:
    assert "critical" in failed(con, spoil, sound()).values()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(swapped_years, id="two years swapped"),
        pytest.param(in_year(2021, lambda code, v: round(v * 1.06)), id="a year 6 % more"),
        pytest.param(dropped, id="a tenth of the programmes gone"),
        pytest.param(fives, id="rounded to fives"),
        pytest.param(in_year(2023, lambda code, v: v * 2 if code == 34039 else v), id="one programme doubled"),
    ],
)
def test_what_needs_a_look_is_warned(con: duckdb.DuckDBPyConnection, spoil: Spoil) -> None:
    assert "warning" in failed(con, spoil, sound()).values()


@pytest.mark.parametrize("count", [0, 4])
def test_suppression_that_goes_is_stopped(con: duckdb.DuckDBPyConnection, count: int) -> None:
    assert failed(con, with_hidden, with_hidden(sound())) == {}
    told = failed(con, lambda f: {k: count if v < 0 else v for k, v in with_hidden(f).items()}, with_hidden(sound()))
    assert told["suppression_stays"] == "critical"


FORCE = load_catalogue()["cbs__85224ned"]
TITLES = {"D1": "Werkzame beroepsbevolking", "D2": "Werkloze beroepsbevolking"}


def said(con: duckdb.DuckDBPyConnection, titles: dict[str, str], unit: str = "x 1 000") -> dict[str, str]:
    """The checks on words that fail when CBS calls its measures so, having called them TITLES before."""
    con.execute("delete from raw.cbs__measure")
    for code, title in titles.items():
        con.execute(
            "insert into raw.cbs__measure (dataset_id, Identifier, Title, Unit) values (?, ?, ?, ?)",
            [FORCE.id, code, title, unit],
        )
    con.execute(
        "create or replace table raw.words_before as select 'Measure' as dimension, * from (values "
        + ", ".join(f"('{code}', '{title} | x 1 000')" for code, title in TITLES.items())
        + ") as said (code, title)"
    )
    con.execute(f'create or replace table raw."{FORCE.id}__before" as from raw."{FORCE.id}"')
    con.execute(f"insert into raw.\"{FORCE.id}\" (Measure, Perioden, Value) values ('D1', '2026KW01', 9)")
    suite = raw_suite(FORCE, before=Before(f'raw."{FORCE.id}__before"', "raw.words_before"))
    found = [r for r in run(suite, con) if r.check_name in ("titles_stay", "codes_keep_their_meaning")]
    assert len(found) == 2
    assert "broken" not in {r.status for r in found}
    return {r.check_name: r.severity for r in found if r.status == "failed"}


def test_words_of_cbs_that_change(con: duckdb.DuckDBPyConnection) -> None:
    again = TITLES | {"D1": " Werkzame  beroepsbevolking"}
    assert said(con, again) == {}, "white space is no difference"
    assert said(con, TITLES | {"D1": "Werkzame beroepsbevolking (15 tot 75)"}) == {"titles_stay": "warning"}
    assert said(con, TITLES, unit="mln") == {"titles_stay": "warning"}
    swapped = {"D1": TITLES["D2"], "D2": TITLES["D1"]}
    assert said(con, swapped) == {"titles_stay": "warning", "codes_keep_their_meaning": "critical"}


def test_a_newest_year_that_is_new_is_held_against_the_years_before(con: duckdb.DuckDBPyConnection) -> None:
    old = {(y, c): v for (y, c), v in sound().items() if y < 2024}
    assert failed(con, in_year(2024, lambda code, v: round(v * 1.24)), old) == {
        "newest_year_grows_as_before": "warning",
        "newest_year_keeps_its_order": "warning",
    }
    assert failed(con, in_year(2024, lambda code, v: v * 10), old)["newest_year_holds"] == "critical"
    assert failed(con, lambda f: {k: v for k, v in f.items() if k[0] < 2024 or k[1] == 34000}, old) == {
        "newest_year_is_whole": "warning",
        "newest_year_is_there": "critical",
    }


@pytest.mark.parametrize("dataset", [d for d in load_catalogue().values() if has_figures(d)], ids=lambda d: d.id)
def test_every_table_of_figures_can_be_read_as_cells(con: duckdb.DuckDBPyConnection, dataset: object) -> None:
    found = con.execute(f"{cells(dataset, f'raw.{identifier(dataset.id)}')}").description  # type: ignore[attr-defined, arg-type]
    assert [column[0] for column in found or []] == ["series", "period", "cell", "value", "hidden"]
