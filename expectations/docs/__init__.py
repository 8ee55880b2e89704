"""Great Expectations' Data Docs of a publication: what was expected, what was found, as a site that opens from a file.

Great Expectations' own site builder and renderers, fed with the results that were published, so that site and file say
the same. Its pages load styles, scripts and a logo from six other hosts; `rendering` leaves those out.
"""

from __future__ import annotations

import html
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.registry import is_known, suite_of
from expectations.runner import context, great_expectations

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult, RunIdentifier

SITE = "kwaliteit"
PASSED = ("passed", "skipped")


class DocsNotBuilt(RuntimeError):
    """A page is not there: Great Expectations logs what goes wrong with a page, and goes on without it."""


@dataclass(frozen=True)
class Judged:
    """One result of a check, as `meta.quality_result` has it. `failing_rows` is JSON, at most 20, without names."""

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

    @property
    def why(self) -> str:
        """The reason, and since when it stands where a person set a bound."""
        return f"{self.reason} ({self.dated})" if self.dated else self.reason


def build(
    folder: Path, publication_id: str, published_at: datetime, found: Iterable[Judged], note: str | None = None
) -> Path:
    """Writes the site into `folder` (which it makes) and gives its front page. `published_at` is UTC, without a zone.

    `note` is what a reader of every single page must know before anything else.

    Raises DocsNotBuilt when the site is not whole.
    """
    from great_expectations.core import RunIdentifier

    by_target: dict[str, list[Judged]] = defaultdict(list)
    for result in found:
        by_target[result.target].append(result)
    if not by_target:
        raise DocsNotBuilt("er zijn geen uitslagen om te laten zien")
    run = RunIdentifier(run_name=publication_id, run_time=published_at.replace(tzinfo=UTC))
    results = {target: validated(target, of_target, run) for target, of_target in sorted(by_target.items())}
    with site(folder, results, run, note):
        context().build_data_docs(site_names=[SITE])
    shutil.rmtree(folder / "static")  # 4 MB of pictures and fonts that no page asks for
    pages = {(p.parts[0], p.stem) for p in (path.relative_to(folder) for path in folder.rglob("*.html"))}
    wanted = {("validations", target) for target in by_target} | {
        ("expectations", suite.name) for suite, _ in results.values()
    }
    missing = sorted(f"{section}/{name}" for section, name in wanted - pages)
    if missing or not (folder / "index.html").exists():
        raise DocsNotBuilt(f"bladzijden die niet zijn gemaakt: {', '.join(missing) or 'index'}")
    return folder / "index.html"


@contextmanager
def site(
    folder: Path,
    results: dict[str, tuple[ExpectationSuite, ExpectationSuiteValidationResult]],
    run: RunIdentifier,
    note: str | None,
) -> Iterator[None]:
    """The context in memory holds what the site is made of, as long as it is made."""
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    here, store = "expectations.docs.rendering", context().validation_results_store
    view = {"module_name": here, "class_name": "PageView", "note": note}
    sections = {"module_name": here, "class_name": "ColumnSection"}
    config = {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
        "site_index_builder": {
            "class_name": "DefaultSiteIndexBuilder",
            "view": {"module_name": here, "class_name": "IndexView", "note": note},
        },
        "site_section_builders": {
            "profiling": "None",
            "expectations": {"view": view},
            "validations": {"view": view, "renderer": {"class_name": "ValidationResultsPageRenderer",
                                                       "column_section_renderer": sections}},
        },
    }  # fmt: skip
    added = []
    try:
        context().add_data_docs_site(SITE, config)
        for target, (suite, result) in results.items():
            key = ValidationResultIdentifier(ExpectationSuiteIdentifier(suite.name), run, target)
            added.append((suite, key))
            context().suites.add(suite)
            store.set(key, result)
        yield
    finally:
        context().delete_data_docs_site(SITE)
        for suite, key in added:
            context().suites.delete(suite.name)
            store.remove_key(key)


def validated(
    target: str, found: list[Judged], run: RunIdentifier
) -> tuple[ExpectationSuite, ExpectationSuiteValidationResult]:
    """Great Expectations' own objects for the results on one table: its suite, and the validation of it."""
    from great_expectations import ExpectationSuite
    from great_expectations import __version__ as gx_version
    from great_expectations.core import ExpectationSuiteValidationResult

    known = {check.name: check.expectation for check in suite_of(target).checks} if is_known(target) else {}
    made, results = [], []
    for one in found:
        expectation = expected(one, known.get(one.check_name))
        made.append(expectation)
        results.append(result_of(one, expectation))
    passed = sum(bool(r.success) for r in results)
    return ExpectationSuite(name=found[0].suite, expectations=made), ExpectationSuiteValidationResult(
        success=passed == len(results),
        results=results,
        suite_name=found[0].suite,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": passed,
            "unsuccessful_expectations": len(results) - passed,
            "success_percent": 100.0 * passed / len(results),
        },
        meta={"run_id": run, "great_expectations_version": gx_version, "batch_spec": {"data_asset_name": target}},
    )


def expected(one: Judged, expectation: Any) -> Any:
    """Great Expectations' expectation of a check; in words alone where it is a test of dbt, or no suite has it any more.

    A snapshot is judged once, when it comes in: years later its suite may have other checks.
    """
    expectations, _ = great_expectations()
    notes = f"{one.check_name} ({one.severity}). {one.why}"
    if expectation is None:
        words = html.escape(one.expected).replace("$", "$$")
        return expectations.ExpectTableRowCountToBeBetween(min_value=0, description=words, notes=notes)
    return getattr(expectations, expectation.name)(**expectation.arguments, notes=notes)


def result_of(one: Judged, expectation: Any) -> ExpectationValidationResult:
    """A check that was broken is shown as one that failed, in its own words: a traceback is for the log."""
    from great_expectations.core import ExpectationValidationResult

    return ExpectationValidationResult(
        success=one.status in PASSED,
        expectation_config=expectation.configuration,
        result={"observed_value": one.observed, "check": one.check_name, "severity": one.severity,
                "status": one.status, "reason": one.why, "failing_rows": one.failing_rows},
        exception_info={"raised_exception": False, "exception_message": None, "exception_traceback": None},
        meta={},
    )  # fmt: skip
