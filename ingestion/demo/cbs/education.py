"""What the CBS education tables of the demo share: genders, fields of ISCED-F, school years, and rounding to tens.

CBS rounds every cell to ten by itself: parts add up to their total only within the rounding, here as there.
"""

from collections.abc import Iterable, Mapping, Sequence

from ingestion.demo.cbs.learning import SEXES
from ingestion.demo.cbs.odata4 import Code, Dimension

BOTH, MEN, WOMEN = SEXES.values()
GENDERS = SEXES
BROAD = {  # titles as StatLine cuts them off
    "01": "01 Onderwijs",
    "02": "02 Vormgeving, kunst, talen en gesch...",
    "03": "03 Journalistiek, gedrag en maatschappij",
    "04": "04 Recht, administratie, handel en za...",
    "05": "05 Wiskunde, natuurwetenschappen",
    "06": "06 Informatica",
    "07": "07 Techniek, industrie en bouwkunde",
    "08": "08 Landbouw, diergeneeskunde en -verz...",
    "09": "09 Gezondheidszorg en welzijn",
    "10": "10 Dienstverlening",
}
UNKNOWN_FIELD = "Onderwijsrichting onbekend"
ALL_FIELDS = "T001072"
ORIGIN = (  # the two dimensions of origin, at their totals only
    Dimension("Herkomstland", "Herkomstland", (Code("T001040", "Totaal"),)),
    Dimension("GeboortelandOuders", "Geboorteland (ouders)", (Code("T001638", "Totaal"),)),
)
ORIGIN_TOTALS = ("T001040", "T001638")


def tens(value: float) -> int:
    """Rounded to ten, as CBS rounds students and graduates since 2022."""
    return 10 * round(value / 10)


def genders(total: int, women: float) -> dict[str, int]:
    """A count and its two parts, each rounded by itself."""
    female = round(total * women)
    return {BOTH: tens(total), MEN: tens(total - female), WOMEN: tens(female)}


def gender_dimension() -> Dimension:
    return Dimension("Geslacht", "Geslacht", tuple(Code(code, title) for title, code in GENDERS.items()))


def dimension(identifier: str, title: str, codes: Mapping[str, str]) -> Dimension:
    """A dimension from {code: title}."""
    return Dimension(identifier, title, tuple(Code(code, name) for code, name in codes.items()))


def field_code(isced: str) -> str:
    """The demo's identifier of a field: CBS's own are not known, and are no ISCED codes."""
    return f"D95{isced.ljust(4, 'x')}"


def field_dimension(
    isced: Mapping[str, str], total: str = "Totaal", more: Mapping[str, str] | None = None
) -> Dimension:
    """Fields from {ISCED code: title}, with their total first; `more` are categories beside them."""
    codes = {ALL_FIELDS: total} | {field_code(code): title for code, title in isced.items()} | dict(more or {})
    return dimension("Studierichting", "Studierichting", codes)


def school_years(first: int, last: int, pattern: str = "{}SJ00") -> list[str]:
    return [pattern.format(year) for year in range(first, last + 1)]


def school_year_dimension(periods: Sequence[str], provisional: int = 1) -> Dimension:
    """School years as StatLine titles them (2023/'24); the last `provisional` are Voorlopig."""
    final = len(periods) - provisional
    codes = [
        Code(p, f"{p[:4]}/'{(int(p[:4]) + 1) % 100:02d}", status="Definitief" if n < final else "Voorlopig")
        for n, p in enumerate(periods)
    ]
    return Dimension("Perioden", "Perioden", tuple(codes), "TimeDimension")


def coverage(periods: Iterable[str]) -> str:
    years = [p[:4] for p in periods]
    return f"{years[0]}-{years[-1]}"
