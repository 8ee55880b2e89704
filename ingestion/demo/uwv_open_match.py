"""UWV's Open Match Data at data.overheid.nl: the package, and the weekly zips with one csv each.

Published: the days (Tuesdays from 26 November 2019 to 16 May 2023), the form of the file and the range of the weekly number of
vacancies (107,066 to 209,071). Modelled: every count. The demo's occupations bear the names of BRC groups; a few, as at
UWV, belong to a cluster that is none. The names of columns beyond those confirmed are not known: the demo has none of them.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from urllib.parse import quote, unquote

from ingestion.demo import files
from ingestion.demo.body import JSON, Body, compact
from ingestion.demo.model import between, spread

HOST = "data.overheid.nl"
PACKAGE = "/data/api/3/action/package_show"
FILES = f"https://{HOST}/sites/default/files/uwv/"
FIRST, LAST = date(2019, 11, 26), date(2023, 5, 16)
HEADER = (
    "PEILDATUM", "BEROEP_CD", "REFERENTIEBEROEP", "BEROEPENCLUSTER_CD", "BEROEPENCLUSTER", "POSTCODEGEBIED", "PROVINCIE",
    "GEMEENTE", "REC_TYPE", "AANTAL", "GEM_LEEFTIJD",
)  # fmt: skip
PLACES = (("1012", "Noord-Holland", "Amsterdam", 0.6), ("9291", "Fryslân", "Noardeast-Fryslân", 0.4))
NO_GROUP = "Overige beroepen zonder beroepsgroep"


@cache
def days() -> tuple[date, ...]:
    return tuple(FIRST + timedelta(weeks=n) for n in range((LAST - FIRST).days // 7 + 1))


def file_name(day: date) -> str:
    """As UWV called its zips: in 2019 with a space, later `data`."""
    return f"UWVopenmatch{' ' if day.year == 2019 else 'data'}{day:%Y%m%d}.zip"


def vacancies(day: date) -> int:
    """A week's vacancies: a dip in 2020, then up, within what UWV's files held."""
    slope = (day - date(2020, 6, 30)).days / 1050
    return round(128_000 + 60_000 * abs(slope) * between(0.9, 1.1, "match", day.isoformat()))


def package() -> Body:
    """The answer of `package_show`: all editions, newest first, as portals list them."""
    urls = [f"{FILES}{quote(file_name(day))}" for day in reversed(days())]
    resources = [{"id": f"demo-{n}", "url": url, "format": "ZIP"} for n, url in enumerate(urls)]
    return Body(compact({"success": True, "result": {"name": "uwv-open-match-data", "resources": resources}}), JSON)


def edition(day: date) -> Iterator[tuple[str, ...]]:
    named = [(r["code"], r["name_nl"]) for r in files.seed("codelist/brc2014") if r["edition"] == "2014"]
    weights = [between(0.5, 1.5, "match", code) for code, _ in named]
    named, weights = [*named, ("9999", NO_GROUP)], [*weights, sum(weights) * 0.03]
    for kind, total in (("Vacature", vacancies(day)), ("Werkzoekende", round(2.4 * vacancies(date(2021, 1, 5))))):
        counts = spread(total, weights)
        for (code, name), count in zip(named, counts, strict=True):
            parts = spread(count, [weight for *_, weight in PLACES])
            age = "" if kind == "Vacature" else f"{between(30, 50, code):.1f}".replace(".", ",")
            for (*where, _), number in zip(PLACES, parts, strict=True):
                if number:
                    yield (f"{day:%d-%m-%Y}", f"3{code}", name, code, name, *where, kind, str(number), age)


def bundle(name: str) -> Body | None:
    """A week's zip by its name; None for a week that UWV did not publish."""
    day = next((day for day in days() if name == file_name(day)), None)
    if day is None:
        return None
    lines = [";".join(f'"{v}"' if ";" in v else v for v in line) for line in (HEADER, *edition(day))]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        member = zipfile.ZipInfo(f"UWVopenmatchdata{day:%Y%m%d}.csv", (day.year, day.month, day.day, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        packed.writestr(member, "\r\n".join(lines).encode("cp1252") + b"\r\n")
    return Body(held.getvalue(), "application/zip")


def answer(plain: str, options: dict[str, str]) -> Body | None:
    """What the portal says at an address; None where it has nothing."""
    if plain == f"https://{HOST}{PACKAGE}" and options.get("id") == "uwv-open-match-data":
        return package()
    return bundle(unquote(plain.rsplit("/", 1)[-1])) if plain.startswith(FILES) else None
