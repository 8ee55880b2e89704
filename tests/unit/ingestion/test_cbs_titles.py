"""What a title of CBS means stands in one seed: a total is one title, an unknown one stops its dataset by name."""

import json
from collections.abc import Callable, Mapping
from urllib.parse import unquote

import pytest

from ingestion.dataset import Dataset
from ingestion.protocols.cbs_titled import split
from ingestion.result import Result
from ingestion.vocabulary import TOTAL, titles, titles_of
from tests.unit.ingestion.datasets import (
    TABLE,
    THIRD,
    TITLE,
    cbs_bodies,
    cbs_dataset,
    observation,
    requote,
    titled_bodies,
    titled_dataset,
)
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
SEED = "dbt_project/seeds/vocabulary/cbs_title.csv"
LEAVERS = "Uitkeringen"


def entity(*rows: Mapping[str, object]) -> bytes:
    return json.dumps({"value": rows}).encode()


def codes(*named: str) -> bytes:
    return entity(*({"Identifier": f"A{n}", "Index": n, "Title": title} for n, title in enumerate(named, 1)))


def table_of(publisher: Publisher, dimension: str, *named: str) -> Dataset:
    """The dataset of a table with this dimension in place of `Beroep`, and these titles in its code list."""
    bodies = {a: b.replace(b"Beroep", dimension.encode()) for a, b in cbs_bodies([observation(0)]).items()}
    del bodies[f"{TABLE}/BeroepCodes"]
    publisher.bodies = {**bodies, f"{TABLE}/{dimension}Codes": codes(*named)}
    entry = cbs_dataset().model_dump() | {"contract": {"columns": [dimension, "Perioden"]}}
    return Dataset.model_validate(entry)


def test_five_titles_that_begin_with_totaal_are_one_total(build: Build, publisher: Publisher) -> None:
    named = [row["title"] for row in titles()[LEAVERS].values()]
    assert len([t for t in named if t.startswith("Totaal")]) == 5
    assert titles_of(LEAVERS, TOTAL) == ["totaal"]
    assert build(table_of(publisher, LEAVERS, *named)).status == "current"


def test_an_unknown_title_stops_its_dataset_by_name(build: Build, publisher: Publisher) -> None:
    result = build(table_of(publisher, LEAVERS, "Totaal", "Totaal met toeslag"))
    assert result.status == "missing"
    assert (
        f"cbs__1ned: bij dimensie {LEAVERS}: gevonden de titels 'Totaal met toeslag'; verwacht een van" in result.reason
    )
    assert SEED in result.reason


def test_two_totals_of_one_dimension_are_refused(build: Build, publisher: Publisher) -> None:
    result = build(table_of(publisher, "Geslacht", "Totaal", "Totaal mannen en vrouwen"))
    assert "gevonden 2 totalen: Totaal, Totaal mannen en vrouwen; verwacht hoogstens een totaal" in result.reason


def test_a_name_is_read_as_it_is(build: Build, publisher: Publisher) -> None:
    assert build(table_of(publisher, "Studierichting", "Totaal", "06 Informatica")).status == "current"


def filtered(publisher: Publisher, dataset: Dataset, condition: str) -> str:
    """Answers only a request with this condition, and gives the address that it has."""
    address = f"{TABLE}/Observations?$filter={condition}"
    publisher.bodies[requote(address)] = publisher.bodies[f"{TABLE}/Observations"]
    return address


@pytest.mark.parametrize(
    ("pick", "wanted"),
    [
        ({"total": True}, "A2"),
        ({"codes": ["A1"], "total": True}, "A1"),
        ({"codes": ["T001038"], "total": True}, "A2"),
    ],
)
def test_a_total_is_found_by_its_title(
    build: Build, publisher: Publisher, pick: dict[str, object], wanted: str
) -> None:
    publisher.bodies = dict(cbs_bodies([observation(0, wanted)]))
    dataset = cbs_dataset(filters=[{"dimension": "Beroep"} | pick])
    address = filtered(publisher, dataset, f"Beroep eq '{wanted}'")
    assert build(dataset).status == "current"
    assert address in [unquote(str(request.url)) for request in publisher.asked]


def test_a_total_that_nobody_knows_is_refused_with_the_titles_there_are(build: Build, publisher: Publisher) -> None:
    publisher.bodies = {
        **cbs_bodies([observation(0)]),
        f"{TABLE}/BeroepCodes": codes("0111 Docenten", "Totaal beroepen"),
    }
    reason = build(cbs_dataset(filters=[{"dimension": "Beroep", "total": True}])).reason
    assert (
        "bij BeroepCodes: gevonden 0111 Docenten (A1), Totaal beroepen (A2); verwacht een titel die haar totaal is"
        in reason
    )
    assert SEED in reason


def test_a_code_that_is_not_in_the_list_is_not_asked_for(build: Build, publisher: Publisher) -> None:
    publisher.bodies = dict(cbs_bodies([observation(0)]))
    reason = build(cbs_dataset(filters=[{"dimension": "Beroep", "codes": ["T009002"]}])).reason
    assert "gevonden 0111 Docenten (A1), Totaal (A2); verwacht de codes T009002" in reason


def test_a_filter_on_a_total_needs_a_known_one() -> None:
    with pytest.raises(ValueError, match="geen totaal ervan is bekend"):
        cbs_dataset(filters=[{"dimension": "Peilmoment", "total": True}])


def optional(dataset: Dataset, *names: str) -> Dataset:
    columns = [*names, *dataset.contract.columns]
    return Dataset.model_validate(dataset.model_dump() | {"contract": {"columns": columns, "optional": list(names)}})


def test_a_dimension_that_a_table_may_lack_is_null(
    build: Build, publisher: Publisher, table: Callable[[str], list[object]]
) -> None:
    publisher.bodies = dict(cbs_bodies([observation(0)]))
    dataset = optional(cbs_dataset(filters=[{"dimension": "Leeftijd", "total": True}]), "Leeftijd")
    assert build(dataset).status == "current"
    assert table("select Leeftijd, Beroep from raw.cbs__1ned") == [(None, "A1")]


def held_once(publisher: Publisher, **said: str) -> None:
    """The table without its time dimension, with this in its properties."""
    bodies = cbs_bodies([{k: v for k, v in observation(0).items() if k != "Perioden"}])
    properties = json.loads(bodies[f"{TABLE}/Properties"])
    publisher.bodies = {
        **bodies,
        f"{TABLE}/Properties": json.dumps(properties | said).encode(),
        f"{TABLE}/Dimensions": entity({"Identifier": "Beroep", "Kind": "Dimension"}),
    }


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ({"Title": "Cursusdeelnemers; persoonskenmerken, 2022", "TemporalCoverage": "2023"}, "2022"),
        ({"Title": "Cursusdeelnemers; persoonskenmerken", "TemporalCoverage": "2022"}, "2022"),
    ],
)
def test_a_survey_held_once_has_one_year(
    build: Build, publisher: Publisher, table: Callable[[str], list[object]], said: dict[str, str], year: str
) -> None:
    held_once(publisher, **said)
    assert build(cbs_dataset()).status == "current"
    assert table("select distinct Perioden from raw.cbs__1ned") == [(f"{year}JJ00",)]
    assert table("select Identifier, Title from raw.cbs__code where Dimension = 'Perioden'") == [(f"{year}JJ00", year)]


def test_a_table_without_any_year_is_refused(build: Build, publisher: Publisher) -> None:
    held_once(publisher, Title="Cursusdeelnemers", TemporalCoverage="2013-2025")
    assert (
        "gevonden geen tijddimensie, Title 'Cursusdeelnemers', TemporalCoverage '2013-2025'"
        in build(cbs_dataset()).reason
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Werknemers;  persoonskenmerken, regio", ("werknemers; persoonskenmerken, regio", "9999")),
        ("Werknemers; persoonskenmerken, regio, 2018-2021", ("werknemers; persoonskenmerken, regio", "2021")),
        ("Werknemers; persoonskenmerken, regio, 2024*", ("werknemers; persoonskenmerken, regio", "2024")),
    ],
)
def test_years_behind_a_title_are_no_part_of_it(title: str, expected: tuple[str, str]) -> None:
    assert split(title) == expected


def test_of_two_editions_of_a_title_the_newer_one_is_taken(build: Build, publisher: Publisher) -> None:
    publisher.bodies = {
        a: b.replace(TITLE.upper().encode() + b"  ", TITLE.upper().encode() + b", 2018-2024")
        for a, b in titled_bodies(a9=f"{TITLE}, 2018-2021").items()
    }
    assert build(titled_dataset()).status == "current"
    assert any("/7NED/" in str(request.url) for request in publisher.asked)


def test_a_dimension_of_a_third_party_without_a_known_total_is_named(build: Build, publisher: Publisher) -> None:
    bodies = titled_bodies()
    regions = requote(f"{THIRD}/ODataFeed/odata/7NED/Branche?$format=json")
    listed = [{"Key": "A1  ", "Title": "Branches samen"}, {"Key": "A2  ", "Title": "Jeugdzorg"}]
    publisher.bodies = {**bodies, regions: entity(*listed)}
    dataset = titled_dataset()
    asked = dataset.model_dump() | {"access": dataset.access.model_dump() | {"category": "Kinderopvang"}}
    reason = build(Dataset.model_validate(asked)).reason
    assert (
        "cbs__azw: bij dimensie Branche: gevonden Branches samen, Jeugdzorg; verwacht een titel die haar totaal is"
        in reason
    )
