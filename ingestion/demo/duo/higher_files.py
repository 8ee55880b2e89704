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
    static = {"PROVINCIE": i.province, "BRIN NUMMER ACTUEEL": i.code, "CROHO SUBONDERDEEL": p.subonderdeel}
    spaced = {name.replace("_", " "): value for name, value in portal.items() if "_" in name}
    return portal | spaced | static | {"CROHO ONDERDEEL": p.onderdeel}


def fixed(rows: Sequence[Sequence[object]], encoding: str, totals: Sequence[object] = ()) -> Body:
    """csv as the static files of 2019 are: `;`, CRLF, blank lines here and there, and perhaps a line of totals."""
    header, *others = [";".join(map(str, row)) for row in rows]
    lines = [header]
    for number, line in enumerate(others, 1):
        lines += [line, ";" * (len(rows[0]) - 1)] if number % BLANK_EVERY == 0 else [line]
    lines += [";".join(map(str, totals))] if totals else []
    return Body(("\r\n".join(lines) + "\r\n").encode(encoding), CSV, utc(2019, 12, 31))


def file(dataset: Dataset) -> Body:
    """The file of a dataset of the catalogue: of the portal, or a static one, with a column a year."""
    subject, years = SUBJECTS[dataset.id.partition("__")[2].split("_")[0]]
    counted = higher.cells("wo" if "_wo" in dataset.id else "hbo", subject)
    chosen = [(year, group, count) for year, group, count in counted if year in years]
    columns = tuple(c for c in dataset.contract.columns if c not in dataset.contract.optional)
    if not dataset.contract.years:
        known = {group: described(group) for _, group, _ in chosen}
        found: Counter[tuple[object, ...]] = Counter()
        for year, group, count in chosen:
            found[(year, *(known[group][c] for c in columns[1:-1]))] += count
        return Body(written(columns, ((*key, hidden(n)) for key, n in found.items() if n)), CSV, utc(2026, 7, 10))
    per_group: dict[Group, list[int]] = {}
    for _, group, count in chosen:
        per_group.setdefault(group, []).append(count)
    rows: list[tuple[object, ...]] = [(*columns, *years)]
    for group, counts in per_group.items():
        said = described(group) | {"OPLEIDINGSVORM": group.form, "GESLACHT": group.sex}
        rows += [(*(said[c] for c in columns), *counts)] if any(counts) else []
    totals = ("",) * (len(columns) - 1) + ("Totalen", *map(sum, zip(*per_group.values(), strict=True)))
    return fixed(rows, "iso-8859-1", totals if subject == "graduates" else ())
