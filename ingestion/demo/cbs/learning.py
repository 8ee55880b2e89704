"""Lifelong learning, what its four tables share: people, forms, and the national level per year.

Published (x 1 000 persons): 2022, 2023 and 2025, the last as the sum of the size classes. Modelled: the other years, on
a line through those. `Geen deelname` is the total less `Deelname`.
"""

from collections.abc import Iterator, Mapping

from ingestion.demo.cbs import periods
from ingestion.demo.cbs.odata4 import Code, Dimension

YEARS = periods.years(2013, 2025)
EVERYONE = "Totaal mannen en vrouwen"
SEXES = {EVERYONE: "T001038", "Mannen": "3000", "Vrouwen": "4000"}
PERSONS = "Totaal personen"
ADULTS = "15 tot 75 jaar"
ALL, TAKES_PART, NOT, FORMAL, NON_FORMAL = (
    "Totaal",
    "Deelname leven lang ontwikkelen",
    "Geen deelname leven lang ontwikkelen",
    "Volgt formeel onderwijs",
    "Volgt niet-formeel onderwijs",
)
FORMS = {ALL: "D900010", TAKES_PART: "D900011", NOT: "D900012", FORMAL: "D900013", NON_FORMAL: "D900014"}

# National level, x 1 000: 2022, 2023 and 2025 are published (sum of the size classes for 2025), the rest is modelled.
EMPLOYED = {2013: 8640, 2019: 9330, 2020: 9270, 2021: 9360, 2022: 9548, 2023: 9737, 2024: 9798, 2025: 9833}
LEARNING = {2013: 2590, 2019: 3170, 2020: 3010, 2021: 3190, 2022: 3400, 2023: 3514, 2024: 3470, 2025: 3412}
POPULATION = {2013: 12620, 2023: 13326, 2025: 13440}
POPULATION_LEARNING = {2013: 3480, 2019: 4050, 2020: 3880, 2023: 4311, 2025: 4230}


def dimension(identifier: str, title: str, codes: Mapping[str, str]) -> Dimension:
    return Dimension(identifier, title, tuple(Code(code, name) for name, code in codes.items()))


def forms(total: int, takes_part: int, formal_share: float) -> dict[str, int]:
    """The five forms of one group; formal and non-formal together may exceed participation, a few do both."""
    formal = round(takes_part * formal_share)
    return {
        ALL: total,
        TAKES_PART: takes_part,
        NOT: total - takes_part,
        FORMAL: formal,
        NON_FORMAL: takes_part - formal,
    }


def by_sex(values: Mapping[str, int], women: float) -> Iterator[tuple[str, dict[str, int]]]:
    """A group, and the same split over men and women so that they add up."""
    yield EVERYONE, dict(values)
    total, part = round(values[ALL] * women), round(values[TAKES_PART] * min(0.9, women * 1.06))
    formal = values[FORMAL] / max(1, values[TAKES_PART])
    female = forms(total, part, formal)
    yield "Mannen", {form: values[form] - female[form] for form in values}
    yield "Vrouwen", female
