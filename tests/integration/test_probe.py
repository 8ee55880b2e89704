"""`talent probe` over a mirror: the whole catalogue on the recordings, tables as they really are, and the demo's answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingestion import ingest
from ingestion.archive import Archive
from ingestion.catalogue import hosts, load_catalogue, publishers
from ingestion.dataset import CbsOData4, Dataset
from ingestion.demo import DemoAdapter, landing_file
from ingestion.home import Home
from ingestion.ingest import Ingestion
from ingestion.probe import Finding
from ingestion.probe.run import entry_of, probe_all
from ingestion.web import Web
from orchestration.cli.probe import titles_expected
from tests.conftest import SHARED
from tests.integration.conftest import mirroring, talent

pytestmark = pytest.mark.recordings

LEAVERS = "UitstromersHoMetEnZonderDiploma"
GUESSED: dict[str, dict[str, Any]] = {  # entries as they stood before the publisher's own words were seen
    "cbs__85778ned": {
        "access": {
            "table": "85778NED",
            "filters": [
                {"dimension": "Geslacht", "codes": ["T001038"]},
                {"dimension": "Leeftijd", "codes": ["10000"]},
                {"dimension": "Perioden", "from_code": "2018"},
            ],
        },
        "contract": {
            "columns": [
                "Geslacht", "Leeftijd", LEAVERS, "BedrijfstakkenSBI2008", "Studierichting", "Peilmoment", "Perioden",
            ]
        },
    },
    "cbs__85124ned": {"contract": {"columns": ["Geslacht", "Nationaliteit", "Onderwijssoort", "Perioden"]}},
    "uwv__open_match": {"access": {"file": r"UWVopenmatchdata(\d{8})\.zip"}},
}  # fmt: skip


def guessed(dataset_id: str) -> dict[str, Any]:
    """The entry of today with what was guessed in its place."""
    entry = entry_of(load_catalogue()[dataset_id])
    old = GUESSED[dataset_id]
    return entry | {k: v if dataset_id.startswith("cbs") else entry[k] | v for k, v in old.items()}


def entered(dataset_id: str, entry: dict[str, Any]) -> Dataset:
    publisher, name = dataset_id.split("__")
    return publishers()[publisher].dataset(name, entry)


@pytest.fixture(scope="module")
def added() -> Path:
    return SHARED / "recordings-added"


@pytest.fixture(scope="module")
def real(recordings: Path, added: Path, cases: Path) -> Iterator[str]:
    """The recordings, and over them tables and files as they really are."""
    also = [added, *(folder for folder in sorted(cases.iterdir()) if (folder / "index.json").exists())]
    with mirroring(recordings, also=also) as address:
        yield address


def test_the_whole_catalogue_is_held_against_what_was_recorded(recordings: Path, added: Path, tmp_path: Path) -> None:
    rows = [(folder, row) for folder in (recordings, added) for row in json.loads((folder / "index.json").read_text())]
    urls = [row["url"] for _, row in rows]
    with mirroring(recordings, also=[added]) as address:
        told = talent(tmp_path / "home", "probe", "--json", "--save", str(tmp_path / "kept"), TALENT_MIRROR=address)
    assert told.status == 3, told.output
    said = json.loads(told.output)
    verdicts = {d["dataset_id"]: d["verdict"] for d in said["datasets"]}
    assert list(verdicts) == list(load_catalogue())
    tables = {d.id: d.access.table for d in load_catalogue().values() if isinstance(d.access, CbsOData4)}
    recorded = {i for i, table in tables.items() if any(f"/CBS/{table}/Properties" in url for url in urls)}
    assert len(recorded) > 15
    assert {i: verdicts[i] for i in tables} == {i: "agrees" if i in recorded else "gone" for i in tables}
    assert said["counts"]["unreachable"] == 0
    assert not (tmp_path / "home").exists(), "a probe makes no home"
    kept = json.loads((tmp_path / "kept" / "index.json").read_text())
    bodies = {row["url"]: folder / row["file"] for folder, row in rows}
    same = [
        bodies[row["url"]].read_bytes().startswith((tmp_path / "kept" / row["file"]).read_bytes())
        for row in kept
        if row["url"] in bodies
    ]
    assert len(same) > 100
    assert all(same), "what is kept is what came, of a file its first lines"
    assert not [row for row in kept if "ind.nl" in row["url"]], "names stay where they are"


def test_tables_and_files_as_they_really_are_agree_with_the_catalogue(real: str, cases: Path, tmp_path: Path) -> None:
    names = [f"cbs__{folder.name.split('-')[1]}ned" for folder in cases.glob("cbs-*")]
    names += ["duo__overzicht_erkenningen_ho", "duo__sectorale_ontwikkelpaden", "uwv__open_match"]
    found = probe_all([load_catalogue()[n] for n in names], tmp_path, titles_expected, mirror=real).findings
    assert {f.dataset_id: (f.verdict, f.differences) for f in found} == dict.fromkeys(names, ("agrees", []))


@pytest.mark.parametrize("dataset_id", GUESSED)
def test_what_is_proposed_makes_the_dataset_load(
    dataset_id: str, real: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = guessed(dataset_id)
    found: Finding
    (found,) = probe_all(
        [entered(dataset_id, entry)], tmp_path / "probe", lambda con, dataset: [], mirror=real, entries=lambda d: entry
    ).findings
    assert (found.verdict, found.mended) == ("differs", True), found
    (proposal,) = found.proposals
    assert proposal.file == f"ingestion/catalogue/{dataset_id.replace('__', '/')}.yml"
    pasted = entered(dataset_id, entry | yaml.safe_load(proposal.lines))

    def loaded(dataset: Dataset, name: str) -> int:
        home = Home(tmp_path / name).create()
        monkeypatch.setattr(ingest, "load_catalogue", lambda: {dataset.id: dataset})
        web = Web(Archive(home.archive, "live"), hosts(), mirror=real)
        return Ingestion(home, "live", web=web).run([dataset], "test")[0].rows

    before, after = loaded(entered(dataset_id, entry), "before"), loaded(pasted, "after")
    assert before < after
    assert after >= pasted.size.min_rows


def test_the_demo_answers_as_the_catalogue_expects(tmp_path: Path) -> None:
    for dataset in load_catalogue().values():
        if dataset.access.protocol == "landing":
            name, body = landing_file(dataset.id)
            (tmp_path / "landing" / dataset.id).mkdir(parents=True)
            (tmp_path / "landing" / dataset.id / name).write_bytes(body)
    found = probe_all(
        load_catalogue().values(), tmp_path, titles_expected, adapter=DemoAdapter(), landing=tmp_path / "landing"
    ).findings
    assert len(found) == len(load_catalogue())
    assert [f for f in found if f.verdict != "agrees"] == []
