"""The checks on the figures of a raw table: a new edition against the one in use, the newest year against those before.

Null, and passed, where there is nothing to compare. Bounds stand in the catalogue (`revisions`), with date and reason.
"""

from dataclasses import replace

from expectations.suite import Check, Severity, Suite
from expectations.suites.raw.common import check
from expectations.suites.raw.moves import moves, periods_gone, retitled, worst_moves
from expectations.suites.raw.newest_year import judged_years, worst_year
from expectations.vocabulary import between
from ingestion.cells import has_figures
from ingestion.dataset import Dataset

ALL_PCT = 97  # of the cells: a copy, or a series that moved a year, is that of nearly every cell
LOST_PCT = 1
UNHIDDEN_PCT = 5


def with_editions(suite: Suite, dataset: Dataset, before: str | None, words_before: str | None) -> Suite:
    """The suite with the checks on figures; as it was for a dataset that has none.

    `before` is the table of the edition in use, with the columns of the dataset's raw table, and `words_before` what CBS
    called its codes; None when there is none.
    """
    if not has_figures(dataset):
        return suite
    query = f"""
    select batch.*, moved.*, newest.*, gone.*, said.*
    from ({suite.query}) as batch
    cross join ({worst_moves(dataset, before)}) as moved
    cross join ({worst_year(dataset)}) as newest
    cross join (select count(*) as periods_gone from ({periods_gone(dataset, before)})) as gone
    cross join (
        select count(*) as retitled, count(*) filter (where reused) as reused from ({retitled(dataset, words_before)})
    ) as said
    """
    return replace(suite, query=query, checks=(*suite.checks, *checks(dataset, before, words_before)))


def checks(dataset: Dataset, before: str | None, words_before: str | None) -> tuple[Check, ...]:
    bound = dataset.revisions
    old = f"select * from ({moves(dataset, before)}) order by moved_pct desc"
    new = (
        f"select * from ({judged_years(dataset)}) "
        "order by greatest(growth_odd, turnover_odd, copied_pct / 90, thinned_pct / 50) desc"
    )
    said = f"select * from ({retitled(dataset, words_before)}) order by reused desc, dimension, code"

    def figure(name: str, column: str, high: float, severity: Severity, reason: str, rows: str) -> Check:
        return check(name, between(column, high=high), severity, f"{reason} {bound.reason}", rows, bound.dated)

    return (
        figure(
            "figures_move", "moved_pct", bound.warn_pct, "warning",
            "Cijfers die de stand in gebruik ook geeft, zijn anders dan een gewone herziening.", old,
        ),
        figure(
            "figures_hold", "moved_pct", bound.stop_pct, "critical",
            "Zoveel verandert geen herziening: andere eenheid, ander bestand, verwisselde jaren of groepen.", old,
        ),
        figure(
            "largest_cells_move", "cell_moved_pct", bound.cell_pct, "warning",
            "Een groot onderdeel is anders dan in de stand in gebruik.", old,
        ),
        figure(
            "cells_stay", "lost_pct", LOST_PCT, "warning",
            "Onderdelen die de stand in gebruik geeft, zijn er niet meer in dezelfde periode.", old,
        ),
        figure(
            "years_stay", "shifted_pct", ALL_PCT, "critical",
            "De cijfers staan een jaar later dan in de stand in gebruik.", old,
        ),
        figure(
            "suppression_stays", "unhidden_pct", UNHIDDEN_PCT, "critical",
            "Onderdrukte aantallen (1 tot en met 4) zijn in dezelfde periode niet langer onderdrukt: als 0 of 4 geschreven "
            "tellen zij verkeerd mee.", old,
        ),
        figure(
            "figures_stay_as_fine", "coarser_pct", 95, "warning",
            "De cijfers zijn op vijftallen afgerond, en waren dat niet.", old,
        ),
        figure(
            "periods_stay", "periods_gone", 0, "critical",
            "Een periode van de stand in gebruik ontbreekt, en is niet de oudste: het bestand van vorig jaar, of een "
            "afgebroken tabel.", f"select * from ({periods_gone(dataset, before)}) order by 1",
        ),
        figure(
            "codes_keep_their_meaning", "reused", 0, "critical",
            "De titel van een code was die van een andere code: cijfers zouden onder een andere groep vallen.", said,
        ),
        figure(
            "titles_stay", "retitled", 0, "warning",
            "Een code of een onderwerp heet anders, of heeft een andere eenheid.", said,
        ),
        figure(
            "newest_year_grows_as_before", "growth_odd", 1, "warning",
            "Het nieuwste jaar groeit of krimpt meer dan de jaren ervoor.", new,
        ),
        figure(
            "newest_year_holds", "growth_odd", 5, "critical",
            "Zoveel groeit geen reeks in een jaar: het nieuwste jaar is leeg, dubbel of in een andere eenheid.", new,
        ),
        figure(
            "newest_year_keeps_its_order", "turnover_odd", 1, "warning",
            "In het nieuwste jaar wisselen de onderdelen meer van grootte dan in de jaren ervoor.", new,
        ),
        figure(
            "newest_year_is_whole", "thinned_pct", 25, "warning",
            "Een kwart van wat het jaar ervoor gaf ontbreekt in het nieuwste jaar.", new,
        ),
        figure(
            "newest_year_is_there", "thinned_pct", 90, "critical",
            "Bijna niets van wat het jaar ervoor gaf staat in het nieuwste jaar.", new,
        ),
        figure(
            "newest_year_is_no_copy", "copied_pct", ALL_PCT, "critical",
            "Het nieuwste jaar is een kopie van het jaar ervoor.", new,
        ),
    )  # fmt: skip
