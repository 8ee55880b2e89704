"""Suites of the CBS tables. What differs between them is in `cbs_tables`; the checks are the same for all."""

from expectations.suite import Check, Suite
from expectations.suites.raw.cbs_batch import batch, missing_titles
from expectations.suites.raw.cbs_tables import TABLES
from expectations.suites.raw.cbs_tables.table import Table
from expectations.suites.raw.common import check, suite, table, years_without_gap
from expectations.vocabulary import between, like, one_of, rows, zero
from ingestion.dataset import CbsOData3, CbsTitled, Dataset

# docs/sources/cbs.md: every form of a period code that CBS uses
PERIOD = r"^\d{4}(JJ00|KW0[1-4]|MM(0[1-9]|1[0-2])|SJ00|HJ0[12]|X0\d\d|W\d{3})$|^\d{8}$|^\d{4}$"
STATUSES = ("Definitief", "NaderVoorlopig", "Voorlopig")
EMPTY_WARNING, EMPTY_CRITICAL = 0.6, 0.98


def build(dataset: Dataset, comparable: bool = True) -> Suite:
    """The suite of a CBS table of `TABLES`."""
    particular = TABLES[dataset.id]
    query = batch(dataset, particular.titles, particular.controls, comparable=comparable)
    return suite(dataset, query, *cells(dataset), *periods(particular), *meaning(dataset, particular))


def cells(dataset: Dataset) -> list[Check]:
    """Missingness: how many cells are empty, and whether CBS says why."""
    found = [
        check(
            "share_empty",
            between("share_empty", 0, EMPTY_WARNING),
            "warning",
            "Kleine cellen zijn onbekend of geheim; in de opnames ten hoogste 12 % per periode. Boven 60 % is de tabel "
            "voor de marts nauwelijks bruikbaar.",
        ),
        check(
            "not_all_empty",
            between("share_empty", 0, EMPTY_CRITICAL),
            "critical",
            "Een periode waarin vrijwel elke cel leeg is, is niet gelezen zoals zij is bedoeld.",
        ),
        check(
            "no_duplicate_cells",
            zero("duplicates"),
            "critical",
            "Een cel is uniek per onderwerp en alle dimensies; een dubbele telt dubbel in elke som.",
        ),
    ]
    if not isinstance(dataset.access, CbsOData3 | CbsTitled):
        found.append(
            check(
                "empty_cells_explained",
                zero("unexplained"),
                "critical",
                "CBS geeft bij een lege cel waarom zij leeg is (ValueAttribute) of tekst (StringValue).",
                f"select Id, ValueAttribute, Measure from {table(dataset)} where Value is null and StringValue is null "
                "and coalesce(ValueAttribute, 'None') = 'None'",
            )
        )
    return found


def periods(particular: Table) -> list[Check]:
    """Coverage and codes of the time dimension."""
    return [
        check("has_periods", rows(low=1), "critical", "Zonder een enkele periode is er niets om te laten zien."),
        years_without_gap(
            particular.gaps,
            "CBS publiceert deze reeks zonder gaten"
            + ("." if particular.gaps == "critical" else "; een uittreksel van een tabel kan jaren missen."),
            particular.step,
        ),
        check(
            "period_codes",
            like("period", PERIOD),
            "warning",
            "Alle vormen die CBS gebruikt; een andere krijgt geen datum.",
        ),
        check(
            "status_known",
            one_of("status", STATUSES),
            "warning",
            "De drie standen die CBS kent; een andere wordt in de marts `unknown`.",
        ),
        check(
            "cells_per_period",
            between("cells_ratio", 0.25, 4),
            "warning",
            "Perioden van een reeks hebben ongeveer evenveel cellen; in een uittreksel niet altijd.",
        ),
    ]


def meaning(dataset: Dataset, particular: Table) -> list[Check]:
    """Codes that the models rely on, the sign of counts, and the control totals."""
    found = [
        check(
            "titles_found",
            zero("titles_missing"),
            "critical",
            "De modellen kiezen op deze titels van CBS; wordt er een hernoemd, dan vallen cijfers stil weg.",
            missing_titles(dataset, particular.titles),
        )
    ]
    if particular.counts:
        found.append(check("not_negative", zero("negative"), "critical", "Aantallen zijn niet negatief."))
    if particular.controls:
        found.append(
            check(
                "published_totals",
                between("deviation_pct", 0, particular.tolerance_pct),
                "warning",
                "Landelijke cijfers zoals CBS ze publiceerde (seed published_figure). CBS herziet in de tabel zelf: "
                f"tot {particular.tolerance_pct:g} % verschil, voorbij de afronding, is een herziening.",
            )
        )
    return found
