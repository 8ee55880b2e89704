"""The catalogue of third parties in the v3 feed (AZW): vacancies and employees per branch of care and welfare.

Nothing of AZW is in `published_figures.csv`, and neither the ids nor the names of the dimensions are known: ids, codes and
keys here are the demo's own, titles are AZW's. Modelled: vacancies are shares of those of industry Q in 80472ned,
employees shares of the jobs of Q, so that both stay near what the other tables of the demo say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ingestion.demo.body import JSON, Body, compact, utc
from ingestion.demo.cbs import industries, periods, vacancies
from ingestion.demo.cbs.filters import BadFilter, compiled
from ingestion.demo.cbs.odata3 import page
from ingestion.demo.cbs.odata4 import DEMO_NOTE
from ingestion.demo.model import between

HOST = "dataderden.cbs.nl"
CATALOGUE, FEED = f"https://{HOST}/ODataCatalog/Tables", f"https://{HOST}/ODataFeed/odata/"
MODIFIED = utc(2026, 9, 15, 1)
BRANCHES = {  # title: share of industry Q; the two totals hold others
    "Zorg en welzijn (breed)": 1.0, "Zorg en welzijn (smal)": 0.93, "Ziekenhuizen en overige medisch specialistische zorg": 0.17,
    "Universitair medische centra": 0.06, "Geestelijke gezondheidszorg": 0.08, "Huisartsen en gezondheidscentra": 0.04,
    "Overige zorg en welzijn": 0.09, "Verpleging, verzorging en thuiszorg": 0.28, "Gehandicaptenzorg": 0.12,
    "Jeugdzorg": 0.03, "Sociaal werk": 0.06, "Kinderopvang": 0.07,
}  # fmt: skip
REGIONS = {"NL01  ": ("Nederland", 1.0), "PV26  ": ("Utrecht (PV)", 0.09)}  # keys are padded in v3
PEOPLE = {"T009002": ("Totaal personen", 1.0), "3000   ": ("Mannen", 0.18), "4000   ": ("Vrouwen", 0.82)}
QUARTERS = periods.quarters("2018KW01", "2026KW02")
RECENT = periods.quarters("2023KW01", "2026KW01")
OPEN, NEW, RATE = "OpenstaandeVacatures_1", "OntstaneVacatures_2", "Vacaturegraad_3"
EMPLOYEES = "Werknemers_1"


@dataclass(frozen=True)
class V3Table:
    """A table of the feed: its dimensions (key, kind, title and codes), its topics (title, unit, decimals) and its records."""

    identifier: str
    title: str
    dimensions: dict[str, tuple[str, str, dict[str, str]]]
    topics: dict[str, tuple[str, str, int]]
    observe: Callable[[], Iterator[dict[str, object]]]

    @property
    def info(self) -> dict[str, object]:
        stamp = {"Modified": MODIFIED.isoformat()[:19], "MetaDataModified": MODIFIED.isoformat()[:19]}
        names = {"Identifier": self.identifier, "Title": f"{self.title} ", "ShortTitle": self.title}
        fixed = {"ReasonDelivery": "Demonstratie", "Language": "nl", "Catalog": "AZW", "Frequency": "Perkwartaal"}
        return (
            {"ID": 0, "Summary": DEMO_NOTE, "Period": "", "OutputStatus": "Regulier", "Source": "CBS, AZW."}
            | names
            | stamp
            | fixed
        )

    @cached_property
    def entities(self) -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = {"TableInfos": [self.info], "DataProperties": []}
        plain: dict[str, object] = {"ParentID": None, "Description": ""}
        for key, (kind, title, codes) in self.dimensions.items():
            found["DataProperties"].append(plain | {"Type": kind, "Key": key, "Title": title})
            found[key] = [
                {"Key": c, "Title": said, "Description": "", "CategoryGroupID": None} for c, said in codes.items()
            ]
            if kind == "TimeDimension":
                for code in found[key]:
                    code["Status"] = "Voorlopig" if str(code["Key"]) >= "2026" else "Definitief"
        for key, (title, unit, decimals) in self.topics.items():
            topic = {
                "Type": "Topic",
                "Key": key,
                "Title": title,
                "Datatype": "Double",
                "Unit": unit,
                "Decimals": decimals,
            }
            found["DataProperties"].append(plain | topic)
        for number, column in enumerate(found["DataProperties"]):
            column["ID"] = column["Position"] = number
        found["TypedDataSet"] = [{"ID": number} | record for number, record in enumerate(self.observe())]
        return found

    def answer(self, entity: str, options: dict[str, str]) -> Body | None:
        """A page of an entity set, of the chosen records where there is a filter; None for what the feed does not have."""
        members = self.entities.get(entity)
        if members is None or options.get("$format") != "json":
            return None
        if "$filter" in options:
            try:
                chosen = compiled(options["$filter"], frozenset(self.dimensions))
            except BadFilter:
                return None
            members = [m for m in members if chosen({key: str(m[key]) for key in self.dimensions})]
        return page(FEED + self.identifier, entity, [compact(m).decode() for m in members], options, MODIFIED)


def named() -> dict[str, str]:
    return {f"A{n:05d}": title for n, title in enumerate(BRANCHES)}


def titled(quarters: list[str]) -> dict[str, str]:
    return {q: f"{q[:4]} {q[-1]}e kwartaal" for q in quarters}


def observe_vacancies() -> Iterator[dict[str, object]]:
    """Thousands, with one decimal; the rate per 1 000 jobs."""
    level = {m.title: vacancies.sections_2023(m.title)["Q"] for m in (vacancies.OPEN, vacancies.NEW)}
    for code, title in named().items():
        for quarter in QUARTERS:
            share = BRANCHES[title] * (1 if title.startswith("Zorg") else between(0.96, 1.04, "azw", title, quarter))
            found = {
                m.title: level[m.title]
                * vacancies.national(m.title)[quarter]
                / vacancies.national(m.title)["2023JJ00"]
                * share
                for m in (vacancies.OPEN, vacancies.NEW)
            }
            rate = 1000 * found[vacancies.OPEN.title] / (employees(quarter) * BRANCHES[title])
            yield {"Bedrijfstakken": code, "Perioden": quarter, OPEN: round(found[vacancies.OPEN.title], 1),
                   NEW: round(found[vacancies.NEW.title], 1), RATE: round(rate)}  # fmt: skip


def employees(quarter: str) -> float:
    """Thousand employees of industry Q, growing 1.5% a year from the jobs of 2019."""
    return industries.jobs_of("Q") * float(1.015 ** (periods.when(quarter) - 2019.9))


def observe_employees() -> Iterator[dict[str, object]]:
    for person, (_, part) in PEOPLE.items():
        for code, title in named().items():
            for region, (_, weight) in REGIONS.items():
                for quarter in RECENT:
                    value = employees(quarter) * BRANCHES[title] * part * weight
                    yield {"Persoonskenmerken": person, "ZorgEnWelzijn": code, "RegioS": region, "Perioden": quarter,
                           EMPLOYEES: round(value, 1)}  # fmt: skip


@cache
def tables() -> dict[str, V3Table]:
    """The tables by id; the last of a title is its newest edition."""
    vacancy = V3Table(
        "90001NED",
        "AZW: vacatures ontstaan, openstaand, vacaturegraad",
        {
            "Bedrijfstakken": ("Dimension", "Branches zorg en welzijn", named()),
            "Perioden": ("TimeDimension", "Perioden", titled(QUARTERS)),
        },
        {
            OPEN: ("Openstaande vacatures", "x 1 000", 1),
            NEW: ("Ontstane vacatures", "x 1 000", 1),
            RATE: ("Vacaturegraad", "per 1 000 banen", 0),
        },
        observe_vacancies,
    )
    employed = V3Table(
        "90002NED",
        "Werknemers met een baan in de zorg en welzijn; persoonskenmerken, regio",
        {
            "Persoonskenmerken": ("Dimension", "Persoonskenmerken", {k: t for k, (t, _) in PEOPLE.items()}),
            "ZorgEnWelzijn": ("Dimension", "Zorg en welzijn", named()),
            "RegioS": ("GeoDimension", "Regio\u0027s", {k: t for k, (t, _) in REGIONS.items()}),
            "Perioden": ("TimeDimension", "Perioden", titled(RECENT)),
        },
        {EMPLOYEES: ("Werknemers", "x 1 000", 1)},
        observe_employees,
    )
    return {t.identifier: t for t in (vacancy, employed)}


def answer(plain: str, options: dict[str, str]) -> Body | None:
    """The catalogue, or an entity set of one of its tables."""
    if plain == CATALOGUE:
        listed = [t.info for t in tables().values()] if options.get("$filter") == "Catalog eq 'AZW'" else []
        return Body(compact({"odata.metadata": f"{CATALOGUE}#", "value": listed}), JSON, MODIFIED)
    table, _, entity = plain.removeprefix(FEED).partition("/")
    return tables()[table].answer(entity, options) if plain.startswith(FEED) and table in tables() else None
