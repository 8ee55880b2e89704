"""`meta.revision`: what every figure was in every publication, since when, by how much, and how sure its source was."""

import shutil
from datetime import datetime, timedelta

import duckdb

from orchestration.publication import history
from orchestration.publication.revisions import COLUMNS, facts, write_fact
from tests.integration.publication.homes import FIGURE_COLUMNS, SmallHome

FIRST, SECOND, THIRD, FOURTH = (datetime(2026, 8, day, 6, 30) for day in (1, 2, 3, 4))


def past(small: SmallHome, indicator: str) -> list[tuple[object, ...]]:
    return small.current(
        "select value, status, previous_value, previous_status, previous_published_at, change, published_at, superseded_at "
        f"from meta.revision where indicator_id = '{indicator}' order by published_at"
    )


def test_a_figure_is_followed_through_its_publications(small: SmallHome) -> None:
    day = "2025-01-01"
    small.publish(
        [("revised", day, 100.0, "provisional"), ("same", day, 5.0, "definite"), ("gone", day, 7.0, "definite")]
    )
    small.publish([("revised", day, 90.0, "revised_provisional"), ("same", day, 5.0, "definite"),
                   ("new", day, 1.0, "provisional")])  # fmt: skip
    small.publish([("revised", day, 90.0, "definite"), ("same", day, 5.0, "definite"), ("new", day, 0.0, "provisional"),
                   ("gone", day, 8.0, "definite")])  # fmt: skip

    assert past(small, "revised") == [
        (100.0, "provisional", None, None, None, None, FIRST, SECOND),
        (90.0, "revised_provisional", 100.0, "provisional", FIRST, -10.0, SECOND, THIRD),
        (90.0, "definite", 90.0, "revised_provisional", SECOND, 0.0, THIRD, None),
    ]
    assert past(small, "same") == [(5.0, "definite", None, None, None, None, FIRST, None)]
    assert past(small, "new") == [
        (1.0, "provisional", None, None, None, None, SECOND, THIRD),
        (0.0, "provisional", 1.0, "provisional", SECOND, -1.0, THIRD, None),
    ]
    assert past(small, "gone") == [
        (7.0, "definite", None, None, None, None, FIRST, SECOND),
        (8.0, "definite", None, None, None, None, THIRD, None),
    ], "a figure that comes back is new; what it was is still there"

    report = (small.home.publication / "changes.md").read_text(encoding="utf-8").splitlines()
    assert ": 1 cijfers gewijzigd, 1 nieuw, 0 vervallen, 1 met alleen een andere stand" in report[0]
    assert "| gone | 1 | 0 | 0 | 0 |" in report
    assert "| new | 0 | 1 | 0 | 0 |" in report
    assert "| revised | 0 | 0 | 0 | 1 |" in report, "only the status changed"
    assert not any(line.startswith("| same |") for line in report), "what stayed is not told"
    assert report[-1] == "| new | zorg | kern | 2025-01-01 |  | 1 | 0 | -1 | personen | provisional | provisional |"


def test_every_publication_can_be_read_back_from_the_memory_of_the_last(small: SmallHome) -> None:
    """The query of the table's own comment gives, for each publication in the history, exactly what it held."""
    days = [f"{year}-01-01" for year in range(2015, 2026)]
    for step in range(4):
        small.publish([("x", day, float(n * step % 7), "provisional" if n % 3 else "definite")
                       for n, day in enumerate(days) if (n + step) % 4])  # fmt: skip
    held = sorted((small.home.publication / "history").glob("*/*.duckdb"))
    assert len(held) == 4
    for file in held:
        with duckdb.connect(str(file), read_only=True) as con:
            rows = con.execute("select period_start, value, status from marts.indicator_value order by all").fetchall()
            ((moment,),) = con.execute("select published_at from meta.publication").fetchall()
        told = small.current(
            f"select period_start, value, status from meta.revision where published_at <= timestamp '{moment}' "
            f"and (superseded_at is null or superseded_at > timestamp '{moment}') order by all"
        )
        assert told == rows
        assert len(rows) > 5


def test_the_demo_and_the_figures_have_each_their_own_memory(small: SmallHome) -> None:
    day = "2025-01-01"
    small.publish([("x", day, 1.0, "definite")])
    small.publish([("x", day, 2.0, "definite")], source="live")
    assert past(small, "x") == [(2.0, "definite", None, None, None, None, SECOND, None)]
    small.publish([("x", day, 3.0, "definite")])
    assert [row[0] for row in past(small, "x")] == [1.0, 3.0]


def test_the_largest_changes_come_first(small: SmallHome) -> None:
    day = "2025-01-01"
    small.publish(
        [("small", day, 1000.0, "definite"), ("large", day, 10.0, "definite"), ("born", day, None, "definite")]
    )
    small.publish(
        [("small", day, 1100.0, "definite"), ("large", day, 20.0, "definite"), ("born", day, 3.0, "definite")]
    )
    report = (small.home.publication / "changes.md").read_text(encoding="utf-8")
    largest = [line.split(" | ")[0] for line in report.split("## Grootste wijzigingen")[1].splitlines()[6:]]
    assert largest == ["| born", "| large", "| small"]
    assert "| small | zorg | kern | 2025-01-01 |  | 1.000 | 1.100 | 100 |" in report
    assert "Vergeleken met 20260801T063000Z-" in report


def test_a_clock_that_was_set_back_keeps_publications_in_order(small: SmallHome) -> None:
    ids = [small.publish([("a", "2025-01-01", 1.0, "definite")]).publication_id]
    small.moment -= timedelta(days=100)
    ids.append(small.publish([("a", "2025-01-01", 2.0, "definite")]).publication_id)
    ids.append(small.publish([("a", "2025-01-01", 3.0, "definite")]).publication_id)
    assert ids == sorted(ids)
    assert small.current_id() == ids[-1]
    told = small.current("select value, previous_value, superseded_at is null from meta.revision order by published_at")
    assert told == [(1.0, None, False), (2.0, 1.0, False), (3.0, 2.0, True)]
    history = [p.name for p in (small.home.publication / "history").iterdir()]
    assert sorted(history) == ids


def test_what_a_person_or_a_disk_left_in_the_history_is_passed_over(small: SmallHome) -> None:
    """A copy beside the publications, notes, a newest one that is cut off, or damaged in its data alone."""
    day = "2025-01-01"
    ids = [small.publish([("x", day, value, "definite")]).publication_id for value in (1.0, 2.0, 3.0)]
    kept = small.home.publication / "history"
    for beside in (f"{ids[2]} (kopie)", "backup 20991231T000000Z-abc", "99991231T000000Z-abc.zip", "zz"):
        shutil.copytree(kept / ids[2], kept / beside)
    (kept / "notes.txt").write_text("looked at these", encoding="utf-8")
    (kept / ids[2] / "manifest.json").chmod(0o644)
    (kept / ids[2] / "manifest.json").write_bytes(b'{"publication_id": ')
    middle = kept / ids[1] / "talentstrategie.duckdb"
    content = bytearray(middle.read_bytes())
    content[len(content) // 2] ^= 0xFF
    middle.chmod(0o644)
    middle.write_bytes(bytes(content))
    (small.home.publication / "manifest.json").unlink()

    small.publish([("x", day, 4.0, "definite")])
    assert [f"{ids[2]} cannot be read" in line for line in small.said].count(True) == 1
    assert [f"{ids[1]}/talentstrategie.duckdb is gone, or is not" in line for line in small.said].count(True) == 1
    assert f"Vergeleken met {ids[0]}." in (small.home.publication / "changes.md").read_text(encoding="utf-8")
    assert past(small, "x")[-1][2] == 1.0
    history.keep_last(kept, 2)
    assert {p.name for p in kept.iterdir()} >= {f"{ids[2]} (kopie)", "zz", "notes.txt"}, "what is a person's stays"
    assert [p.name for p in history.publications(kept)] == [ids[2], small.current_id()]


def test_without_a_history_the_published_file_remembers(one: SmallHome) -> None:
    (first,) = one.current("select distinct published_at from meta.revision")
    before = one.current_id()
    shutil.rmtree(one.home.publication / "history")
    one.publish([("graduates", "2024-08-01", 11.0, "definite")])
    assert one.current("select value, previous_value, previous_published_at from meta.revision where value = 11") == [
        (11.0, 10.0, *first)
    ]
    assert f"Vergeleken met {before}." in (one.home.publication / "changes.md").read_text(encoding="utf-8")
    folder = one.home.publication / "history" / one.current_id()
    assert [p.name for p in folder.glob("*.duckdb")] == ["talentstrategie.duckdb"]


def test_a_published_file_that_somebody_changed_is_no_memory(one: SmallHome) -> None:
    shutil.rmtree(one.home.publication / "history")
    file = one.home.publication / "talentstrategie.duckdb"
    file.chmod(0o644)
    with duckdb.connect(str(file)) as con:
        con.execute("update meta.revision set value = value * 2")
    one.publish([("graduates", "2024-08-01", 11.0, "definite")])
    assert one.current("select previous_value from meta.revision where value = 11") == [(None,)]
    assert any("talentstrategie.duckdb is gone, or is not what was published" in line for line in one.said)


def fact(con: duckdb.DuckDBPyConnection, cells: list[tuple[str, int, float | None, float, str]]) -> None:
    con.execute(
        "create or replace table marts.fct_llo_uptake (opgave_id varchar, delineation varchar, year integer, form varchar, "
        "persons double, persons_lower double, rate_pct double, status varchar)"
    )
    for opgave, year, persons, rate, status in cells:
        con.execute(
            "insert into marts.fct_llo_uptake values (?, 'kern', ?, 'deelname', ?, 0, ?, ?)",
            [opgave, year, persons, rate, status],
        )


def test_every_fact_is_followed_at_its_own_grain() -> None:
    """Value, status, a new cell and a withdrawn one; bounds are no figures, and what stays takes no room."""
    keys = {"marts.fct_llo_uptake": [("opgave_id", "delineation", "year", "form")]}
    days = [
        [("zorg", 2023, 10.0, 1.0, "provisional"), ("zorg", 2024, 20.0, 2.0, "provisional"), ("bouw", 2024, 5.0, 3.0, "definite")],
        [("zorg", 2023, 10.0, 1.0, "definite"), ("zorg", 2024, 20.1, 2.0, "provisional"), ("onderwijs", 2024, 7.0, 4.0, "definite")],
        [("zorg", 2023, 10.0, 1.0, "definite"), ("zorg", 2024, 20.2, 2.0, "provisional"), ("onderwijs", 2024, 7.0, 4.0, "definite")],
        [],
    ]  # fmt: skip
    kept: list[tuple[object, ...]] = []
    for day, (moment, cells) in enumerate(zip((FIRST, SECOND, THIRD, FOURTH), days, strict=True)):
        with duckdb.connect() as con:
            con.execute("create schema marts; create schema meta")
            con.execute(f"create table marts.indicator_value ({FIGURE_COLUMNS})")
            fact(con, cells)
            con.execute("create table meta.revision (" + COLUMNS + ")")
            if kept:
                con.executemany(f"insert into meta.revision values ({', '.join('?' * 19)})", kept)
            if day:
                con.execute("attach ':memory:' as earlier; create schema earlier.marts; create schema earlier.meta")
                con.execute("use earlier")
                fact(con, days[day - 1])
                con.execute("use memory")
                for table, grain in facts(con, keys):
                    write_fact(con, moment, table, grain)
            kept = con.execute("from meta.revision order by published_at, key, figure").fetchall()
            told = con.execute(
                "select figure, key->>'$.opgave_id', period_start, kind, value, previous_value, status, published_at, "
                "superseded_at from meta.revision order by published_at, key, figure"
            ).fetchall()
    year = datetime(2024, 1, 1).date()
    assert [t for t in told if t[0] == "persons"] == [
        ("persons", "bouw", year, "withdrawn", None, 5.0, None, SECOND, None),
        ("persons", "onderwijs", year, "new", 7.0, None, "definite", SECOND, None),
        ("persons", "zorg", datetime(2023, 1, 1).date(), "changed", 10.0, 10.0, "definite", SECOND, None),
        ("persons", "zorg", year, "changed", 20.1, 20.0, "provisional", SECOND, THIRD),
        ("persons", "zorg", year, "changed", 20.2, 20.1, "provisional", THIRD, None),
    ]
    assert {t[0] for t in told} == {"persons", "rate_pct", "rows"}
    assert told[-1][0] == "rows"
    assert told[-1][3:6] == ("table_emptied", 0.0, 3.0)
