"""The csv of higher education, all cut from one cube: a file is its subject and the columns that the catalogue lists.

Those of the portal have a row per year and a count that hides 1 to 4 as -1; the static ones of the edition of 2019 have
a column a year and hide nothing.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from ingestion.dataset import Dataset
from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo import higher
from ingestion.demo.duo.higher import Group

SUBJECTS = {  # how the id of a dataset begins: what it counts, and the years of it that it has
    "p04hogdipl": ("graduates", range(2016, 2021)),  # overlaps three static years: one figure, two sources
    "p02ho1ejrs": ("first_years", range(2015, 2020)),
    "p01hoinges": ("enrolled", range(2020, 2025)),
    "p03hoinschr": ("inscriptions", range(2020, 2025)),
    "gediplomeerden": ("graduates", range(2014, 2019)),
    "eerstejaars": ("static_first_years", range(2015, 2020)),
}
FORMS = {higher.FULL_TIME: "VT", higher.PART_TIME: "DT", higher.DUAL: "DU"}
BLANK_EVERY = 300  # rows between the blank lines that DUO's static files have


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """csv as the portal writes it: comma, UTF-8 without BOM, LF, quotes only where needed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def hidden(count: int) -> int:
    """What the portal shows for a count."""
    return -1 if 0 < count < 5 else count


def described(group: Group) -> dict[str, str]:
    """What the columns of the portal say of a group, and those of the static files."""
    i, p = group.place.institution, group.place.programme
    portal = {
        "PROVINCIENAAM": i.province, "SOORT_INSTELLING": i.kind, "TYPE_HOGER_ONDERWIJS": p.type,
        "INSTELLINGSCODE_ACTUEEL": i.code, "INSTELLINGSNAAM_ACTUEEL": i.name,
        "ONDERDEEL": p.onderdeel.upper().replace(" ", "_"), "SUBONDERDEEL": p.subonderdeel,
        "OPLEIDINGSCODE_ACTUEEL": p.code, "OPLEIDINGSNAAM_ACTUEEL": p.name, "SOORT_DIPLOMA": p.diploma,
        "GESLACHT": group.sex.upper(), "OPLEIDINGSVORM": FORMS[group.form],
        "GEMEENTENUMMER": i.municipality_code, "GEMEENTENAAM": i.municipality,
    }  # fmt: skip
    static = {
        "PROVINCIE": i.province, "BRIN NUMMER ACTUEEL": i.code, "CROHO ONDERDEEL": p.onderdeel,
        "CROHO SUBONDERDEEL": p.subonderdeel,
    }  # fmt: skip
    return portal | {name.replace("_", " "): value for name, value in portal.items() if "_" in name} | static


def file(dataset: Dataset) -> Body:
    """The file of a dataset of the catalogue."""
    first, *_ = dataset.id.partition("__")[2].split("_")
    sector = "wo" if "_wo" in dataset.id else "hbo"
    subject, years = SUBJECTS[first]
    return (
        static(dataset, sector, subject, years) if dataset.contract.years else portal(dataset, sector, subject, years)
    )


def portal(dataset: Dataset, sector: str, subject: str, years: range) -> Body:
    year_column, *columns, count_column = dataset.contract.columns
    known: dict[Group, tuple[str, ...]] = {}
    found: Counter[tuple[object, ...]] = Counter()
    for year, group, count in higher.cells(sector, subject):
        if year in years:
            if group not in known:
                said = described(group)
                known[group] = tuple(said[c] for c in columns)
            found[(year, *known[group])] += count
    header = (year_column, *columns, count_column)
    return Body(written(header, ((*key, hidden(n)) for key, n in found.items() if n)), CSV, utc(2026, 7, 10))


def static(dataset: Dataset, sector: str, subject: str, years: range) -> Body:
    """`;`, ISO-8859-1, CRLF, a column a year, blank lines here and there; a line of totals under the graduates."""
    columns = tuple(dataset.contract.columns)
    counts: dict[Group, dict[int, int]] = {}
    for year, group, count in higher.cells(sector, subject):
        if year in years:
            counts.setdefault(group, {})[year] = count
    lines = [";".join((*columns, *map(str, years)))]
    blank = ";" * (len(columns) + len(years) - 1)
    shown = [(group, per_year) for group, per_year in counts.items() if any(per_year.values())]
    for number, (group, per_year) in enumerate(shown, 1):
        said = described(group) | {"OPLEIDINGSVORM": group.form, "GESLACHT": group.sex}
        lines.append(";".join((*(said[c] for c in columns), *(str(per_year[y]) for y in years))))
        if number % BLANK_EVERY == 0:
            lines.append(blank)
    if subject == "graduates":
        totals = [str(sum(per_year[y] for per_year in counts.values())) for y in years]
        lines.append(";".join((*[""] * (len(columns) - 1), "Totalen", *totals)))
    return Body(("\r\n".join(lines) + "\r\n").encode("iso-8859-1"), CSV, utc(2019, 12, 31))
