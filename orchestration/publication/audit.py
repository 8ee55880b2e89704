"""May this build be published? Asked of the build's own records; a missing answer is a no.

A critical check that failed is a no as well, but for two: its model is withheld, by this build and on record (then the
mart that would be published has no rows), or a person accepted the state of the dataset that it rests on.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from expectations.registry import expected_checks, mart_tables
from expectations.runner import OUTCOMES
from ingestion.home import Kind
from ingestion.sql import identifier, literal
from orchestration import build_records
from orchestration.build_records import MART

DBT = "dbt"


class NotPublishable(Exception):
    """The audit found reasons to leave the current publication as it is."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("niet gepubliceerd:\n" + "\n".join(f"- {reason}" for reason in reasons))


def blocking_tests(manifest: Mapping[str, Any]) -> dict[str, str]:
    """dbt's tests that must pass, by unique id: every one whose severity is error."""
    return {
        unique_id: node["name"]
        for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] == "test" and str(node["config"].get("severity", "error")).lower() == "error"
    }


def audit(con: duckdb.DuckDBPyConnection, marts: Path, tests: Iterable[str], kind: Kind, source: str) -> str:
    """Gives the id of the build that may be published. Raises NotPublishable with every reason found.

    `marts` is the file that would be published, `tests` the names of the dbt tests that must have passed on this
    build, `kind` that of the home and `source` what the run says that it publishes: a run of the publication alone
    could say of what was known on an earlier day that it is today's.
    """
    ingested = build_records.ingested(con)
    loaded = {name for (name,) in con.execute("select distinct source from raw.catalogue__dataset").fetchall()}
    if ingested is None or ingested[0] != source or loaded - {kind}:
        held = ingested[0] if ingested else ", ".join(sorted(loaded)) or "niets"
        raise NotPublishable(
            [f"deze run zegt source {source}, maar de tabellen zijn van {held}; draai de hele job opnieuw"]
        )
    build = build_records.latest_build(con)
    if build is None:
        raise NotPublishable(["dbt heeft de marts nooit gebouwd; draai `talent build`"])
    build_id, mark, succeeded = build
    if not succeeded:
        raise NotPublishable(
            [f"build {build_id}: dbt eindigde met fouten of is afgebroken; zie de run in de Dagster UI"]
        )
    if mark != build_records.fingerprint(con):
        raise NotPublishable(
            [f"build {build_id}: ruwe tabellen of modellen zijn sindsdien gewijzigd; materialiseer de marts opnieuw"]
        )
    if build_records.signature(marts) != build_id:
        raise NotPublishable(
            [f"build {build_id}: het bestand van de marts is van een andere build; materialiseer de marts opnieuw"]
        )
    found = {
        (DBT if q.tool == DBT else q.target, q.check_name): q for q in build_records.quality_of_build(con, build_id)
    }
    withheld = build_records.withheld(con, build_id)
    closed = {w.finding for w in withheld} | build_records.accepted_findings(con)
    reasons = [
        f"{target} {name}: geen uitslag van build {build_id}; materialiseer de controles opnieuw"
        for target, name in sorted(expected(tests))
        if (target, name) not in found
    ]
    reasons += [
        f"{q.target} {q.check_name}: {OUTCOMES[q.status]}, gevonden {q.observed}, verwacht {q.expected} ({q.reason})"
        for q in found.values()
        if q.severity == "critical" and q.status in ("failed", "broken") and f"{q.target} {q.check_name}" not in closed
    ]
    reasons += [
        f"{mart}: heeft rijen, en is door build {build_id} ingehouden; materialiseer de marts opnieuw"
        for mart in sorted({w.mart for w in withheld if w.extent == MART})
        if has_rows(marts, mart)
    ]
    if reasons:
        raise NotPublishable(reasons)
    return build_id


def has_rows(marts: Path, mart: str) -> bool:
    """Asked of the file that would be published."""
    with duckdb.connect() as con:  # attached: under its own name its catalogue would be called as its schema is
        con.execute(
            f"attach {literal(marts)} as curated"
        )  # not read-only: what a kill left in its log is written first
        return con.execute(f"select 1 from curated.marts.{identifier(mart)} limit 1").fetchone() is not None


def expected(tests: Iterable[str]) -> set[tuple[str, str]]:
    """Every critical check that must have a result: Great Expectations' of each mart, and dbt's tests."""
    suites = {
        (f"marts.{table}", name)
        for table in mart_tables()
        for name, severity in expected_checks(f"marts.{table}")
        if severity == "critical"
    }
    return suites | {(DBT, name) for name in tests}
