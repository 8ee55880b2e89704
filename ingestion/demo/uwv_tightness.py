"""The Spanningsindicator per occupation and region, as a person would have downloaded it from UWV's dashboard.

UWV publishes no layout; headers follow the synonyms of the catalogue. Published: the national indicator per occupation
group of the first quarter of 2026 (89 groups, from ROA's AIS, which carries UWV's number; 16 stands for 16 and more).
Modelled: counts (vacancies in proportion to employment in 85276NED, WW benefits so that the indicator comes out as
published), 35 regions, the quarter before (vacancies 2% up, benefits 2% down), and for Nederland alone two and a half
years before that, in which each group has a trend of its own. A cell with few cases is left out.
"""

from ingestion.demo import published
from ingestion.demo.cbs.occupations import printed
from ingestion.demo.model import between, spread

HEADER = (
    "Kwartaal", "Arbeidsmarktregio", "Beroepsgroep", "Openstaande vacatures", "WW < 6 maanden", "Spanningsindicator",
    "Typering",
)  # fmt: skip
CAP = 16.0
EARLIER = 10  # quarters of Nederland alone, before the last two
FEW = 10  # fewer vacancies or benefits than this: not shown
CLASSES = ((0.25, "zeer ruim"), (0.67, "ruim"), (1.5, "gemiddeld"), (4.0, "krap"))


def kind(ratio: float) -> str:
    """UWV's five classes."""
    return next((name for bound, name in CLASSES if ratio < bound), "zeer krap")


def counts(code: str, ratio: float) -> tuple[int, int]:
    """Open vacancies and short WW benefits of a group, so that their quotient rounds to the published indicator."""
    # about one vacancy per 25 employed; groups of the 2025 edition that are not in 85276NED get an average size
    employed = printed().get((code, "2025KW04"), 80)
    wanted = CAP * 1.1 if ratio >= CAP else ratio
    benefits = max(101, round(1000 * employed / 25 / wanted))
    return round(wanted * benefits), benefits


def rows() -> list[tuple[str, ...]]:
    names = [row["name"] for row in published.rows("regions.csv")]
    found = [line for back in range(1 + EARLIER, 1, -1) for line in earlier(back)]
    for quarter, more, fewer in (("2025Q4", 1.02, 0.98), ("2026Q1", 1.0, 1.0)):
        for row in published.rows("roa_2026.csv"):
            if not row["tightness_2026q1"]:
                continue
            vacancies, benefits = counts(row["brc_code"], float(row["tightness_2026q1"]))
            vacancies, benefits = round(vacancies * more), round(benefits * fewer)
            size = [between(0.4, 1.6, "region", name) for name in names]
            jobs = [w * between(0.6, 1.5, name, row["brc_code"]) for w, name in zip(size, names, strict=True)]
            places = [("Nederland", vacancies, benefits)]
            places += list(zip(names, spread(vacancies, jobs), spread(benefits, size), strict=True))
            for region, open_jobs, people in places:
                if min(open_jobs, people) >= FEW:
                    found.append(line(quarter, region, row, open_jobs, people))
    return found


def line(quarter: str, region: str, row: dict[str, str], vacancies: int, benefits: int) -> tuple[str, ...]:
    ratio = min(CAP, round(vacancies / benefits, 2))
    shown = f"{ratio:.2f}".replace(".", ",")
    return (
        quarter, region, f"{row['brc_code']} {row['brc_label']}", str(vacancies), str(benefits), shown, kind(ratio),
    )  # fmt: skip


def earlier(back: int) -> list[tuple[str, ...]]:
    """Nederland `back` quarters before the first of 2026; a group grew or shrank by up to 3% of its vacancies a quarter."""
    year, quarter = divmod(4 * 2026 - back, 4)
    found = []
    for row in published.rows("roa_2026.csv"):
        if row["tightness_2026q1"]:
            vacancies, benefits = counts(row["brc_code"], float(row["tightness_2026q1"]))
            growth = between(-0.03, 0.03, "trend", row["brc_code"])
            found.append(
                line(f"{year}Q{quarter + 1}", "Nederland", row, round(vacancies * (1 - growth * back)), benefits)
            )
    return found
