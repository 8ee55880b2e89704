"""The csv of higher education: eight of the portal per programme (counts of 1 to 4 as -1) and two static ones (nothing suppressed).

Headers are those of 5 October 2026 for the portal and of the 2019 edition for the static files.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ingestion.demo.body import CSV, Body, utc
from ingestion.demo.duo import higher
from ingestion.demo.duo.higher import Place

PLACE = ("PROVINCIENAAM", "GEMEENTENUMMER", "GEMEENTENAAM", "SOORT_INSTELLING")
INSTITUTION = ("INSTELLINGSCODE_ACTUEEL", "INSTELLINGSNAAM_ACTUEEL", "ONDERDEEL", "SUBONDERDEEL")
PROGRAMME = ("OPLEIDINGSCODE_ACTUEEL", "OPLEIDINGSNAAM_ACTUEEL")
STATIC = (
    "PROVINCIE", "GEMEENTENUMMER", "GEMEENTENAAM", "SOORT INSTELLING", "BRIN NUMMER ACTUEEL", "INSTELLINGSNAAM ACTUEEL",
    "CROHO ONDERDEEL", "CROHO SUBONDERDEEL", "OPLEIDINGSCODE ACTUEEL", "OPLEIDINGSNAAM ACTUEEL", "OPLEIDINGSVORM",
    "SOORT DIPLOMA", "GESLACHT",
)  # fmt: skip
STATIC_YEARS = range(2014, 2019)
PORTAL_YEARS = range(2016, 2021)  # five years that overlap three of the static files: one figure, two sources
COUNTS = {
    "graduates": "AANTAL_GEDIPLOMEERDEN",
    "first_years": "AANTAL_EERSTEJAARS_INGESCHREVENEN",
    "enrolled": "AANTAL_INGESCHREVENEN",
    "inscriptions": "AANTAL_INSCHRIJVINGEN",
}
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


def _where(place: Place) -> tuple[str, ...]:
    i = place.institution
    return (i.province, i.municipality_code, i.municipality, i.kind)


def _what(place: Place) -> tuple[str, ...]:
    p = place.programme
    onderdeel = p.onderdeel.upper().replace(" ", "_")
    return (place.institution.code, place.institution.name, onderdeel, p.subonderdeel, p.code, p.name)


def graduates(sector: str) -> Body:
    """p04hogdipl per programme; combinations without graduates are left out."""
    header = ("DIPLOMAJAAR", *PLACE, *INSTITUTION, *PROGRAMME, "SOORT_DIPLOMA", COUNTS["graduates"])
    rows = (
        (year, *_where(place), *_what(place), place.programme.diploma, hidden(count))
        for year in PORTAL_YEARS
        for place, count in higher.graduates_per_place(sector)[year].items()
        if count
    )
    return Body(written(header, rows), CSV, utc(2026, 7, 10) if sector == "hbo" else utc(2026, 4, 8))


def students(sector: str, subject: str) -> Body:
    """p01hoinges (`enrolled`), p02ho1ejrs (`first_years`) or p03hoinschr (`inscriptions`) per programme."""
    counts = {"enrolled": higher.enrolled, "first_years": higher.first_years, "inscriptions": higher.inscriptions}[
        subject
    ](sector)
    header = ("STUDIEJAAR", *PLACE, "TYPE_HOGER_ONDERWIJS", *INSTITUTION, *PROGRAMME, COUNTS[subject])
    rows = (
        (year, *_where(place), place.programme.type, *_what(place), hidden(count))
        for year, by_place in counts.items()
        for place, count in by_place.items()
        if count
    )
    return Body(written(header, rows), CSV, utc(2026, 7, 10))


def static_graduates(sector: str) -> Body:
    """The 2019 edition: `;`, ISO-8859-1, CRLF, a column a year, blank lines here and there and a line of totals."""
    lines = [";".join((*STATIC, *map(str, STATIC_YEARS)))]
    for number, row in enumerate(_static_rows(sector), 1):
        lines.append(";".join(row))
        if number % BLANK_EVERY == 0:
            lines.append(";" * (len(STATIC) + len(STATIC_YEARS) - 1))
    totals = [sum(higher.graduates(sector)[year].values()) for year in STATIC_YEARS]
    lines.append(";".join((*[""] * (len(STATIC) - 1), "Totalen", *map(str, totals))))
    return Body(("\r\n".join(lines) + "\r\n").encode("iso-8859-1"), CSV, utc(2019, 12, 31))


def _static_rows(sector: str) -> Iterator[tuple[str, ...]]:
    counts = higher.graduates(sector)
    for group in higher.groups(sector):
        per_year = [counts[year][group] for year in STATIC_YEARS]
        if any(per_year):
            institution, programme = group.place.institution, group.place.programme
            yield (
                *_where(group.place),
                institution.code,
                institution.name,
                programme.onderdeel,
                programme.subonderdeel,
                programme.code,
                programme.name,
                group.form,
                programme.diploma,
                group.sex,
                *map(str, per_year),
            )
