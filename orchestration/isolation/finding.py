"""A critical check that a model does not meet, or a model that its data do not let be built."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from expectations.runner import NOTHING
from ingestion.catalogue import load_catalogue
from ingestion.errors import UNTOLD, in_words
from orchestration.build_records import Quality, utc_now
from orchestration.isolation.lineage import BUILDS, Lineage


@dataclass(frozen=True)
class Finding:
    """What was found wrong with one model (`subject`, dbt's id)."""

    target: str  # as in meta.quality_result: marts.<table> or dbt
    check_name: str
    subject: str
    told: str  # found, expected, and why that was expected
    named: frozenset[str] = field(default=frozenset(), compare=False)  # datasets that its failing rows name
    readable: bool = True  # False: the model could not be built, so nobody can accept it as it is

    @property
    def id(self) -> str:
        return f"{self.target} {self.check_name}"


def findings(results: Iterable[Quality], lineage: Lineage) -> list[Finding]:
    """The critical results that are not met, each with the model that it is about."""
    return [
        Finding(
            q.target,
            q.check_name,
            lineage.subject_of(f"{q.target} {q.check_name}") or "",
            in_dutch(q),
            named(q, lineage),
            not q.check_name.startswith(f"{BUILDS} "),
        )
        for q in results
        if q.severity == "critical" and q.status in ("failed", "broken")
    ]


def in_dutch(q: Quality) -> str:
    """What was found, for a reader; of a table without rows it is told once, whatever the check."""
    if q.observed == NOTHING:
        return f"{q.target}: geen rijen, terwijl alles waaruit het gemaakt wordt rijen heeft"
    return f"{q.target} {q.check_name}: gevonden {q.observed}, verwacht {q.expected} ({q.reason})"


def named(q: Quality, lineage: Lineage) -> frozenset[str]:
    """The datasets that the failing rows name, in whatever column."""
    rows = q.result().failing_rows
    return frozenset(str(v) for row in rows for v in row.values() if isinstance(v, str) and v in lineage.source)


def not_built(build_id: str, result: Mapping[str, Any], lineage: Lineage) -> Quality:
    """A model that dbt could not build, as a result beside those of the checks."""
    node = str(result["unique_id"])
    confidential = any(load_catalogue()[d].confidential for d in lineage.datasets(node))
    return Quality(
        build_id=build_id,
        snapshot_id=None,
        tool="dbt",
        suite="model",
        target="dbt",
        check_name=f"{BUILDS} {lineage.name(node)}",
        severity="critical",
        status="broken",
        observed=UNTOLD if confidential else in_words(str(result.get("message") or result["status"])),
        expected="een tabel die gebouwd kan worden",
        reason="Een model dat niet gebouwd wordt heeft geen rijen, of nog die van de vorige keer.",
        dated=None,
        failing_rows="[]",
        checked_at=utc_now(),
    )
