"""Which suite belongs to which table. Cheap to import and to call: suites are words until the runner makes them."""

from collections.abc import Callable

from expectations.expected import with_expected_rows
from expectations.sizes import with_sizes
from expectations.suite import Severity, Suite
from expectations.suites.marts import education, figures, labour, migration, reference
from expectations.suites.raw import (
    cbs,
    duo,
    duo_national,
    duo_registers,
    duo_staff,
    ind_eurostat,
    uwv_landed,
    uwv_open_match,
    uwv_roa,
)
from expectations.suites.raw.cbs_tables import TABLES
from expectations.suites.raw.common import general
from expectations.suites.raw.editions import with_editions
from ingestion.catalogue import load_catalogue
from ingestion.dataset import Dataset
from ingestion.load import Before

RAW: dict[str, Callable[[Dataset, bool], Suite]] = {
    **dict.fromkeys(TABLES, cbs.build),
    **dict.fromkeys((*duo.FILES, duo.REGISTER), duo.build),
    **dict.fromkeys(duo_national.SECTORKAMER, duo_national.sectorkamer),
    **dict.fromkeys(duo_national.FORECAST, duo_national.forecast),
    **dict.fromkeys((duo_registers.RECOGNISED, duo_registers.OFFERED), duo_registers.programmes),
    duo_registers.PATHS: duo_registers.paths,
    duo_staff.STAFF: duo_staff.staff,
    "roa__ais_2030": uwv_roa.roa,
    "uwv__spanningsindicator": uwv_roa.uwv,
    "uwv__open_match": uwv_open_match.build,
    "uwv__stap": uwv_landed.stap,
    "uwv__twv": uwv_landed.permits,
    **dict.fromkeys(ind_eurostat.REGISTERS, ind_eurostat.sponsors),
    "eurostat__migr_resfirst": ind_eurostat.eurostat,
    "eurostat__migr_resocc": ind_eurostat.eurostat,
    "eurostat__migr_resvalid": ind_eurostat.eurostat,
    "eurostat__migr_resict1_1": ind_eurostat.transferees,
    "eurostat__migr_resict1_2": ind_eurostat.transferees,
}

MARTS: dict[str, Suite] = {
    suite.target.removeprefix("marts."): suite
    for suite in (*reference.SUITES, *education.SUITES, *labour.SUITES, *migration.SUITES, *figures.SUITES)
}


def raw_suite(dataset: Dataset, comparable: bool = True, source: str = "live", before: Before | None = None) -> Suite:
    """The suite of a dataset's raw table.

    `comparable` is False where the previous snapshot came from another source (demo before live): its row count says
    nothing of this one. `source` is live or demo: each has row counts of its own. `before` is the
    edition in use, where there is one to compare with. A dataset without particular checks has the general
    suite.
    """
    suite = with_expected_rows(RAW.get(dataset.id, general)(dataset, comparable), dataset, source)
    suite = with_sizes(suite, dataset)
    table, words = before if before and comparable else (None, None)
    return with_editions(suite, dataset, table, words)


def mart_suite(table: str) -> Suite:
    """The suite of a mart. Raises KeyError for one of which dbt's tests say all there is."""
    return MARTS[table]


def suite_of(target: str) -> Suite:
    """The suite on `raw.<dataset id>` or `marts.<table>`."""
    kind, _, name = target.partition(".")
    return raw_suite(load_catalogue()[name]) if kind == "raw" else mart_suite(name)


def is_known(target: str) -> bool:
    """Is there a suite on this table? Not on that of a dataset or mart of an earlier day."""
    kind, _, name = target.partition(".")
    return name in load_catalogue() if kind == "raw" else name in MARTS


def mart_tables() -> tuple[str, ...]:
    """Every mart with a suite."""
    return tuple(MARTS)


def expected_checks(target: str) -> tuple[tuple[str, Severity], ...]:
    """(name, severity) of every check on `raw.<dataset id>` or `marts.<table>`, in the order of the results."""
    return tuple((check.name, check.severity) for check in suite_of(target).checks)
