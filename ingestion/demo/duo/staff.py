"""Staff of schools (functiemix): institutions of four sectors, by function, in the columns of the catalogue.

Of the country DUO's largest sums are known (2006-2023: 87,669.9 fte of teachers, 9,940.5 of managers, 107,422.5 together,
1,547,361 pupils in one sector); the course between them and the spread over institutions are modelled.
"""

from collections.abc import Iterator, Mapping

from ingestion.dataset import Dataset
from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo.higher_files import written
from ingestion.demo.duo.institutions import PROVINCES, institutions
from ingestion.demo.model import along, between, spread

YEARS = range(2006, 2024)
# sector: title, prefix of the code, institutions, SCHOOLTYPE, SCHOOLSOORT, fte of teachers, pupils per fte
SECTORS: Mapping[str, tuple[str, str, int, str, str, Mapping[float, float], float]] = {
    "1": ("Demo Basisschool", "96", 26, "bao", "BAS", {2006: 86_000, 2009: 87_670, 2014: 79_500, 2023: 84_000}, 17.2),
    "2": ("Demo Speciale school", "95", 12, "wec", "SPEC", {2006: 15_800, 2011: 17_200, 2023: 15_900}, 6.5),
    "3": ("Demo College", "94", 24, "vmbo/havo/vwo", "VOS", {2006: 61_500, 2012: 63_000, 2023: 61_800}, 15.2),
    "4": ("", "97", 0, "WEB", "ROC", {2006: 26_500, 2014: 23_800, 2023: 27_000}, 18.5),
}
PARTS = {
    "MANAGER": (0.114, 0.07),
    "LIO": (0.003, 0.005),
    "OOP_OBP": (0.17, 0.25),
    "ONBEKEND": (0.001, 0.001),
}  # 2006, 2023


def _schools(sector: str) -> list[tuple[str, str]]:
    """Code and name of the institutions of a sector; those of mbo are the demo's own."""
    title, prefix, how_many, *_ = SECTORS[sector]
    if not title:
        return [(i.code, i.name) for i in institutions("mbo")]
    return [(f"{prefix}X{chr(ord('A') + n)}", f"{title} {n + 1}") for n in range(how_many)]


def _rows() -> Iterator[dict[str, object]]:
    for sector, (_, _, _, kind, sort, level, pupils_per_fte) in SECTORS.items():
        schools = _schools(sector)
        weights = [between(0.4, 1.6, "staff", code) for code, _ in schools]
        for year in YEARS:
            tenths = {"OP": spread(round(along(level, year) * 10), weights)}
            for part, (first, last) in PARTS.items():
                share = along({2006: first, 2023: last}, year)
                tenths[part] = spread(round(along(level, year) * share * 10), weights)
            for n, (code, name) in enumerate(schools):
                own = {part: parts[n] for part, parts in tenths.items()}
                fte = {f"OMVANG_FORMATIE_{part}": number / 10 for part, number in own.items()}
                yield fte | {
                    "ONDERWIJSSECTOR": sector, "JAAR": year, "BRIN_NUMMER": code, "INSTELLINGSNAAM": name,
                    "GEMEENTENAAM": f"DEMOSTAD {PROVINCES[n % len(PROVINCES)].upper()}", "SCHOOLTYPE": kind,
                    "SCHOOLSOORT": sort, "BEVOEGD_GEZAGNUMMER": 90_000 + 100 * int(sector) + n,
                    "BEVOEGD_GEZAGNAAM": f"Stichting {name}", "EENPITTER": 1,
                    "AANTAL_LEERLINGEN": round(own["OP"] / 10 * pupils_per_fte),
                    "OMVANG_FORMATIE_TOTAAL": sum(own.values()) / 10,
                }  # fmt: skip


def per_institution(dataset: Dataset) -> Body:
    """One row per sector, year and institution."""
    header = tuple(dataset.contract.columns)
    return Body(written(header, [[row.get(c, "") for c in header] for row in _rows()]), CSV, utc(2026, 3, 23))
