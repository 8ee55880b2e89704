"""Recorded bodies on lifelong learning and migration, beside what the marts say: each function compares every cell."""

from collections import defaultdict
from pathlib import Path

from tests.integration import bodies
from tests.integration.conftest import Built

MOTIVES = {
    "Arbeid: totaal": ("arbeid", "arbeid"),
    "Gezin": ("gezin", "gezin"),
    "Asiel": ("asiel", "asiel"),
    "Studie": ("studie", "studie"),
    "Overig": ("overig", "overig"),
    "Tijdelijke bescherming": ("asiel", "tijdelijke bescherming"),
    "Geen afgeleid doel": ("overig", "geen afgeleid doel"),
}
STEP = 5  # CBS rounds immigrants to five
FORMS = {
    "Deelname leven lang ontwikkelen": "deelname",
    "Geen deelname leven lang ontwikkelen": "geen_deelname",
    "Volgt formeel onderwijs": "formeel",
    "Volgt niet-formeel onderwijs": "niet_formeel",
}


def migrants(live: Built, recordings: Path, table: str, motive: str, origin: str) -> int:
    """The motives one by one; their total is not in the mart (no total beside its parts): they add up to it."""
    expected: dict[tuple[object, ...], float | None] = {}
    totals: dict[int, float] = {}
    gaps = 0
    for cell in bodies.cbs(recordings, table).cells():
        year = int(cell["Period"][:4])
        if cell[motive] == "Totaal":
            totals[year] = cell["Value"]
        elif cell["Value"] is None:
            gaps += 1  # no such motive in that year: no row
        else:
            expected[year, *MOTIVES[cell[motive]]] = cell["Value"]
    query = f"""
        select year, purpose, ground_nl, persons from marts.fct_labour_migration
        where dataset_id = 'cbs__{table.lower()}' and origin = '{origin}' and counted_as = 'persons'
    """
    compared = bodies.same(live.published(query), expected)
    parts: dict[int, list[float]] = defaultdict(list)
    for key, value in expected.items():
        parts[int(str(key[0]))].append(float(value or 0))
    assert parts.keys() == totals.keys()
    for year, total in totals.items():
        assert abs(sum(parts[year]) - total) <= STEP / 2 * (len(parts[year]) + 1), year
    return compared + len(totals) + gaps


def migrants_from_outside(live: Built, recordings: Path) -> int:
    return migrants(live, recordings, "84809NED", "Migratiemotief", "buiten_eu_efta")


def migrants_from_inside(live: Built, recordings: Path) -> int:
    return migrants(live, recordings, "84808NED", "AfgeleidMigratiedoel", "eu_efta")


def foreign_born_jobs(live: Built, recordings: Path) -> int:
    expected = {
        (int(c["Period"][:4]), c["BedrijfstakkenBranchesSBI2008"], c["Herkomstland"]): bodies.times(c, 1000)
        for c in bodies.cbs(recordings, "85477NED").cells()
    }
    query = "select year, industry_nl, origin_nl, jobs from marts.fct_labour_migration_jobs"
    return bodies.same(live.published(query), expected)


def sponsors(live: Built, recordings: Path) -> int:
    """One figure: how many organisations stand in the register. Their names are nowhere in what is published."""
    found = live.published(
        "select persons, year from marts.fct_labour_migration where dataset_id = 'ind__sponsors_work'"
    )
    count = bodies.sponsors(recordings)
    assert found == [(float(count), 2026)]
    return count


def plain(title: str) -> str:
    return "totaal" if title.startswith("Totaal") else title


def learners(live: Built, recordings: Path, table: str, characteristic: str) -> int:
    """Takers of part as rows; everybody, takers or not, as the population beside them."""
    query = f"""
        select year, sex, characteristic, form, persons, population from marts.fct_llo_uptake_characteristic
        where dataset_id = 'cbs__{table.lower()}'
    """
    found = live.published(query)
    persons = {(y, str(s).lower()[:3], c, f): p for y, s, c, f, p, _ in found}
    population = {(y, str(s).lower()[:3], c): n for y, s, c, _, _, n in found}
    assert len(persons) == len(found)
    compared = alone = 0
    for cell in bodies.cbs(recordings, table).cells():
        key = (int(cell["Period"][:4]), plain(cell["Geslacht"]).lower()[:3], plain(cell[characteristic]))
        form = FORMS.get(cell["LevenLangOntwikkelen"])
        if form:
            assert persons.pop((*key, form)) == bodies.times(cell, 1000), cell
        elif key in population:
            assert population[key] == bodies.times(cell, 1000), cell
        else:
            alone += 1  # a population of which the page shows no takers: nothing that the mart can say
        compared += 1
    assert [key for key, value in persons.items() if value is not None] == []  # the rest are gaps, named as such
    assert alone == 0, f"{alone} cells of {table} are in no mart"
    return compared


def learners_by_job(live: Built, recordings: Path) -> int:
    return learners(live, recordings, "85314NED", "Arbeidskenmerken")


def learners_by_person(live: Built, recordings: Path) -> int:
    return learners(live, recordings, "85315NED", "Persoonskenmerken")


def learners_by_business(live: Built, recordings: Path) -> int:
    return learners(live, recordings, "85316NED", "Bedrijfskenmerken")


def learners_by_education(live: Built, recordings: Path) -> int:
    expected = {
        (
            plain(c["Onderwijsniveau"]).lower(),
            c["Onderwijskenmerken"],
            FORMS[c["Onderwijsvolgend"]],
            int(c["Period"][:4]),
        ): bodies.times(c, 1000)
        for c in bodies.cbs(recordings, "85624NED").cells()
    }
    query = """
        select lower(education_level), characteristic, form, year, persons
        from marts.fct_llo_uptake_characteristic where dataset_id = 'cbs__85624ned'
    """
    return bodies.same(live.published(query), expected)
