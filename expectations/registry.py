"""Which suite belongs to which table. Cheap to import and to call: suites are words until the runner makes them."""

from collections.abc import Callable
from functools import partial

from expectations.expected import with_expected_rows
from expectations.suite import Severity, Suite
from expectations.suites.marts import (
    coverage,
    crosswalk,
    education,
    education_cbs,
    education_outlook,
    indicator,
    labour_market,
    labour_migration,
    llo,
    participation,
    productivity,
    publication,
    reconciliation,
    reference,
    strategy,
)
from expectations.suites.raw import (
    cbs,
    duo,
    duo_national,
    duo_registers,
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

RAW: dict[str, Callable[[Dataset, bool], Suite]] = {
    **dict.fromkeys(TABLES, cbs.build),
    **dict.fromkeys((*duo.FILES, duo.REGISTER), duo.build),
    **dict.fromkeys(duo_national.SECTORKAMER, duo_national.sectorkamer),
    **dict.fromkeys(duo_national.FORECAST, duo_national.forecast),
    **dict.fromkeys((duo_registers.RECOGNISED, duo_registers.OFFERED), duo_registers.programmes),
    duo_registers.PATHS: duo_registers.paths,
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

MARTS: dict[str, Callable[[], Suite]] = {
    "dim_opgave": reference.dim_opgave,
    "dim_deelopgave": reference.dim_deelopgave,
    "dim_programme": partial(reference.code_list, "dim_programme"),
    "dim_field": partial(reference.code_list, "dim_field"),
    "dim_occupation": partial(reference.code_list, "dim_occupation"),
    "dim_industry": partial(reference.code_list, "dim_industry"),
    "dim_delineation": crosswalk.dim_delineation,
    "dim_dataset": reference.dim_dataset,
    "bridge_opgave": reference.bridge_opgave,
    "opgave_coverage": coverage.opgave_coverage,
    "classification_coverage": crosswalk.classification_coverage,
    "opgave_overlap": crosswalk.opgave_overlap,
    "unclaimed_code": crosswalk.unclaimed_code,
    "opgave_sensitivity": crosswalk.opgave_sensitivity,
    "deelopgave_figure": crosswalk.deelopgave_figure,
    "fct_education_output": education.output,
    "fct_education_output_programme": education.programme,
    "fct_education_output_characteristic": education.characteristic,
    "education_trend": education_outlook.trend,
    "fct_education_forecast": education_outlook.forecast,
    "bridge_development_path": education_outlook.development_path,
    "development_path_agreement": education_outlook.agreement,
    "fct_education_output_field": education_cbs.output_field,
    "fct_education_output_national": education_cbs.output_national,
    "fct_education_output_region": education_cbs.output_region,
    "fct_graduate_outcome": education_cbs.outcome,
    "fct_international_students": education_cbs.international,
    "fct_international_stay": education_cbs.stay,
    "fct_population_education": education_cbs.population,
    "education_coverage": coverage.education_coverage,
    "fct_llo_uptake": llo.uptake,
    "fct_llo_uptake_characteristic": llo.characteristic,
    "fct_labour_migration": labour_migration.migration,
    "fct_labour_migration_jobs": labour_migration.jobs,
    "fct_labour_migration_sector": labour_migration.sector,
    "fct_labour_market": labour_market.market,
    "fct_labour_market_occupation": labour_market.occupation,
    "fct_labour_market_industry": labour_market.industry,
    "fct_labour_market_region": labour_market.region,
    "fct_labour_participation": participation.participation,
    "fct_productivity": productivity.productivity,
    "fct_productivity_industry": productivity.industry,
    "fct_gdp_change": productivity.gdp_change,
    "productivity_shift": productivity.shift,
    "dim_indicator": indicator.dim_indicator,
    "opgave_scorecard": indicator.opgave_scorecard,
    "opgave_criteria": strategy.opgave_criteria,
    "motion_shortage_sectors": strategy.motion_shortage_sectors,
    "motion_digital_skills": strategy.motion_digital_skills,
    "motion_productive_work": strategy.motion_productive_work,
    "indicator_value": publication.indicator_value,
    "reconciliation": reconciliation.reconciliation,
}


def raw_suite(dataset: Dataset, comparable: bool = True, source: str = "live", before: str | None = None) -> Suite:
    """The suite of a dataset's raw table.

    `comparable` is False where the previous snapshot came from another source (demo before live): its row count says
    nothing of this one. `source` is live or demo: each has row counts of its own. `before` is the
    table of the edition in use, where there is one to compare with. A dataset without particular checks has the general
    suite.
    """
    suite = with_expected_rows(RAW.get(dataset.id, general)(dataset, comparable), dataset, source)
    return with_editions(suite, dataset, before if comparable else None)


def mart_suite(table: str) -> Suite:
    """The suite of a mart. Raises KeyError for a mart that has none yet."""
    return MARTS[table]()


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
