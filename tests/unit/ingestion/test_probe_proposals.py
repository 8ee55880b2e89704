"""What `talent probe` proposes, and that it puts right what was found: pasted, the dataset loads."""

import json
from collections.abc import Callable

import pytest
import yaml

from ingestion.dataset import Dataset
from ingestion.errors import ContractBroken, Unknown
from ingestion.probe.successor import likeness
from ingestion.probe.words import proposed, unit
from ingestion.result import Result
from tests.unit.ingestion.datasets import (
    TABLE,
    cbs_bodies,
    observation,
    requote,
    titled_bodies,
)
from tests.unit.ingestion.probing import HEADER, ROWS, Asked, ckan, csv_entry
from tests.unit.ingestion.publisher import Publisher

Build = Callable[[Dataset], Result]
LIST = requote(
    "https://datasets.cbs.nl/odata/v1/CBS/Datasets?$select=Identifier,Title,Description,Status,DatasetType,Language,Modified"
)


def test_a_dimension_under_another_name_and_a_lost_one_are_put_right(
    asked: Asked, publisher: Publisher, build: Build
) -> None:
    """Each correction uncovers the next thing: the lost dimension had a filter, so that nothing else could be asked."""
    filters = [{"dimension": "Leeftijd", "codes": ["10000"]}, {"dimension": "Perioden", "from_code": "2020JJ00"}]
    dataset = asked.table(("Leeftijd", "Beroepsgroep", "Perioden"), filters=filters)
    bodies = cbs_bodies(ROWS)
    publisher.bodies = bodies | {
        requote(f"{TABLE}/Observations?$filter=Perioden ge '2020JJ00'"): bodies[f"{TABLE}/Observations"]
    }
    found = asked.finding(dataset)
    assert (found.verdict, found.mended) == ("differs", True)
    assert [(d.place, d.expected) for d in found.differences] == [
        ("Dimensions", "een dimensie Leeftijd"),
        ("Observations, kop", "ook Leeftijd, Beroepsgroep"),
    ]
    (proposal,) = found.proposals
    assert proposal.file == "ingestion/catalogue/cbs/1ned.yml"
    assert yaml.safe_load(proposal.lines)["contract"] == {
        "columns": {"Leeftijd": None, "Beroepsgroep": {"synonyms": ["Beroep"]}, "Perioden": None},
        "optional": ["Leeftijd"],
    }
    assert build(dataset).status == "missing"
    assert build(asked.pasted(dataset, found)).status == "current"


def test_a_new_dimension_is_filtered_on_its_total(asked: Asked, publisher: Publisher, build: Build) -> None:
    """It would repeat every cell; a build takes it in, and the models would count double."""
    publisher.bodies = dict(cbs_bodies(ROWS))
    dataset = asked.table(("Perioden",))
    found = asked.finding(dataset)
    assert [d.found for d in found.differences] == ["ook Beroep: 0111 Docenten, Totaal"]
    assert yaml.safe_load(found.proposals[0].lines)["access"]["filters"] == [
        {"dimension": "Beroep", "titles": ["Totaal"]}
    ]
    filtered = cbs_bodies([observation(1, "A2")])[f"{TABLE}/Observations"]
    publisher.bodies[requote(f"{TABLE}/Observations?$filter=Beroep eq 'A2'")] = filtered
    assert build(asked.pasted(dataset, found)).rows == 1


def test_a_filter_on_what_is_not_in_the_list_gets_the_total_or_the_nearest_title(
    asked: Asked, publisher: Publisher
) -> None:
    publisher.bodies = dict(cbs_bodies(ROWS))
    by_code = asked.finding(asked.table(filters=[{"dimension": "Beroep", "codes": ["T001"]}]))
    assert yaml.safe_load(by_code.proposals[0].lines)["access"]["filters"] == [
        {"dimension": "Beroep", "titles": ["Totaal"]}
    ]
    by_title = asked.finding(asked.table(filters=[{"dimension": "Beroep", "titles": ["0111 docent"]}]))
    assert yaml.safe_load(by_title.proposals[0].lines)["access"]["filters"][0]["titles"] == ["0111 Docenten"]
    assert by_code.mended
    assert by_title.mended


def test_unknown_words_come_with_rows_for_their_seeds(asked: Asked, publisher: Publisher) -> None:
    bodies = cbs_bodies(ROWS)
    publisher.bodies = bodies | {
        f"{TABLE}/MeasureCodes": bodies[f"{TABLE}/MeasureCodes"].replace(b"x 1 000", b"x 1 mln euro"),
        f"{TABLE}/PeriodenCodes": bodies[f"{TABLE}/PeriodenCodes"].replace(b"Definitief", b"Definitieve"),
    }
    found = asked.finding(asked.table())
    assert (found.verdict, found.mended) == ("differs", True)
    assert {p.file.rsplit("/", 1)[-1]: p.lines.rsplit(",", 1)[0] for p in found.proposals} == {
        "unit.csv": "x 1 mln euro,1000000,euro,miljoen euro,million euro",
        "period_status.csv": "Definitieve,definite,definitief,definite",
    }


@pytest.mark.parametrize(
    ("word", "factor", "noun"),
    [
        ("x 1 mln", "1000000", ""),
        ("x 100 000", "100000", ""),
        ("1 000 euro", "1000", "euro"),
        ("mld euro", "1000000000", "euro"),
        ("x 10 mln uren", "10000000", "uren"),
        ("kilometers", "1", "kilometers"),
    ],
)
def test_a_unit_is_read_and_never_taken_for_one_that_looks_like_it(word: str, factor: str, noun: str) -> None:
    row, _ = unit(word, [{"word": "x 1 000", "factor": "1000", "noun": "", "label_nl": "", "label_en": ""}])
    assert (row["factor"], row["noun"]) == (factor, noun)


def test_a_unit_in_other_white_space_is_the_same_unit() -> None:
    row, _ = unit("x\u00a01000", [{"word": "x 1 000", "factor": "1000", "noun": ""}])
    assert row["factor"] == "1000"


def listed(*tables: tuple[str, str, str]) -> bytes:
    rows = [{"Identifier": i, "Title": t, "Status": s, "Modified": "2026-05-01T02:00:00"} for i, t, s in tables]
    return json.dumps({"value": rows}).encode()


def test_a_table_that_is_gone_comes_with_its_successors_and_none_is_taken(asked: Asked, publisher: Publisher) -> None:
    publisher.bodies = {
        LIST: listed(
            ("2NED", "Werkenden; beroep (indeling 2025)", "Regulier"),
            ("3NED", "Werkenden; beroep", "Gediscontinueerd"),
            ("4NED", "Woningen; eigendom", "Regulier"),
        )
    }
    found = asked.finding(asked.table(filters=[{"dimension": "Beroep", "titles": ["Totaal"]}]))
    assert (found.verdict, found.mended) == ("gone", False)
    (proposal,) = found.proposals
    assert yaml.safe_load(proposal.lines)["access"] == {
        "table": "2NED", "filters": [{"dimension": "Beroep", "titles": ["Totaal"]}],
    }  # fmt: skip
    assert "Werkenden; beroep (indeling 2025)" in proposal.reason


@pytest.mark.parametrize(("cadence", "verdict"), [("yearly", "gone"), ("frozen", "agrees")])
def test_a_table_that_ended_is_gone_unless_we_know_it(
    cadence: str, verdict: str, asked: Asked, publisher: Publisher
) -> None:
    bodies = cbs_bodies(ROWS)
    said = json.loads(bodies[f"{TABLE}/Properties"]) | {"Status": "Gediscontinueerd", "Title": "Werkenden; beroep"}
    publisher.bodies = bodies | {f"{TABLE}/Properties": json.dumps(said).encode()}
    publisher.bodies[LIST] = listed(("2NED", "Werkenden; beroep", "Regulier"))
    contract = {"columns": ["Beroep", "Perioden"]}
    found = asked.finding(asked.entry("1ned", "cbs", cadence=cadence, access={"table": "1NED"}, contract=contract))
    assert found.verdict == verdict
    assert len(found.proposals) == (verdict == "gone")


def test_titles_are_compared_by_their_words() -> None:
    one, other = (
        "Werkzame beroepsbevolking; beroep en regio's (indeling 2024)",
        "Werkzame beroepsbevolking; beroep, regio's",
    )
    assert likeness(one, other) == pytest.approx(4 / 5)
    assert likeness("Vacatures", "Bevolking; geslacht") == 0


def test_a_table_of_a_third_party_under_another_title_is_proposed(asked: Asked, publisher: Publisher) -> None:
    publisher.bodies = dict(titled_bodies())
    access = {"protocol": "cbs_titled", "catalogue": "AZW", "title": "AZW: vacatures en banen"}
    dataset = asked.entry(
        "azw", "cbs", title="AZW: vacatures", access=access, contract={"columns": ["Perioden", "Codes"]}
    )
    found = asked.finding(dataset)
    assert found.verdict == "gone"
    assert yaml.safe_load(found.proposals[0].lines)["access"]["title"] == "AZW: VACATURES"


def test_header_value_and_delimiter_of_a_file_are_put_right(asked: Asked, publisher: Publisher, build: Build) -> None:
    dataset = csv_entry(asked)
    publisher.bodies = ckan(b"JAAR;SOORTEN;AANTAL\n2024;hbo;7\n2024;wo;9\n")
    found = asked.finding(dataset)
    said = yaml.safe_load(found.proposals[0].lines)
    assert said["access"]["format"]["delimiter"] == ";"
    assert said["contract"]["columns"]["SOORT"] == {"values": ["hbo", "wo"], "synonyms": ["SOORTEN"]}
    assert found.mended
    assert build(asked.pasted(dataset, found)).rows == 2


def test_the_file_of_another_year_is_found_in_its_package(asked: Asked, publisher: Publisher, build: Build) -> None:
    dataset = csv_entry(asked)
    publisher.bodies = ckan(f"{HEADER}2024,hbo,7\n".encode(), "graduates-2026.csv")
    found = asked.finding(dataset)
    assert yaml.safe_load(found.proposals[0].lines)["access"] | {"package": ""} == {
        "package": "", "resource_id": "id-2", "file": "graduates-2026.csv",
    }  # fmt: skip
    assert build(asked.pasted(dataset, found)).status == "current"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Voorlopige", "provisional"),
        ("niet Voorlopig", "?"),
        ("Voorlopig 2", "?"),
        ("Nader voorlopig", "revised_provisional"),
    ],
)
def test_a_word_is_not_taken_for_its_opposite_or_another_number(word: str, code: str) -> None:
    (proposal,) = proposed([ContractBroken("d", "p", word, "e", "a", unknown=Unknown("period_status", (word,)))])
    assert proposal.lines.split(",")[1] == code


def test_a_word_of_a_file_comes_with_a_row_for_the_seed_of_its_column(asked: Asked, publisher: Publisher) -> None:
    columns = {"JAAR": {}, "SOORT": {"words": "duo_learning_path", "several": True}, "AANTAL": {}}
    dataset = csv_entry(asked, columns=columns)
    publisher.bodies = ckan(b'JAAR,SOORT,AANTAL\n2024,"BBL,BOLVTT",7\n')
    found = asked.finding(dataset)
    assert [p.file.rsplit("/", 1)[-1] for p in found.proposals] == ["duo_learning_path.csv"]
    assert found.proposals[0].lines.startswith("bolvtt,bol,")


def test_a_total_under_another_title_comes_with_a_row_for_the_titles(asked: Asked, publisher: Publisher) -> None:
    bodies = {
        a.replace("Beroep", "Geslacht"): b.replace(b"Beroep", b"Geslacht").replace(b'"Totaal"', b'"Totaal iedereen"')
        for a, b in cbs_bodies(ROWS).items()
    }
    publisher.bodies = dict(bodies)
    found = asked.finding(asked.table(("Geslacht", "Perioden"), filters=[{"dimension": "Geslacht", "total": True}]))
    rows = {p.lines for p in found.proposals if p.file.endswith("cbs_title.csv")}
    assert "Geslacht,Totaal iedereen,totaal," in rows
    assert "Geslacht,0111 Docenten,?,?" in rows, "for a person to say"
    assert not found.mended
