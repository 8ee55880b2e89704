"""84808NED and 84809NED: immigrants from within and from outside EU/EFTA by goal or motive and year, persons.

Published: every total by goal or motive, 1999-2023 and 1999-2024 (rounded to 5 by CBS). Modelled: men and women
(a fixed share per motive), and the two kinds of labour motive, whose codes are not known. All other dimensions hold
their total only. A motive that did not exist yet (temporary protection before 2022) is `Impossible`.
"""

from collections.abc import Iterator

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import periods
from ingestion.demo.cbs.learning import SEXES, dimension
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import between

MODIFIED = utc(2025, 6, 27, 2)
TOTALS = {
    "Leeftijd": "10000",
    "SociaaleconomischeCategorie": "T001083",
    "Nationaliteit": "T001059",
    "Verblijfsduur": "A027954",
}
TITLES = {
    "Leeftijd": "Leeftijd",
    "SociaaleconomischeCategorie": "Sociaaleconomische categorie",
    "Nationaliteit": "Nationaliteit",
    "Verblijfsduur": "Verblijfsduur",
}
LABOUR = "A009232"
MOTIVES = {
    "Totaal": "T001056",
    "Arbeid: totaal": LABOUR,
    "Arbeid: kenniswerker": "D900001",
    "Arbeid: overige arbeid": "D900002",
    "Gezin": "A009234",
    "Asiel": "A009233",
    "Studie": "A009235",
    "Overig": "A009238",
    "Tijdelijke bescherming": "A052135",
}
GOALS = {
    "Totaal": "T001056",
    "Arbeid: totaal": LABOUR,
    "Gezin": "A009234",
    "Studie": "A009235",
    "Geen afgeleid doel": "A009236",
    "Overig": "A009238",
}


def to_five(value: float) -> int:
    return 5 * round(value / 5)


def totals(table: str) -> dict[tuple[str, str], int]:
    """Published persons under (code of the motive, period)."""
    found = {}
    for figure in published.figures(table):
        code = figure.dimensions[0][1].split()[0]
        found[(code, figure.period)] = int(figure.value)
        if table == "84809NED" and code == LABOUR:
            # kennismigranten, ICT transferees and researchers: about 60% of labour migrants before 2010, 80% now
            share = min(0.82, 0.45 + 0.016 * (int(figure.period[:4]) - 1999)) + between(-0.02, 0.02, figure.period)
            found[("D900001", figure.period)] = to_five(figure.value * share)
            found[("D900002", figure.period)] = int(figure.value) - found[("D900001", figure.period)]
    return found


def women_share(motive: str, period: str) -> float:
    middle = {LABOUR: 0.36, "D900001": 0.38, "D900002": 0.3, "A009234": 0.62, "A009233": 0.37, "A009235": 0.52}
    return middle.get(motive, 0.48) + between(-0.02, 0.02, "women", motive, period)


def observe(table: str, motives: dict[str, str], years: list[str]) -> Iterator[Cell]:
    known = totals(table)
    kinds = [code for code in ("D900001", "D900002") if code in motives.values()]
    single = [code for code in motives.values() if code not in ("T001056", LABOUR, *kinds)]
    inside = {code: [code] for code in (*single, *kinds)} | {LABOUR: kinds or [LABOUR]}
    inside["T001056"] = [*single, *inside[LABOUR]]
    for motive in motives.values():
        for year in years:
            total = known.get((motive, year))
            women = sum(to_five(known.get((p, year), 0) * women_share(p, year)) for p in inside[motive])
            persons = (None,) * 3 if total is None else (total, total - women, women)
            for code, value in zip(SEXES.values(), persons, strict=True):
                attribute = "Impossible" if value is None else "None"
                age, category, nationality, duration = TOTALS.values()
                yield Cell("D900001", value, (code, age, motive, category, nationality, duration, year), attribute)


def table(number: str, name: str, title: str, measure: str, motives: dict[str, str], title_nl: str, last: int) -> Table:
    years = periods.years(1999, last)
    other = {k: dimension(k, TITLES[k], {"Totaal": code}) for k, code in TOTALS.items()}
    dimensions = (
        dimension("Geslacht", "Geslacht", SEXES),
        other["Leeftijd"],
        dimension(name, title, motives),
        other["SociaaleconomischeCategorie"],
        other["Nationaliteit"],
        other["Verblijfsduur"],
        # CBS calls every year of these tables provisional
        periods.time_dimension(years, len(years), "JaarVanImmigratie", "Jaar van immigratie"),
    )
    measures = (Measure("D900001", 8, measure, "aantal"),)
    return Table(
        number,
        title_nl,
        MODIFIED,
        "Per jaar",
        f"1999-{last}",
        dimensions,
        measures,
        lambda: observe(number, motives, years),
    )


def tables() -> tuple[Table, ...]:
    return (
        table(
            "84808NED", "AfgeleidMigratiedoel", "Afgeleid migratiedoel", "Immigranten uit EU/EFTA-landen", GOALS,
            "Immigranten EU/EFTA; afgeleid migratiedoel, sociaaleconomische categorie", 2023,
        ),
        table(
            "84809NED", "Migratiemotief", "Migratiemotief", "Immigranten exclusief EU/EFTA", MOTIVES,
            "Immigranten niet EU/EFTA; migratiemotief, sociaaleconomische categorie", 2024,
        ),
    )  # fmt: skip
