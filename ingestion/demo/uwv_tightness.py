"""The Spanningsindicator per occupation and region, as a person would have downloaded it from UWV's dashboard.

UWV publishes no layout; headers follow the synonyms of the catalogue. Published: the national indicator per occupation
group of the first quarter of 2026 (89 groups, from ROA's AIS, which carries UWV's number; 16 stands for 16 and more).
Modelled: counts (vacancies in proportion to employment in 85276NED, WW benefits so that the indicator comes out as
published), 35 regions, the quarter before (vacancies 2% up, benefits 2% down), and for Nederland alone two and a half
years before that, in which each group has a trend of its own. A cell with few cases is left out.
"""

from collections.abc import Iterator
from functools import cache

from ingestion.demo import files, roa
from ingestion.demo.model import between, spread
from ingestion.demo.tables import lists

HEADER = (
    "Kwartaal", "Arbeidsmarktregio", "Beroepsgroep", "Openstaande vacatures", "WW < 6 maanden", "Spanningsindicator",
    "Typering",
)  # fmt: skip
CAP = 16.0
EARLIER = 10  # quarters of Nederland alone, before the last two
FEW = 10  # fewer vacancies or benefits than this: not shown
CLASSES = {0.25: "zeer ruim", 0.67: "ruim", 1.5: "gemiddeld", 4.0: "krap"}  # below; UWV's fifth is "zeer krap"


@cache
def employees() -> dict[str, int]:
    """Thousands employed per occupation group in the fourth quarter of 2025."""
    rows = files.rows(files.DATA / "occupations.csv")
    return {r["title"].split()[0]: int(r["employed_2025q4"]) for r in rows if r["employed_2025q4"]}


def counts(code: str, ratio: float) -> tuple[int, int]:
    """Open vacancies and short WW benefits of a group, so that their quotient rounds to the published indicator."""
    # about one vacancy per 25 employed; groups of the 2025 edition that are not in 85276NED get an average size
    employed = employees().get(code, 80)
    wanted = CAP * 1.1 if ratio >= CAP else ratio
    benefits = max(101, round(1000 * employed / 25 / wanted))
    return round(wanted * benefits), benefits


def rows() -> Iterator[tuple[str, ...]]:
    listed = [row for row in roa.facts() if row["tightness_2026q1"]]
    sizes = {region.title.removesuffix(" (AM)"): region.share or 0.0 for region in lists.named("regions").values()}
    for back in range(EARLIER + 1, -1, -1):
        year, quarter = divmod(4 * 2026 - back, 4)
        for row in listed:
            vacancies, benefits = counts(row["brc_code"], float(row["tightness_2026q1"]))
            growth = (
                between(-0.03, 0.03, "trend", row["brc_code"]) if back > 1 else -0.02
            )  # of its vacancies, a quarter
            vacancies, benefits = round(vacancies * (1 - growth * back)), round(benefits * (0.98 if back == 1 else 1))
            places = [("Nederland", vacancies, benefits)]
            if back < 2:
                jobs = [size * between(0.6, 1.5, name, row["brc_code"]) for name, size in sizes.items()]
                people = spread(benefits, list(sizes.values()))
                places += list(zip(sizes, spread(vacancies, jobs), people, strict=True))
            named = f"{year}Q{quarter + 1}"
            yield from (line(named, region, row, v, b) for region, v, b in places if min(v, b) >= FEW)


def line(quarter: str, region: str, row: dict[str, str], vacancies: int, benefits: int) -> tuple[str, ...]:
    ratio = min(CAP, round(vacancies / benefits, 2))
    kind = next((name for bound, name in CLASSES.items() if ratio < bound), "zeer krap")
    group = f"{row['brc_code']} {row['brc_label']}"
    return quarter, region, group, str(vacancies), str(benefits), f"{ratio:.2f}".replace(".", ","), kind
