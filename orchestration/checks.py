"""Great Expectations' results as Dagster asset checks: one check per table and severity, with every result in it.

One per expectation would be 600 checks, and Dagster's event log takes 17 ms for each planned and each made
(2026-11): the single results are in the check's metadata and in `meta.quality_result`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

import dagster as dg

from expectations.runner import OUTCOMES, CheckResult
from expectations.suite import Suite

SEVERITY = {"critical": dg.AssetCheckSeverity.ERROR}
COLUMNS = ("controle", "uitslag", "gevonden", "verwacht", "reden")
FEW = 3  # failing rows of a warning on the console
MEANS = {
    "critical": "Fout hierin zou verkeerde cijfers publiceren: zet een stand in quarantaine, of houdt deze tabel in.",
    "warning": "Hier moet iemand naar kijken; publicatie gaat door.",
    "info": "Goed om te weten.",
}


SEVERITIES = {"critical": "kritiek", "warning": "waarschuwing", "info": "melding"}


def check_name(severity: str) -> str:
    return f"expectations_{severity}"


def specs(key: dg.AssetKey, suite: Suite, *, blocking: bool) -> Iterator[dg.AssetCheckSpec]:
    """The checks that a suite can give, with what they look at."""
    for severity in MEANS:
        checks = [c for c in suite.checks if c.severity == severity]
        if checks:
            listed = "\n".join(f"- `{c.name}`: {c.expectation.words}. {c.reason} ({c.dated:%Y-%m-%d})" for c in checks)
            yield dg.AssetCheckSpec(
                check_name(severity),
                asset=key,
                description=f"{MEANS[severity]}\n\n{listed}",
                blocking=blocking and severity == "critical",
            )


def results(
    key: dg.AssetKey, suite: Suite, found: Iterable[CheckResult], *, on_record: bool = False
) -> Iterator[dg.AssetCheckResult]:
    """One result for each declared check; a result that is missing fails it.

    `on_record`: what failed is withheld, or was accepted by a person, so it is told and holds up nothing.
    """
    by_name = {r.check_name: r for r in found}
    for severity in MEANS:
        names = [c.name for c in suite.checks if c.severity == severity]
        if not names:
            continue
        given = [by_name[n] for n in names if n in by_name]
        bad = [r for r in given if r.status in ("failed", "broken")]
        yield dg.AssetCheckResult(
            asset_key=key,
            check_name=check_name(severity),
            passed=not bad and len(given) == len(names),
            severity=dg.AssetCheckSeverity.WARN if on_record else SEVERITY.get(severity, dg.AssetCheckSeverity.WARN),
            description="; ".join(f"{r.check_name} {OUTCOMES[r.status]}: {r.observed}" for r in bad) or None,
            metadata={"results": table(given), **failing(bad)},
        )


def told(found: Iterable[CheckResult]) -> Iterator[str]:
    """What went wrong, for the console: a message per check, with the rows that failed under it.

    All of them (at most 20) where the check holds up the publication, the first few of a warning; the rest is in the
    check's metadata.
    """
    for r in found:
        if r.status in ("failed", "broken"):
            shown = r.failing_rows if r.severity == "critical" else r.failing_rows[:FEW]
            rows = "".join(f"\n      {json.dumps(row, ensure_ascii=False, default=str)}" for row in shown)
            if len(shown) < len(r.failing_rows):
                rows += f"\n      en nog {len(r.failing_rows) - len(shown)} in de metadata van de controle"
            yield (
                f"{r.target} {r.check_name} ({SEVERITIES[r.severity]}) {OUTCOMES[r.status]}: gevonden {r.observed}, verwacht {r.expected}{rows}"
            )


def table(found: Iterable[CheckResult]) -> dg.TableMetadataValue:
    """The single results as a table, what failed first."""
    ordered = sorted(found, key=lambda r: r.status in ("passed", "skipped"))
    cells = [
        (r.check_name, OUTCOMES[r.status], r.observed, r.expected, f"{r.reason} ({r.dated:%Y-%m-%d})") for r in ordered
    ]
    return tabled([dict(zip(COLUMNS, row, strict=True)) for row in cells], COLUMNS)


def failing(found: Iterable[CheckResult]) -> dict[str, dg.TableMetadataValue]:
    """The rows that failed, a table for each check: at most 20 of each."""
    return {f"failing_rows {r.check_name}": tabled(r.failing_rows) for r in found if r.failing_rows}


def tabled(rows: Sequence[Mapping[str, object]], columns: Sequence[str] = ()) -> dg.TableMetadataValue:
    """Rows as the UI draws them. Its cells are texts, numbers and truth values: anything else is told as text, NULL as empty."""
    names = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    records = [dg.TableRecord({name: cell(row.get(name)) for name in names}) for row in rows]
    return dg.TableMetadataValue(records, dg.TableSchema([dg.TableColumn(name, "") for name in names]))


def cell(value: object) -> str | int | float | bool:
    return value if isinstance(value, str | int | float | bool) else "" if value is None else str(value)
