"""85477NED: jobs of employees born abroad, by industry and country of birth, x 1 000.

Published: 2023 for all industries (total, Europe, eleven countries, outside Europe, Turkey) and 2022 for G-N. Modelled:
2022 for all industries (2023 less 5%), every section in both years (jobs times a fixed leaning on workers from abroad)
and countries within a section in the national proportions. Countries are a selection: they do not add up to Europe.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import industries, periods
from ingestion.demo.cbs.learning import dimension
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import between, spread

MEASURE = Measure("D900001", 7, "Banen: werknemers geboren in buitenland", "x 1 000", 1)
YEARS = periods.years(2022, 2023)
# jobs held by people born abroad, against the average of all industries (own estimate)
LEANING = dict(
    zip(
        industries.SECTIONS,
        (1.9, 1, 1, 0.6, 1, 0.6, 0.8, 1.2, 1.5, 1.5, 0.8, 0.8, 1, 2.1, 0.45, 0.7, 0.5, 0.8, 0.9),
        strict=True,
    )
)
COMMERCIAL = "GHIJKLMN"


@cache
def countries() -> dict[str, str]:
    titles = dict.fromkeys(f.dimensions[-1][1] for f in published.figures("85477NED"))
    return {title: f"D9000{10 + n}" for n, title in enumerate(titles)}


@cache
def printed() -> dict[tuple[str, str, str], float]:
    """Published thousands under (title of the industry, country, period)."""
    return {(f.dimensions[2][1], f.dimensions[4][1], f.period): f.value for f in published.figures("85477NED")}


def observe() -> Iterator[Cell]:
    known = printed()
    commercial = next(i for i in industries.industries() if i.code == "G-N")
    rows = {industries.TOTAL: industries.TOTAL_TITLE}
    rows |= {i.key: i.title for i in industries.industries() if i.kind in ("section", "section_range")}
    for country, code in countries().items():
        whole = known[(industries.TOTAL_TITLE, country, "2023JJ00")]
        market = known[(commercial.title, country, "2022JJ00")]
        for period in YEARS:
            growth = 1.0 if period == "2023JJ00" else 0.95
            # in tenths of a thousand; G-N keeps the share of 2022 that CBS published
            total = round(10 * whole * growth)
            inside = min(total, round(10 * market * growth / 0.95))
            sections: dict[str, int] = {}
            for letters, value in ((COMMERCIAL, inside), ([s for s in LEANING if s not in COMMERCIAL], total - inside)):
                weights = [industries.jobs_of(s) * LEANING[s] * between(0.8, 1.2, s, country) for s in letters]
                sections |= dict(zip(letters, spread(value, weights), strict=True))
            values = industries.filled(dict(sorted(sections.items())))
            for key, title in rows.items():
                tenths = values[key] / 10
                yield Cell(
                    "D900001",
                    known.get((title, country, period), tenths),
                    ("D900002", "D900003", key, "D900004", code, period),
                )


def table() -> Table:
    rows = {industries.TOTAL_TITLE: industries.TOTAL}
    rows |= {i.title: i.key for i in industries.industries() if i.kind in ("section", "section_range")}
    dimensions = (
        dimension("WerknemerWelNietIngezeten", "Werknemer: wel/niet ingezeten", {"Totaal banen": "D900002"}),
        dimension("KenmerkenWerknemer", "Kenmerken werknemer", {"Totaal werknemers": "D900003"}),
        dimension("BedrijfstakkenBranchesSBI2008", "Bedrijfstakken/branches (SBI 2008)", rows),
        dimension("KenmerkenBaan", "Kenmerken baan", {"Totaal kenmerken baan": "D900004"}),
        dimension("Herkomstland", "Herkomstland", countries()),
        periods.time_dimension(YEARS, provisional=1),
    )
    title = "Werknemers geboren in buitenland; wel/niet ingezeten, persoonskenmerken"
    return Table("85477NED", title, utc(2026, 6, 30), "Per jaar", "2022-2023", dimensions, (MEASURE,), observe)
