"""85696/85698/85699/85700NED and 85776/85777/85778/85779NED: people who left mbo or higher education.

Nothing here is published as such. Modelled after what CBS describes for cohort 2022/'23: one year on 30% of the
international leavers of a university worked in the Netherlands and 57% were no longer registered, of the others 80% and
4%; five years on 32% of the international ones are still here. Position at three moments, job, industry and benefit a year
on. School years have codes of calendar years here (2022JJ00), with the school year in their title.
"""

from collections.abc import Iterator, Mapping

from ingestion.demo.body import utc
from ingestion.demo.cbs import industries
from ingestion.demo.cbs.education import (
    ALL_FIELDS,
    BOTH,
    BROAD,
    dimension,
    field_code,
    school_year_dimension,
    school_years,
    tens,
)
from ingestion.demo.cbs.odata4 import Cell, Measure, Table
from ingestion.demo.model import between, spread

PERIODS = school_years(2019, 2022, "{}JJ00")
MOMENTS = {
    "D960200": ("Direct na verlaten onderwijs", 0),
    "D960201": ("1 jaar na verlaten onderwijs", 1),
    "D960203": ("3 jaar na verlaten onderwijs", 3),
}
POSITIONS = {
    "T001625": "Totaal",
    "A028813": "Met werk, zonder uitkering",
    "A028814": "Met werk, met uitkering",
    "A028815": "Zonder werk, met uitkering",
    "A028816": "Zonder werk, zonder uitkering",
    "A043837": "Terug in onderwijs",
    "A043838": "Onbekend: niet in BRP",
}
JOBS = {
    "D960210": "Totaal",
    "D960211": "Werknemer, vast contract",
    "D960212": "Werknemer, flexibel contract",
    "D960213": "Zelfstandige",
}
BENEFITS = {
    "D960220": "Totaal",
    "D960221": "Werkloosheidsuitkering",
    "D960222": "Bijstandsuitkering",
    "D960223": "Arbeidsongeschiktheidsuitkering",
}
INDUSTRIES = ("C", "F", "G", "J", "M", "P", "Q")
MBO = {
    "A042723": "Bol-vt en bbl totaal",
    "A042724": "Bol-vt en bbl totaal met diploma",
    "A042779": "Bol-vt en bbl totaal zonder diploma",
}
HO = {
    "D960230": "Hbo totaal",
    "D960231": "Hbo met diploma",
    "D960232": "Hbo zonder diploma",
    "D960240": "Wo totaal",
    "D960241": "Wo met diploma",
    "D960242": "Wo zonder diploma",
}
SMALL = 8  # fewer leavers than this are not shown
LEAVERS = {
    "A042724": 84_000,
    "A042779": 31_000,
    "D960231": 57_510,
    "D960232": 24_300,
    "D960241": 66_580,
    "D960242": 11_200,
}
WHOLE = {"A042723": ("A042724", "A042779"), "D960230": ("D960231", "D960232"), "D960240": ("D960241", "D960242")}
ABROAD = {"D960231": 5_710, "D960232": 2_900, "D960241": 21_400, "D960242": 2_300}  # international leavers inside those
CROHO = {
    "D960250": "Economie",
    "D960251": "Gedrag en maatschappij",
    "D960252": "Gezondheidszorg",
    "D960253": "Landbouw en natuurlijke omgeving",
    "D960254": "Natuur",
    "D960255": "Onderwijs",
    "D960256": "Recht",
    "D960257": "Taal en cultuur",
    "D960258": "Techniek",
}
CROHO_SHARE = dict(zip(CROHO, (0.28, 0.17, 0.13, 0.03, 0.07, 0.09, 0.06, 0.06, 0.11), strict=True))
HERE = {
    "D960258": 1.33,
    "D960254": 1.2,
    "D960252": 1.06,
    "D960256": 0.68,
    "D960251": 0.89,
}  # registered, against all fields
PEOPLE = {"10000": "Totaal", "D960260": "Geen internationale student", "D960261": "Internationale student"}
MBO_FIELDS = {field_code(c): t for c, t in BROAD.items()}


def position_shares(origin: str, diploma: bool, field: str, years: int) -> list[float]:
    """Shares of the positions, in the order of POSITIONS without its total."""
    if origin == "D960261":
        here = min(0.85, {0: 0.62, 1: 0.434, 3: 0.35}[years] * HERE.get(field, 1))
        working, study, idle = 0.7 + 0.03 * years, 0.1 - 0.015 * years, 0.17 - 0.015 * years
        rest = 1 - working - study - idle
        return [here * working, here * rest / 2, here * rest / 2, here * idle, here * study, 1 - here]
    base = [0.84, 0.02, 0.02, 0.05, 0.05, 0.02] if diploma else [0.66, 0.04, 0.09, 0.13, 0.06, 0.02]
    return [b * between(0.9, 1.1, "position", field, n, years) for n, b in enumerate(base)]


def leavers(ho: bool, period: str) -> Iterator[tuple[str, str, str, int]]:
    """(diploma, field, origin, persons) without totals; origin is empty for mbo."""
    growth = 1 + (int(period[:4]) - 2022) * 0.015
    fields = CROHO_SHARE if ho else {field_code(c): 0.1 for c in BROAD}
    for diploma in HO if ho else MBO:
        if diploma not in LEAVERS:
            continue
        for origin in ("D960260", "D960261") if ho else ("",):
            count = LEAVERS[diploma] - ABROAD.get(diploma, 0) if origin != "D960261" else ABROAD[diploma]
            weights = [s * between(0.7, 1.3, "leavers", diploma, origin, f) for f, s in fields.items()]
            for field, persons in zip(fields, spread(round(count * growth), weights), strict=True):
                yield diploma, field, origin, persons


def counted(ho: bool, kind: str) -> Iterator[tuple[tuple[str, str, str, str, str, str], int]]:
    """Persons under (diploma, field, origin, outcome, moment, period), with the totals of the first three and the outcome."""
    options: Mapping[str, str] = {"position": POSITIONS, "job": JOBS, "benefit": BENEFITS, "industry": sections()}[kind]
    total, *parts = options
    found: dict[tuple[str, str, str, str, str, str], int] = {}
    for period in PERIODS:
        for moment, (_, years) in MOMENTS.items():
            if int(period[:4]) + years > 2023:
                continue  # not yet measured
            for diploma, field, origin, persons in leavers(ho, period):
                counts = spread(
                    persons, position_shares(origin, "zonder" not in (HO if ho else MBO)[diploma], field, years)
                )
                if kind != "position":
                    inside = counts[1] + counts[2] if kind == "benefit" else counts[0] + counts[1]
                    counts = spread(inside, [between(0.5, 1.5, kind, part, field) for part in parts])
                whole = next(w for w, inside_of in WHOLE.items() if diploma in inside_of)
                for d in (diploma, whole):
                    for f in (field, ALL_FIELDS):
                        for o in (origin, "10000") if origin else ("10000",):
                            for outcome, n in zip((total, *parts), (sum(counts), *counts), strict=True):
                                key = (d, f, o, outcome, moment, period)
                                found[key] = found.get(key, 0) + n
    yield from found.items()


def sections() -> dict[str, str]:
    chosen = {i.key: i.title for i in industries.industries() if i.kind == "section" and i.code in INDUSTRIES}
    return {industries.TOTAL: industries.TOTAL_TITLE, **chosen}


def cells(measure: str, ho: bool, kind: str, split: bool) -> Iterator[Cell]:
    """`split`: the table tells international students apart; else everyone together."""
    for (diploma, field, origin, outcome, moment, period), persons in counted(ho, kind):
        if origin != "10000" and not split:
            continue
        if field != ALL_FIELDS and (diploma in WHOLE or (split and origin == "10000")):
            continue  # CBS has these too; they are sums of what is here
        if kind != "position" and not (outcome and MOMENTS[moment][1] == 1):
            continue
        where = (BOTH, origin, diploma, outcome, field, moment, period)
        hidden = 0 < persons < SMALL
        yield Cell(measure, None if hidden else tens(persons), where, "NotAvailable" if hidden else "None")


def table(number: str, kind: str, title: str, characteristic: str, outcome: str, outcome_title: str) -> Table:
    ho = number > "85750"
    split = kind in ("position", "job") and ho
    word, diplomas = ("ho", HO) if ho else ("mbo", MBO)
    options = {"position": POSITIONS, "job": JOBS, "benefit": BENEFITS, "industry": sections()}[kind]
    people = PEOPLE if split else {"10000": "Totaal"}
    titles = {"Persoonskenmerken": "Persoonskenmerken", "Leeftijd": "Leeftijd"}
    measure = Measure(
        "D960270",
        1,
        f"Uitstromers {word}" if kind in ("position", "benefit") else "Totaal uitstromers met werk",
        "aantal",
    )
    dimensions = (
        dimension("Geslacht", "Geslacht", {BOTH: "Totaal"}),
        dimension(characteristic, titles.get(characteristic, "Wel/geen internationale student"), people),
        dimension(
            f"Uitstromers{word.capitalize()}MetEnZonderDiploma", f"Uitstromers {word} met en zonder diploma", diplomas
        ),
        dimension(outcome, outcome_title, options),
        dimension("Studierichting", "Studierichting", {ALL_FIELDS: "Totaal", **(CROHO if ho else MBO_FIELDS)}),
        dimension("Peilmoment", "Peilmoment", {code: name for code, (name, _) in MOMENTS.items()}),
        school_year_dimension(PERIODS),
    )
    return Table(
        number, title.format(word), utc(2025, 9, 16), "Per jaar", "2019-2022", dimensions, (measure,),
        lambda: cells(measure.identifier, ho, kind, split),
    )  # fmt: skip


def tables() -> tuple[Table, ...]:
    position = ("position", "Uitstromers {}; arbeidsmarktpositie na verlaten onderwijs")
    job = ("job", "Uitstromers {}; arbeidskenmerken na verlaten onderwijs")
    industry = ("industry", "Uitstromers {} met werk; bedrijfstak na verlaten onderwijs")
    benefit = ("benefit", "Uitstromers {}; uitkering na verlaten onderwijs")
    return (
        table("85696NED", *position, "Persoonskenmerken", "Arbeidsmarktpositie", "Arbeidsmarktpositie"),
        table("85698NED", *job, "Leeftijd", "Arbeidskenmerken", "Arbeidskenmerken"),
        table("85699NED", *industry, "Leeftijd", "BedrijfstakkenSBI2008", "Bedrijfstakken (SBI 2008)"),
        table("85700NED", *benefit, "Leeftijd", "Uitkeringen", "Uitkeringen"),
        table("85776NED", *position, "Persoonskenmerken", "Arbeidsmarktpositie", "Arbeidsmarktpositie"),
        table("85777NED", *job, "WelGeenInternationaleStudent", "Arbeidskenmerken", "Arbeidskenmerken"),
        table("85778NED", *industry, "Leeftijd", "BedrijfstakkenSBI2008", "Bedrijfstakken (SBI 2008)"),
        table("85779NED", *benefit, "Leeftijd", "Uitkeringen", "Uitkeringen"),
    )
