"""How the publication stands: asked of the file that readers open, its manifest and its own records, and of nothing else."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from expectations.runner import OUTCOMES
from ingestion.home import Home
from orchestration.publication.audit import DBT, expected
from orchestration.publication.history import log_of, manifest_in, sha256

Row = dict[str, Any]


class Health(NamedTuple):
    """An answer: does it hold, in numbers and with a row for each thing that does not. `columns` are those of the rows."""

    holds: bool
    numbers: dict[str, int]
    columns: Sequence[str]
    rows: list[Row]


def asked(con: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    found = con.execute(query)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def audited(con: duckdb.DuckDBPyConnection, tests: Iterable[str]) -> Health:
    """Has every critical check of the tables passed on the build that was published, or is its finding on record there?

    `tests` are the names of dbt's blocking tests now: one that is younger than the publication has no verdict in it.
    """
    found = asked(
        con,
        "select tool, target, check_name, severity, status, observed, expected, reason from meta.quality_result "
        "where build_id is not null",
    )
    closed = {name for (name,) in con.execute("select finding from meta.withheld").fetchall()}
    for (findings,) in con.execute("select coalesce(findings, '') from meta.overruled").fetchall():
        closed |= set(findings.splitlines())
    given = {(DBT if q["tool"] == DBT else q["target"], q["check_name"]) for q in found}
    critical = [q for q in found if q["severity"] == "critical"]
    failed = [q for q in critical if q["status"] in ("failed", "broken")]
    unsettled = [q for q in failed if f"{q['target']} {q['check_name']}" not in closed]
    columns = ("tabel", "controle", "uitslag", "gevonden", "verwacht")
    rows = [
        dict(
            zip(
                columns,
                (q["target"], q["check_name"], OUTCOMES[q["status"]], q["observed"], q["expected"]),
                strict=True,
            )
        )
        for q in unsettled
    ]
    unjudged = sorted(expected(tests) - given)
    rows += [dict(zip(columns, (target, name, "geen uitslag", "", ""), strict=True)) for target, name in unjudged]
    numbers = {
        "critical_passed": len(critical) - len(failed),
        "critical_on_record": len(failed) - len(unsettled),
        "critical_failed": len(unsettled),
        "critical_without_verdict": len(unjudged),
    }
    return Health(bool(critical) and not rows, numbers, columns, rows)


def whole(home: Home) -> Health:
    """Is every file that the manifest names there, byte for byte, and did nobody write beside the database?"""
    columns = ("bestand", "wat")
    folder = home.publication
    try:
        files = list(manifest_in(folder)["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        row = dict(zip(columns, ("manifest.json", f"niet te lezen: {error}"), strict=True))
        return Health(False, {"files": 0, "bytes": 0}, columns, [row])
    rows = [
        dict(zip(columns, (str(file["path"]), wrong), strict=True))
        for file in files
        if (wrong := differs(folder / str(file["path"]), str(file["sha256"])))
    ]
    return Health(not rows, {"files": len(files), "bytes": sum(int(f["bytes"]) for f in files)}, columns, rows)


def differs(file: Path, promised: str) -> str:
    """What is wrong with a published file, in words; empty where nothing is."""
    if not file.is_file():
        return "is weg"
    if log_of(file).exists():
        return f"er ligt een logbestand van een schrijver naast ({log_of(file).name})"
    return "" if sha256(file) == promised else "is niet wat is gepubliceerd"


def on_time(con: duckdb.DuckDBPyConnection) -> Health:
    """Is every dataset there and as new as its publisher promises? What is withheld is told by `unwithheld`."""
    rows = asked(
        con,
        "select dataset_id as dataset, title as titel, status as stand, period_last as laatste_periode, "
        "coalesce(strftime(retrieved_at, '%Y-%m-%d'), '') as opgehaald, coalesce(status_reason, '') as reden "
        "from marts.dim_dataset where status in ('late', 'stale', 'missing') order by status, dataset_id",
    )
    columns = ("dataset", "titel", "stand", "laatste_periode", "opgehaald", "reden")
    return Health(not rows, states(con), columns, rows)


def states(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many datasets are in each state, as the publication says it of itself."""
    (row,) = asked(con, "select columns('datasets_.*') from meta.publication")
    return {name: int(count) for name, count in row.items()}


def unwithheld(con: duckdb.DuckDBPyConnection) -> Health:
    """Does nothing lack rows because a critical check said no?"""
    rows = asked(
        con,
        "select mart as tabel, extent as omvang, finding as controle, reason as reden, datasets, "
        "strftime(since, '%Y-%m-%d %H:%M') as sinds_utc from meta.withheld order by mart, finding",
    )
    rows += asked(
        con,
        "select 'dataset ' || dataset_id as tabel, 'dataset' as omvang, '' as controle, coalesce(status_reason, '') as reden, "
        "dataset_id as datasets, '' as sinds_utc from marts.dim_dataset where status = 'withheld' order by dataset_id",
    )
    numbers = {"withheld": len(rows)}
    return Health(not rows, numbers, ("tabel", "omvang", "controle", "reden", "datasets", "sinds_utc"), rows)
