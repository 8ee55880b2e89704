"""The one runner: a suite and a connection in, a verdict per check out. Writes nothing and asks nobody.

Great Expectations passes on an empty suite and on an empty frame, and calls an expectation that crashed a failure. Here
the first is refused, the second judged, and the third is told apart as `broken`.
"""

import logging
import math
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import duckdb

from expectations.suite import Check, Severity, Suite
from expectations.wording import observed

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["passed", "failed", "broken", "skipped"]
MOST_ROWS = 20  # failing rows shown
NOTHING = "niets te controleren: er zijn geen rijen"
OUTCOMES: dict[str, str] = {
    "passed": "geslaagd",
    "failed": "niet geslaagd",
    "broken": "liep stuk",
    "skipped": "overgeslagen",
}


class EmptySuite(ValueError):
    """A suite without checks would pass on anything."""


@dataclass(frozen=True)
class CheckResult:
    """The verdict of one check. `broken`: the check could not be made; `skipped`: there was nothing to check."""

    suite: str
    target: str
    check_name: str
    severity: Severity
    status: Status
    observed: str
    expected: str
    reason: str
    dated: date
    failing_rows: list[dict[str, Any]]


def run(suite: Suite, con: duckdb.DuckDBPyConnection, may_be_empty: bool = False) -> list[CheckResult]:
    """One result per check, in the suite's order.

    An empty batch breaks every check, critically; with `may_be_empty` each is `skipped` with severity info.
    Raises EmptySuite. A query that fails raises nothing: then every check is broken.
    """
    if not suite.checks:
        raise EmptySuite(f"suite {suite.name} heeft geen controles: zij zou altijd slagen")
    try:
        frame = con.execute(suite.query).df()
    except duckdb.Error as error:
        return [verdict(suite, check, "broken", f"de vraag aan de tabel mislukte: {error}") for check in suite.checks]
    if frame.empty:
        if may_be_empty:
            return [verdict(suite, check, "skipped", NOTHING, severity="info") for check in suite.checks]
        return [verdict(suite, check, "broken", NOTHING, severity="critical") for check in suite.checks]
    found = validate(suite, frame)
    return [judge(suite, check, found[check.name], frame, con) for check in suite.checks]


def judge(
    suite: Suite, check: Check, outcome: "Outcome", frame: "pd.DataFrame", con: duckdb.DuckDBPyConnection
) -> CheckResult:
    if outcome.error is not None:
        return verdict(suite, check, "broken", outcome.error)
    try:
        told = observed(check.expectation, outcome.success, outcome.result, frame)
        rows = [] if outcome.success else offenders(check, outcome.result, frame, con)
    except Exception as error:  # a verdict that cannot be put into words is no verdict, and must not end the others
        return verdict(suite, check, "broken", f"de uitslag is niet te vertellen: {type(error).__name__}: {error}")
    return verdict(suite, check, "passed" if outcome.success else "failed", told, failing_rows=rows)


def verdict(
    suite: Suite,
    check: Check,
    status: Status,
    told: str,
    *,
    severity: Severity | None = None,
    failing_rows: list[dict[str, Any]] | None = None,
) -> CheckResult:
    return CheckResult(
        suite=suite.name,
        target=suite.target,
        check_name=check.name,
        severity=severity or check.severity,
        status=status,
        observed=told,
        expected=check.expectation.words,
        reason=check.reason,
        dated=check.dated,
        failing_rows=failing_rows or [],
    )


@dataclass(frozen=True)
class Outcome:
    """What Great Expectations says of one expectation; `error` where it raised."""

    success: bool
    result: Mapping[str, Any]
    error: str | None


def validate(suite: Suite, frame: "pd.DataFrame") -> dict[str, Outcome]:
    """Outcomes by check name. An expectation that cannot even be made (an argument it does not know) is broken too.

    Great Expectations spends most of its time on describing what passed. So all are asked yes or no first, and those
    that said no are asked again, in full (2026-11: half the time).
    """
    expectations, batches = great_expectations()
    made, outcomes = {}, {}
    for check in suite.checks:
        try:
            expectation = getattr(expectations, check.expectation.name)
            made[check.name] = expectation(**check.expectation.arguments, meta={"check": check.name})
        except (AttributeError, TypeError, ValueError) as error:
            outcomes[check.name] = Outcome(False, {}, f"{type(error).__name__}: {error}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, about types that Great Expectations compares
        batch = batches.get_batch(batch_parameters={"dataframe": frame})
        outcomes |= ask(batch, made, "BOOLEAN_ONLY")
        said_no = {name: made[name] for name in made if not outcomes[name].success}
        outcomes |= ask(batch, said_no, "SUMMARY")
    return outcomes


def ask(batch: Any, expectations: Mapping[str, Any], result_format: str) -> dict[str, Outcome]:
    """Outcomes of these expectations on this batch, in one go."""
    from great_expectations import ExpectationSuite

    if not expectations:
        return {}
    suite = ExpectationSuite(name="batch", expectations=list(expectations.values()))
    return {
        result.expectation_config.meta["check"]: Outcome(
            bool(result.success), result.result or {}, raised(result.exception_info)
        )
        for result in batch.validate(suite, result_format=result_format).results
    }


def raised(info: Mapping[str, Any] | None) -> str | None:
    """The message of the exception, if any: Great Expectations nests it per metric, or not."""
    if not info or info.get("raised_exception") is False:
        return None
    parts = [info] if "raised_exception" in info else list(info.values())
    messages = [
        p.get("exception_message") if isinstance(p, Mapping) else getattr(p, "exception_message", p) for p in parts
    ]
    return "; ".join(dict.fromkeys(str(m) for m in messages)) or "een fout zonder tekst"


@cache
def context() -> Any:
    """Great Expectations' context, one per process. It lives in memory: no files, no telemetry, no progress bars."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read at import
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    made = gx.get_context(mode="ephemeral")
    made.variables.progress_bars = ProgressBarsConfig(globally=False)
    return made


@cache
def great_expectations() -> tuple[Any, Any]:
    """(module of expectations, where batches come from), made once per process."""
    source = context().data_sources.add_pandas("batches")
    from great_expectations import expectations

    return expectations, source.add_dataframe_asset("batch").add_batch_definition_whole_dataframe("whole")


def offenders(
    check: Check, result: Mapping[str, Any], frame: "pd.DataFrame", con: duckdb.DuckDBPyConnection
) -> list[dict[str, Any]]:
    """At most MOST_ROWS rows to look at: the check's own, or those of the batch that failed."""
    if check.failing_rows is not None:
        return sample(con, check.failing_rows)
    positions = list(result.get("partial_unexpected_index_list") or [])[:MOST_ROWS]
    return [{str(n): plain(v) for n, v in frame.iloc[p].items()} for p in positions]


def sample(con: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """At most MOST_ROWS rows of a query of our own, or why they could not be read."""
    try:
        found = con.execute(f"from (\n{query}\n) limit {MOST_ROWS}")
        names = [column[0] for column in found.description or ()]
        return [{n: plain(v) for n, v in zip(names, row, strict=True)} for row in found.fetchall()]
    except duckdb.Error as error:
        return [{"failing_rows": f"niet te lezen: {error}"}]


def plain(value: Any) -> Any:
    """A value as JSON has it; missing is None."""
    if hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else value
    return None if str(value) in ("NaT", "<NA>") else str(value)
