"""85314NED, 85315NED and 85624NED: lifelong learning by length of service, of the population, and what is followed.

Published (x 1 000 persons): 2023 for the first two (men and women for the population), 2024 for the third. Modelled:
other years in the proportions of those, the longest length of service (what the printed classes leave of the total),
men and women in 85314NED, and participants with hbo or wo in 85624NED (what the two other levels leave).
"""

from collections.abc import Iterator

from ingestion.demo import published
from ingestion.demo.body import utc
from ingestion.demo.cbs import periods
from ingestion.demo.cbs.learning import (
    ADULTS,
    ALL,
    EMPLOYED,
    EVERYONE,
    FORMAL,
    FORMS,
    LEARNING,
    NON_FORMAL,
    PERSONS,
    POPULATION,
    POPULATION_LEARNING,
    SEXES,
    TAKES_PART,
    YEARS,
    by_sex,
    dimension,
    forms,
)
from ingestion.demo.cbs.odata4 import Cell, Dimension, Measure, Table
from ingestion.demo.model import along, spread

SERVICE = {
    PERSONS: "T009002",
    "Anciënniteit: korter dan 1 jaar": "D900031",
    "Anciënniteit: 1 tot 5 jaar": "D900032",
    "Anciënniteit: 5 tot 10 jaar": "D900033",
    "Anciënniteit: 10 tot 20 jaar": "D900034",
    "Anciënniteit: 20 jaar of langer": "D900035",  # title expected; not on the page that was read
}


def service_cells() -> Iterator[Cell]:
    """85314NED: the residual class is what the printed classes leave of the printed total."""
    printed = published.by_title("85314NED")
    name = MEASURES["85314NED"].title
    at_2023 = {}
    for form in (ALL, TAKES_PART):
        total, *classes = (printed[(name, EVERYONE, ADULTS, t, form, "2023JJ00")] for t in list(SERVICE)[:-1])
        at_2023[form] = [*classes, total - sum(classes)]
    for period in YEARS:
        employed, learning = round(along(EMPLOYED, int(period[:4]))), round(along(LEARNING, int(period[:4])))
        persons, learners = spread(employed, at_2023[ALL]), spread(learning, at_2023[TAKES_PART])
        groups = {PERSONS: forms(employed, learning, 0.5)}
        groups |= {t: forms(p, q, 0.5) for t, p, q in zip(list(SERVICE)[1:], persons, learners, strict=True)}
        for title, group in groups.items():
            for sex, values in by_sex(group, 0.47):
                for form, value in values.items():
                    yield Cell("D900001", value, (SEXES[sex], "52052", SERVICE[title], FORMS[form], period))


PEOPLE = {PERSONS: "T009002", "Leeftijd: 25 tot 65 jaar": "D900041"}
POSITIONS = {"Beroeps- en niet beroepsbevolking": "D900051"}


def population_cells() -> Iterator[Cell]:
    """85315NED: printed for 2023; other years keep the proportions of 2023."""
    printed, name = published.by_title("85315NED"), MEASURES["85315NED"].title
    for people, code in PEOPLE.items():
        for period in YEARS:
            growth = along(POPULATION, int(period[:4])) / POPULATION[2023]
            more = along(POPULATION_LEARNING, int(period[:4])) / POPULATION_LEARNING[2023]
            for sex, sex_code in SEXES.items():
                key = (name, sex, people, *POSITIONS)
                total, learning = printed[(*key, ALL, "2023JJ00")], printed[(*key, TAKES_PART, "2023JJ00")]
                group = forms(round(total * growth), round(learning * more), 0.55)
                for form, value in group.items():
                    shown = printed.get((*key, form, period), value)
                    yield Cell("D900001", shown, (sex_code, code, *POSITIONS.values(), FORMS[form], period))


LEVELS = {
    ALL: "D900061",
    "1 Basisonderwijs, vmbo, mbo1": "D900062",
    "2 Havo, vwo, mbo2-4": "D900063",
    "3 Hbo, wo": "D900064",
}
FOLLOWS = {FORMAL: "D900065", NON_FORMAL: "D900066"}
FUNDING = {
    "Volgt bekostigd onderwijs": "D900067",
    "Volgt niet-bekostigd onderwijs": "D900068",
    "Volgt onderwijs, bekostiging onbekend": "D900069",
}


def education_cells() -> Iterator[Cell]:
    """85624NED: printed for 2024 but hbo/wo, which is what the two other levels leave; 2021 to 2023 scaled."""
    printed = published.by_title("85624NED")
    low, middle = list(LEVELS)[1:3]
    for period in periods.years(2021, 2024):
        scale = along(POPULATION_LEARNING, int(period[:4])) / along(POPULATION_LEARNING, 2024)
        for follows, follows_code in FOLLOWS.items():
            for funding, funding_code in FUNDING.items():
                at_2024 = {k[3]: v for k, v in printed.items() if k[4:6] == (follows, funding)}
                at_2024.setdefault(middle, at_2024[ALL] / 2)  # not printed for non-formal education
                values = {level: round(at_2024[level] * scale) for level in (ALL, low, middle)}
                values["3 Hbo, wo"] = values[ALL] - values[low] - values[middle]
                for level, value in values.items():
                    codes = ("T001038", "52052", LEVELS[level], follows_code, funding_code, period)
                    yield Cell("D900001", value, codes)


MEASURES = {
    "85314NED": Measure("D900001", 6, "Werkzame beroepsbevolking 15 tot 75 jaar", "x 1 000"),
    "85315NED": Measure("D900001", 6, "Bevolking 15 tot 75 jaar", "x 1 000"),
    "85624NED": Measure("D900001", 7, "Deelnemers leven lang ontwikkelen", "x 1 000"),
}


def tables() -> tuple[Table, ...]:
    sex, age = dimension("Geslacht", "Geslacht", SEXES), dimension("Leeftijd", "Leeftijd", {ADULTS: "52052"})
    form = dimension("LevenLangOntwikkelen", "Leven lang ontwikkelen", FORMS)
    time = periods.time_dimension(YEARS, provisional=1)
    service = dimension("Arbeidskenmerken", "Arbeidskenmerken", SERVICE)
    people = dimension("Persoonskenmerken", "Persoonskenmerken", PEOPLE)
    position = dimension("Arbeidspositie", "Arbeidspositie", POSITIONS)
    education = (
        dimension("Geslacht", "Geslacht", {EVERYONE: "T001038"}),
        age,
        dimension("Onderwijsniveau", "Onderwijsniveau", LEVELS),
        dimension("Onderwijsvolgend", "Onderwijsvolgend", FOLLOWS),
        dimension("Onderwijskenmerken", "Onderwijskenmerken", FUNDING),
        periods.time_dimension(periods.years(2021, 2024), provisional=1),
    )
    february = utc(2026, 2, 12)
    work = "werkzame beroepsbevolking, arbeidskenmerken"
    rows = (
        ("85314NED", work, february, (sex, age, service, form, time), service_cells),
        ("85315NED", "bevolking (15 tot 75 jaar)", february, (sex, people, position, form, time), population_cells),
        ("85624NED", "onderwijskenmerken", utc(2025, 8, 21), education, education_cells),
    )
    return tuple(
        Table(
            number, f"Leven lang ontwikkelen; {title}", modified, "Per jaar", coverage(dimensions[-1]), dimensions,
            (MEASURES[number],), observe,
        )
        for number, title, modified, dimensions, observe in rows
    )  # fmt: skip


def coverage(time: Dimension) -> str:
    return f"{time.codes[0].identifier[:4]}-{time.codes[-1].identifier[:4]}"
