"""Which recorded body is compared by which function, and how many cells, rows or files it must find there."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.integration import bodies
from tests.integration.conftest import Built
from tests.integration.recorded import education, labour, people

Compare = Callable[[Built, Path], int]

# one name per body; what a url does not fit is a body of its own, which has no comparison
NAMES = (
    (r"datasets\.cbs\.nl/odata/v1/CBS/(85224NED)/Observations\?page-test", "{0} in pages"),
    (r"datasets\.cbs\.nl/odata/v1/CBS/(Datasets)", "CBS/{0}"),
    (r"datasets\.cbs\.nl/odata/v1/CBS/(\w+)/\w+", "{0}"),
    (r"datasets\.cbs\.nl/csv/CBS/nl/(\w+)$", "{0} zipped"),
    (r"opendata\.cbs\.nl/ODataFeed/odata/(\w+)/\w+", "{0}"),
    (r"onderwijsdata\.duo\.nl/api/3/action/package_show\?id=([\w-]+)$", "package {0}"),
    (r"(?:duo|onderwijsdata\.duo|dataverse|ind)\.nl/.*?([^/]+)$", "{0}"),
)


def catalogue(live: Built, recordings: Path) -> int:
    """CBS's list of tables: of those that are ours too, the title is the one that we give."""
    path = recordings / "datasets.cbs.nl" / "odata" / "v1" / "CBS" / "Datasets.json"
    listed = {row["Identifier"].lower(): " ".join(row["Title"].split()) for row in bodies.listed(path)}
    found = live.published("select dataset_id, title from marts.dim_dataset where publisher = 'cbs'")
    ours = {str(name).removeprefix("cbs__"): title for name, title in found}
    shared = listed.keys() & ours.keys()
    assert {name: ours[name] for name in shared} == {name: listed[name] for name in shared}
    return len(shared)


COMPARISONS: dict[str, tuple[Compare, int]] = {
    "80472ned": (labour.vacancies_by_industry, 93),
    "80474ned": (labour.vacancies_adjusted, 23),
    "83583NED": (labour.jobs, 7_440),
    "84545NED": (labour.vacancy_flows, 78),
    "84546NED": (labour.growth_accounts, 112),
    "84808NED": (people.migrants_from_inside, 150),
    "84809NED": (people.migrants_from_outside, 159),
    "85081NED": (labour.new_vacancies, 2),
    "85224NED": (labour.participation_whole, 4_046),
    "85224NED in pages": (labour.participation_in_pages, 4_046),
    "85224NED zipped": (labour.participation_zipped, 4_046),
    "85276NED": (labour.employed_by_occupation, 624),
    "85314NED": (people.learners_by_job, 15),
    "85315NED": (people.learners_by_person, 17),
    "85316NED": (people.learners_by_business, 38),
    "85477NED": (people.foreign_born_jobs, 30),
    "85624NED": (people.learners_by_education, 15),
    "85880NED": (labour.gdp_changes, 22_230),
    "CBS/Datasets": (catalogue, 3),
    "05-gediplomeerden-hbo-2019.csv": (education.graduates_hbo, 3_849),
    "05-gediplomeerden-wo-2019.csv": (education.graduates_wo, 3_367),
    "03b-eerstejaars-ingeschrevenen-hbo-domein-hbo-2019.csv": (education.first_years_in_hbo, 3_815),
    "03-deelnemers-per-instelling-plaats-kenniscentrum-sector-bedrijfstak-type-mbo-opleiding-niveau-geslacht"
    "-2015-2019.csv": (education.mbo_students, 19_229),
    "gediplomeerdenhbo.csv": (education.graduates_hbo_of_the_portal, 6_180),
    "gediplomeerdenwo.csv": (education.graduates_wo_of_the_portal, 6_309),
    "eerstejaarsingeschrevenenhbo.csv": (education.first_years_hbo, 6_286),
    "ingeschrevenenhbo.csv": (education.students_hbo, 7_170),
    "2021-2025-03-studenten-per-instelling-plaats-van-de-instelling-sectorkamer-leerweg-opleiding-niv.csv": (
        education.mbo_students_of_the_portal,
        19_229,
    ),
    "2020-2024-gediplomeerden.csv": (education.mbo_graduates, 786),
    "ho_opleidingsoverzicht.csv": (education.offered, 6_827),
    "package p04hogdipl": (partial(education.package, name="p04hogdipl"), 2),
    "package p02ho1ejrs": (partial(education.package, name="p02ho1ejrs"), 1),
    "package p01hoinges": (partial(education.package, name="p01hoinges"), 1),
    "package mbo-studenten-per-instelling": (partial(education.package, name="mbo-studenten-per-instelling"), 1),
    "package gediplomeerde-mbo-studenten": (partial(education.package, name="gediplomeerde-mbo-studenten"), 1),
    "package ho_opleidingsoverzicht": (partial(education.package, name="ho_opleidingsoverzicht"), 1),
    "674144": (labour.roa, 637),
    "public-register-work": (people.sponsors, 12_885),
}


def body(url: str) -> str:
    """The name of the body that a recorded url is part of."""
    for pattern, name in NAMES:
        if found := re.match(r"https://" + pattern, url):
            return name.format(*found.groups())
    return url
