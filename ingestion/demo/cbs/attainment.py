"""85313NED: the population of 15 to 75 by highest level of education, field, age and sex, x 1 000.

Published: the total and primary education 2018-2023 (page of 85313NED, read
2026-11). Modelled: the other levels (shares of our own, adding up to the total), fields within a level, ages, women.
"""

from collections.abc import Iterator

from ingestion.demo.body import utc
from ingestion.demo.cbs import periods
from ingestion.demo.cbs.education import ALL_FIELDS, BOTH, BROAD, GENDERS, dimension, field_code, field_dimension
from ingestion.demo.cbs.odata4 import Cell, Dimension, Measure, Table
from ingestion.demo.model import along, between, spread

TOTAL = {
    2018: 12_936, 2019: 13_015, 2020: 13_094, 2021: 13_147, 2022: 13_228, 2023: 13_326, 2024: 13_400, 2025: 13_440,
}  # fmt: skip
PRIMARY = {2018: 1_028, 2019: 993, 2020: 935, 2021: 1_012, 2022: 947, 2023: 1_034}
YEARS = periods.years(2018, 2025)
LEVELS = {
    "T001143": "Totaal",
    "D960301": "11 Basisonderwijs",
    "D960302": "12 Vmbo, havo-, vwo-onderbouw, mbo1",
    "D960303": "21 Havo, vwo, mbo2-4",
    "D960304": "31 Hbo-, wo-bachelor",
    "D960305": "32 Hbo-, wo-master, doctor",
    "D960306": "Weet niet of onbekend",
}
REST = {
    "D960302": (0.22, 0.17),
    "D960303": (0.42, 0.41),
    "D960304": (0.21, 0.245),
    "D960305": (0.11, 0.15),
    "D960306": (0.04, 0.025),
}
FIELDS = {"00": "00 Algemeen", **BROAD}
FIELD_WEIGHT = dict(zip(FIELDS, (30, 7, 5, 6, 20, 3, 3, 17, 3, 15, 9), strict=True))
AGES = {"52052": ("15 tot 75 jaar", 1.0), "D960310": ("25 tot 45 jaar", 0.34), "D960311": ("45 tot 65 jaar", 0.36)}


def levels(year: int) -> dict[str, int]:
    primary = PRIMARY.get(year, 1_020)
    shares = [along({2018: first, 2025: last}, year) for first, last in REST.values()]
    parts = dict(zip(REST, spread(TOTAL[year] - primary, shares), strict=True))
    return {"T001143": TOTAL[year], "D960301": primary, **parts}


def observe() -> Iterator[Cell]:
    for period in YEARS:
        for level, count in levels(int(period[:4])).items():
            weights = [
                w
                * between(0.6, 1.4, "attained", level, f)
                * (3 if f == "00" and level in ("D960301", "D960302") else 1)
                for f, w in FIELD_WEIGHT.items()
            ]
            inside = {field_code(f): n for f, n in zip(FIELDS, spread(count, weights), strict=True)}
            # over all levels a field is not what its levels make here: only the total of the fields is shown
            for field, persons in {ALL_FIELDS: count, **(inside if level != "T001143" else {})}.items():
                for age, (_, share) in AGES.items():
                    shown = round(persons * share)
                    women = round(shown * (0.5 + between(-0.05, 0.05, "women", level, field)))
                    for gender, value in zip(GENDERS.values(), (shown, shown - women, women), strict=True):
                        if gender == BOTH or (field == ALL_FIELDS and age == "52052"):
                            yield Cell("D960300", value, (gender, age, level, field, period))


def table() -> Table:
    dimensions = (
        dimension("Geslacht", "Geslacht", {code: title for title, code in GENDERS.items()}),
        dimension("Leeftijd", "Leeftijd", {code: title for code, (title, _) in AGES.items()}),
        dimension("Onderwijsniveau", "Onderwijsniveau", LEVELS),
        Dimension("Onderwijsrichting", "Onderwijsrichting", field_dimension(FIELDS).codes),
        periods.time_dimension(YEARS, provisional=1),
    )
    return Table(
        "85313NED", "Bevolking; hoogstbehaald onderwijsniveau en onderwijsrichting", utc(2026, 5, 21), "Per jaar",
        "2018-2025", dimensions, (Measure("D960300", 1, "Bevolking", "x 1 000"),), observe,
    )  # fmt: skip
