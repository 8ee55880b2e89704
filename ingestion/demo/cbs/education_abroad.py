"""85124NED and 85125NED: international students in higher education, by nationality and by field and phase.

Published (pages of 85124NED and 85125NED, read 2026-11), and exact: enrolled and international by sort of education in
2021/'22, international over both sorts in 2021/'22 and 2025/'26. Modelled: other years on a line through those and
2016/'17; fields in the proportions that CBS printed for bachelors of 2023/'24 and masters of 2024/'25 (field 10 is what
the others leave of the printed total), with a drift; first-years, nationalities, men and women by shares of our own.
"""

from collections.abc import Iterator, Mapping, Sequence

from ingestion.demo.body import utc
from ingestion.demo.cbs.education import (
    ALL_FIELDS,
    BOTH,
    BROAD,
    UNKNOWN_FIELD,
    coverage,
    dimension,
    field_code,
    field_dimension,
    gender_dimension,
    genders,
    school_year_dimension,
    school_years,
    tens,
)
from ingestion.demo.cbs.education_higher import HO, SECTOR, SORTS, enrolled_ho
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import along, between, spread

YEARS = school_years(2018, 2025)
INTERNATIONAL = {"hbo": {2016: 26_900, 2021: 34_770, 2025: 33_000}, "wo": {2016: 42_140, 2021: 80_400, 2025: 97_190}}
INTERNATIONAL_HO = {2016: 69_040, 2021: 115_050, 2025: 130_190}
STUDENTS = {"hbo": {2018: 455_240, 2021: 491_440, 2025: 445_000}, "wo": {2018: 291_280, 2021: 344_630, 2025: 340_200}}
MASTER_SHARE = {"hbo": 0.097, "wo": 0.413}  # of international students; 2021/'22
MASTER_SHARE_ALL = {"hbo": 0.03, "wo": 0.372}
# international students by field as printed: bachelor 2023/'24, master 2024/'25
PRINTED = {
    "bachelor": (1_110, 11_060, 24_520, 26_270, 4_050, 6_650, 8_610, 420, 3_920, 3_690),
    "master": (880, 4_340, 7_450, 8_990, 4_720, 3_810, 6_350, 770, 1_330, 1_000),
}
PRINTED_ALL = {
    "bachelor": (69_300, 53_760, 81_740, 178_830, 30_350, 36_910, 60_560, 6_770, 108_800, 37_320),
    "master": (9_710, 10_760, 20_920, 32_470, 15_820, 8_600, 18_020, 2_430, 17_720, 2_430),
}
STAGES = {"D960030": "Totaal verblijfsjaar", "D960031": "Eerstejaarsstudenten"}
FIRST_YEARS = 0.365  # 42,020 of 115,050 in 2021/'22
FIRST_YEARS_ALL = 0.198
PHASES = {
    "D960040": "Totaal opleidingsfase",
    "D960041": "Bachelor- en doctoraalopleidingen",
    "D960042": "Master- en vervolgopleidingen",
}
NATIONALITIES = {
    "T001059": "Totaal nationaliteiten",
    "D960050": "EU-landen (exclusief Nederland)",
    "D960051": "Duits",
    "D960052": "Italiaans",
    "D960053": "Roemeens",
    "D960054": "Spaans",
    "D960055": "Overige EU-landen",
    "D960060": "Niet-EU-landen",
    "D960061": "Chinees",
    "D960062": "Indiaas",
    "D960063": "Brits",
    "D960064": "Turks",
    "D960065": "Overige niet-EU-landen",
}
SHARES = {  # of international students
    "D960051": 0.18, "D960052": 0.07, "D960053": 0.07, "D960054": 0.06, "D960055": 0.33,
    "D960061": 0.04, "D960062": 0.03, "D960063": 0.03, "D960064": 0.035, "D960065": 0.155,
}  # fmt: skip
MEASURES = (
    Measure("D960105", 1, "Totaal ingeschrevenen", "aantal"),
    Measure("D960106", 2, "Totaal niet-internationale studenten", "aantal"),
    Measure("D960107", 3, "Totaal internationale studenten", "aantal"),
)


def split(
    total: int, sector: str, printed: Mapping[str, Sequence[int]], master: float, year: int
) -> dict[str, dict[str, int]]:
    """A sector's students per phase and field, in the printed proportions with a drift."""
    found: dict[str, dict[str, int]] = {}
    for phase, part in zip(("bachelor", "master"), spread(total, [1 - master, master]), strict=True):
        weights = [
            n
            * (1 + (year - 2023) * between(-0.03, 0.03, "abroad", code))
            * (0.55 if sector == "hbo" and code == "03" else 1)
            for code, n in zip(BROAD, printed[phase], strict=True)
        ]
        found[phase] = dict(zip(BROAD, spread(part, weights), strict=True))
    return found


def field_cells() -> Iterator[Cell]:
    """85125NED."""
    for period in YEARS:
        year = int(period[:4])
        for sector, sort in SECTOR.items():
            abroad, everyone = round(along(INTERNATIONAL[sector], year)), round(along(STUDENTS[sector], year))
            theirs = split(abroad, sector, PRINTED, MASTER_SHARE[sector], year)
            all_of = split(everyone, sector, PRINTED_ALL, MASTER_SHARE_ALL[sector], year)
            for phase, chosen in zip(PHASES, (("bachelor", "master"), ("bachelor",), ("master",)), strict=True):
                for field in ("", *BROAD):
                    inside = [field] if field else list(BROAD)
                    count = sum(theirs[p][f] for p in chosen for f in inside)
                    whole = max(count, sum(all_of[p][f] for p in chosen for f in inside))
                    values = ((whole, whole - count, count), (whole * FIRST_YEARS_ALL, 0.0, count * FIRST_YEARS))
                    for stage, (n, _, abroad_n) in zip(STAGES, values, strict=True):
                        if stage == "D960031" and field:
                            continue
                        where = field_code(field) if field else ALL_FIELDS
                        for measure, value in zip(MEASURES, (n, n - abroad_n, abroad_n), strict=True):
                            yield Cell(measure.identifier, tens(value), (BOTH, stage, sort, where, phase, period))
        both = (tens(enrolled_ho(year)), round(along(INTERNATIONAL_HO, year)))
        for measure, value in zip(MEASURES, (both[0], both[0] - both[1], both[1]), strict=True):
            yield Cell(measure.identifier, tens(value), (BOTH, "D960030", HO, ALL_FIELDS, "D960040", period))


def nationality_cells() -> Iterator[Cell]:
    """85124NED: for the international students only, and their total."""
    for period in YEARS:
        year = int(period[:4])
        for sector, sort in SECTOR.items():
            total = round(along(INTERNATIONAL[sector], year))
            weights = [s * (1 + (year - 2021) * between(-0.02, 0.04, "from", n)) for n, s in SHARES.items()]
            counts = dict(zip(SHARES, spread(total, weights), strict=True))
            counts["D960050"] = sum(n for code, n in counts.items() if code < "D960060")
            counts["D960060"] = total - counts["D960050"]
            counts["T001059"] = total
            for nationality in NATIONALITIES:
                women = 0.54 + between(-0.08, 0.08, "women", nationality)
                for gender, value in genders(counts[nationality], women).items():
                    yield Cell("D960107", value, (gender, nationality, sort, period))


def tables() -> tuple[Table, ...]:
    sort = dimension("Onderwijssoort", "Onderwijssoort", SORTS)
    nationality = dimension("Nationaliteit", "Nationaliteit", NATIONALITIES)
    stage = dimension("Verblijfsjaar", "Verblijfsjaar", STAGES)
    phase = dimension("Opleidingsfase", "Opleidingsfase", PHASES)
    field = field_dimension(BROAD, "Totaal studierichting", {"D95xxxx": UNKNOWN_FIELD})
    time, april = school_year_dimension(YEARS), utc(2026, 4, 10)
    return (
        Table(
            "85124NED", "Hoger onderwijs; internationale studenten, nationaliteit", april, "Per jaar", coverage(YEARS),
            (gender_dimension(), nationality, sort, time), MEASURES, nationality_cells,
        ),
        Table(
            "85125NED", "Hoger onderwijs; internationale studenten, onderwijskenmerken", april, "Per jaar",
            coverage(YEARS), (gender_dimension(), stage, sort, field, phase, time), MEASURES, field_cells,
        ),
    )  # fmt: skip
