"""What the pipeline remembers of its builds, in schema `ops` of the warehouse.

A build is one complete run of dbt over one state of the raw tables. Its fingerprint says which state and which code:
the same fingerprint means that nothing would come out differently.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from expectations.runner import CheckResult
from ingestion.clock import after
from ingestion.home import CHECKOUT
from ingestion.provenance import replace_if_changed, utc

DBT_PROJECT = CHECKOUT / "dbt_project"
SUITES = CHECKOUT / "expectations"
SIGNATURE = "main.build_signature"
MART, ROWS = "mart", "rows"  # what is withheld of a mart: the whole of it, or the rows of a dataset
DBT_CODE = ("models", "seeds", "macros", "tests", "dbt_project.yml", "profiles.yml")

TABLES = {
    "build": "build_id varchar, fingerprint varchar, started_at timestamp, succeeded boolean",
    "withheld": (
        "build_id varchar, mart varchar, extent varchar, finding varchar, reason varchar, datasets varchar, since timestamp"
    ),
    "ingested": "source varchar, as_of timestamp",
    "overruled": (
        "snapshot_id varchar, dataset_id varchar, verdict varchar, quarantined_at timestamp, accepted_by varchar, "
        "accepted_at timestamp, reason varchar, findings varchar"
    ),
    "quality_result": (
        "build_id varchar, snapshot_id varchar, tool varchar, suite varchar, target varchar, check_name varchar, "
        "severity varchar, status varchar, observed varchar, expected varchar, reason varchar, dated date, "
        "failing_rows varchar, checked_at timestamp"
    ),
}


@dataclass(frozen=True)
class Quality:
    """One check's result as it is kept and published. `build_id` for marts, `snapshot_id` for raw tables."""

    build_id: str | None
    snapshot_id: str | None
    tool: str  # great_expectations or dbt
    suite: str
    target: str
    check_name: str
    severity: str
    status: str
    observed: str
    expected: str
    reason: str
    dated: date | None
    failing_rows: str
    checked_at: datetime

    @classmethod
    def of(cls, result: CheckResult, *, build_id: str | None = None, snapshot_id: str | None = None) -> "Quality":
        return cls(
            build_id,
            snapshot_id,
            "great_expectations",
            result.suite,
            result.target,
            result.check_name,
            result.severity,
            result.status,
            result.observed,
            result.expected,
            result.reason,
            result.dated,
            json.dumps(result.failing_rows, ensure_ascii=False, default=str),
            utc_now(),
        )

    def result(self) -> CheckResult:
        """The result as it was given."""
        return CheckResult(
            suite=self.suite,
            target=self.target,
            check_name=self.check_name,
            severity=self.severity,  # type: ignore[arg-type]
            status=self.status,  # type: ignore[arg-type]
            observed=self.observed,
            expected=self.expected,
            reason=self.reason,
            dated=self.dated or date.min,
            failing_rows=json.loads(self.failing_rows),
        )


class Withheld(NamedTuple):
    """A mart that is published without rows (`extent` mart), or without those of a dataset that is wrong (`rows`).

    `finding` is the check that said no, `datasets` those it rests on, with commas; `since` is UTC without a zone.
    """

    mart: str
    extent: str
    finding: str
    reason: str
    datasets: str
    since: datetime


class Overruled(NamedTuple):
    """A loaded snapshot that a person accepted against a verdict; times are UTC without a zone.

    `findings`: the checks on models that were accepted with it, one a line; empty where its own suite had said no.
    """

    snapshot_id: str
    dataset_id: str
    verdict: str
    quarantined_at: datetime | None
    accepted_by: str
    accepted_at: datetime | None
    reason: str
    findings: str = ""


def utc_now() -> datetime:
    """Now, as DuckDB's timestamp without zone, in UTC."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("create schema if not exists ops")
    for name, columns in TABLES.items():
        con.execute(f"create table if not exists ops.{name} ({columns})")
    con.execute("alter table ops.overruled add column if not exists findings varchar")  # a home of before


def keep_ingested(con: duckdb.DuckDBPyConnection, source: str, as_of: datetime | None) -> None:
    """Remembers of which source, and of which day, the raw tables are: the publication says so, whoever runs it."""
    replace_if_changed(con, "ops.ingested", [(source, utc(as_of))])


def keep_overruled(con: duckdb.DuckDBPyConnection, rows: Iterable[Overruled]) -> None:
    """Makes `ops.overruled` hold exactly these."""
    replace_if_changed(con, "ops.overruled", [tuple(row) for row in rows])


def keep_withheld(con: duckdb.DuckDBPyConnection, build_id: str, rows: Iterable[Withheld]) -> None:
    """Remembers what this build withholds, and since when: what the build before withheld as well, since then."""
    before = {
        (m, e, f): since
        for m, e, f, since in con.execute("select mart, extent, finding, since from ops.withheld").fetchall()
    }
    con.execute("truncate ops.withheld")
    for key, w in sorted({(w.mart, w.extent, w.finding): w for w in rows}.items()):
        since = min(w.since, before.get(key, w.since))
        con.execute("insert into ops.withheld values (?, ?, ?, ?, ?, ?, ?)", [build_id, *w._replace(since=since)])


def withheld(con: duckdb.DuckDBPyConnection, build_id: str) -> list[Withheld]:
    """What one build withholds."""
    rows = con.execute("select * exclude (build_id) from ops.withheld where build_id = ? order by all", [build_id])
    return [Withheld(*row) for row in rows.fetchall()]


def accepted_findings(con: duckdb.DuckDBPyConnection) -> set[str]:
    """The findings that a person accepted with a snapshot that is loaded."""
    rows = con.execute("select findings from ops.overruled join ops.loaded using (dataset_id, snapshot_id)").fetchall()
    return {name for (findings,) in rows for name in (findings or "").splitlines()}


def ingested(con: duckdb.DuckDBPyConnection) -> tuple[str, datetime | None] | None:
    row = con.execute("from ops.ingested").fetchone()
    return (str(row[0]), row[1]) if row else None


def fingerprint(con: duckdb.DuckDBPyConnection) -> str:
    """A hash of everything that the marts and their verdicts come from: snapshots, statuses, dbt project, suites."""
    digest = hashlib.sha256()
    for query in ("from ops.loaded order by all", "from raw.catalogue__dataset order by all", "from ops.ingested"):
        digest.update(repr(con.execute(query).fetchall()).encode())
    digest.update(code().encode())
    return digest.hexdigest()[:32]


def code() -> str:
    """A hash of the code that makes and judges the marts."""
    digest = hashlib.sha256()
    for part in DBT_CODE:
        path = DBT_PROJECT / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(str(file.relative_to(DBT_PROJECT)).encode() + file.read_bytes())
    for file in sorted([*SUITES.rglob("*.py"), *SUITES.rglob("*.csv")]):
        digest.update(str(file.relative_to(SUITES)).encode() + file.read_bytes())
    return digest.hexdigest()


def begin_build(con: duckdb.DuckDBPyConnection, build_id: str, mark: str) -> None:
    """Before dbt touches the marts: a build that is killed is the latest one, and no success."""
    con.execute("delete from ops.build where build_id = ?", [build_id])
    row = con.execute("select max(started_at) from ops.build").fetchone()
    started = after(datetime.now(UTC).replace(tzinfo=None), row[0] if row else None)
    con.execute("insert into ops.build values (?, ?, ?, false)", [build_id, mark, started])


def finish_build(con: duckdb.DuckDBPyConnection, marts: Path, build_id: str, mark: str, succeeded: bool) -> None:
    """Signs the marts' file with the build, so that no other file can pass for it. `mark` is of what it was made from."""
    with duckdb.connect(str(marts)) as file:
        file.execute(f"create or replace table {SIGNATURE} as select ?::varchar as build_id", [build_id])
    con.execute("update ops.build set succeeded = ?, fingerprint = ? where build_id = ?", [succeeded, mark, build_id])


def signature(marts: Path) -> str | None:
    """The build that a marts' file says it is of."""
    if not marts.exists():
        return None
    with duckdb.connect(str(marts)) as file:  # not read-only: what a kill left in its log is written first
        known = file.execute("select 1 from duckdb_tables() where table_name = 'build_signature'").fetchone()
        row = file.execute(f"from {SIGNATURE}").fetchone() if known else None
    return str(row[0]) if row else None


def latest_build(con: duckdb.DuckDBPyConnection) -> tuple[str, str, bool] | None:
    """(build_id, fingerprint, succeeded) of the last time dbt ran."""
    row = con.execute(
        "select build_id, fingerprint, succeeded from ops.build order by started_at desc limit 1"
    ).fetchone()
    return (str(row[0]), str(row[1]), bool(row[2])) if row else None


def keep_quality(con: duckdb.DuckDBPyConnection, results: Iterable[Quality]) -> None:
    """Stores results; a check's earlier result for the same build or snapshot is replaced."""
    rows = [tuple(asdict(r).values()) for r in results]
    if not rows:
        return
    con.execute("begin")
    con.executemany(
        "delete from ops.quality_result where target = ? and check_name = ? "
        "and build_id is not distinct from ? and snapshot_id is not distinct from ?",
        [(r[4], r[5], r[0], r[1]) for r in rows],
    )
    con.executemany(f"insert into ops.quality_result values ({', '.join('?' * len(rows[0]))})", rows)
    con.execute("commit")


def quality_of_snapshot(con: duckdb.DuckDBPyConnection, snapshot_id: str) -> list[Quality]:
    """The results of one snapshot's raw table."""
    rows = con.execute("from ops.quality_result where snapshot_id = ? order by check_name", [snapshot_id]).fetchall()
    return [Quality(*row) for row in rows]


def quality_of_build(con: duckdb.DuckDBPyConnection, build_id: str) -> list[Quality]:
    """The results of one build's marts."""
    rows = con.execute("from ops.quality_result where build_id = ? order by target, check_name", [build_id]).fetchall()
    return [Quality(*row) for row in rows]
