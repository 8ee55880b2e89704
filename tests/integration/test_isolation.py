"""One dataset's fault takes out that dataset: the rest is published, equal to before.

Bodies that pass the raw gate and that only a check on a model sees, planted in the archive of a sound demo: as a new
edition (the one before is used again), as the first that ever came (its figures are withheld), and under the name of
what was published (nothing to take back: the table is withheld).
"""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from ingestion.archive import Archive
from tests.compare import Difference, compare
from tests.integration.conftest import Built, copied, talent
from tests.planting import forget_earlier, plant, plant_under_its_name

PATHS, BENEFITS, POPULATION = "duo__sectorale_ontwikkelpaden", "cbs__85700ned", "cbs__85313ned"
LOST = "cbs__85356ned"  # serves one mart, and nothing else does
TELLS = {"marts.dim_dataset"}  # says of the datasets themselves how they came


def without_system(body: bytes) -> bytes:
    """Development paths of which no programme says whether it is of mbo or of higher education."""
    rows = list(csv.reader(io.StringIO(body.decode())))
    at = rows[0].index("OPLEIDINGSSTELSEL")
    out = io.StringIO()
    csv.writer(out).writerows([rows[0], *([*row[:at], "", *row[at + 1 :]] for row in rows[1:])])
    return out.getvalue().encode()


def of_codes(change: Callable[[list[dict[str, str]]], None]) -> Callable[[bytes], bytes]:
    def spoil(body: bytes) -> bytes:
        told = json.loads(body)
        change(told["value"])
        return json.dumps(told).encode()

    return spoil


def two_alike(codes: list[dict[str, str]]) -> None:
    """A second kind of benefit under the title of the first: each of its figures comes twice under one name."""
    codes[2]["Title"] = codes[1]["Title"]


def spoiled(archive: Archive, dataset_id: str, part: str, spoil: Callable[[bytes], bytes]) -> dict[str, bytes]:
    current = archive.current(dataset_id)
    assert current is not None
    return {part: spoil(archive.read(current.part(part).sha256))}


def differing(before: Built, after: Built) -> dict[str, Difference]:
    """The marts that are not as they were."""
    found = compare(before.file, after.file)
    return {d.table: d for d in found if isinstance(d, Difference) and d.table.startswith("marts.")}


def statuses(built: Built) -> dict[object, tuple[object, object]]:
    rows = built.published("select dataset_id, status, status_reason from marts.dim_dataset where status <> 'current'")
    return {dataset_id: (status, reason) for dataset_id, status, reason in rows}


@pytest.fixture(scope="module")
def judged(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A build in which each fate occurs: one dataset has a new edition that is wrong, one came wrong the first time, one did
    not come, and of one the published state turns out to be wrong."""
    home = copied(demo, tmp_path_factory.mktemp("judged") / "home")
    archive = Archive(home / "archive", "demo")
    plant(archive, PATHS, spoiled(archive, PATHS, "data", without_system))
    forget_earlier(
        archive, plant(archive, BENEFITS, spoiled(archive, BENEFITS, "UitkeringenCodes", of_codes(two_alike)))
    )
    shutil.rmtree(home / "archive" / "demo" / LOST)
    body = spoiled(archive, POPULATION, "Observations/0000", threefold)
    plant_under_its_name(archive, POPULATION, body)
    with duckdb.connect(str(home / "warehouse.duckdb")) as con:
        con.execute("delete from ops.loaded where dataset_id = ?", [POPULATION])
    return talent(home, "build", "--source", "archive")


def threefold(body: bytes) -> bytes:
    """Too little to be seen by the size of the figures at the gate, and more people than there are."""
    told = json.loads(body)
    for row in told["value"]:
        row["Value"] = row["Value"] * 3 if row["Value"] else row["Value"]
    return json.dumps(told).encode()


FATES = {PATHS: "stale", BENEFITS: "withheld", LOST: "missing"}


def test_what_is_new_and_wrong_is_taken_back_and_its_figures_are_those_of_before(demo: Built, judged: Built) -> None:
    assert judged.status == 3, judged.output
    found = statuses(judged)
    assert {d: s for d, (s, _) in found.items()} == FATES
    assert "development_path_agreement" in str(found[PATHS][1])
    used = f"select snapshot_id, row_count from marts.dim_dataset where dataset_id = '{PATHS}'"
    assert judged.published(used) == demo.published(used), "the last good snapshot is in use"
    paths = "from marts.development_path_agreement order by all"
    assert judged.published(paths) == demo.published(paths) != []
    assert f"verouderd: {PATHS}: " in judged.output


def test_a_first_state_that_is_wrong_is_withheld_and_the_rest_is_published(demo: Built, judged: Built) -> None:
    rows = judged.published("select mart, datasets, reason from meta.withheld where extent = 'rows' order by 1")
    assert ("fct_graduate_outcome", BENEFITS) in {(mart, datasets) for mart, datasets, _ in rows}
    assert {datasets for _, datasets, _ in rows} == {BENEFITS}
    assert all("talent accept " in str(reason) for *_, reason in rows)
    others = "select count(*) from marts.fct_graduate_outcome where dataset_id {} '" + BENEFITS + "'"
    assert judged.published(others.format("=")) == [(0,)]
    assert judged.published(others.format("<>")) == demo.published(others.format("<>")) != [(0,)]


def test_a_table_with_nothing_to_take_back_goes_out_without_rows(judged: Built) -> None:
    ((extent, datasets, since),) = judged.published(
        "select distinct extent, datasets, since from meta.withheld where mart = 'fct_population_education'"
    )
    assert (extent, datasets) == ("mart", POPULATION)
    assert since is not None
    assert judged.published("select count(*) from marts.fct_population_education") == [(0,)]
    assert judged.published(f"select status from marts.dim_dataset where dataset_id = '{POPULATION}'") == [("current",)]
    assert "ingehouden: fct_population_education staat er zonder rijen" in judged.output
    assert "ingehouden: fct_population_education" in talent(judged.home, "status").output


def test_a_table_that_is_rightly_empty_is_no_fault(judged: Built) -> None:
    assert judged.published("select count(*) from marts.fct_education_output_region") == [(0,)]
    assert judged.published("from meta.withheld where mart = 'fct_education_output_region'") == []


def test_only_what_rests_on_them_is_another(demo: Built, judged: Built) -> None:
    from orchestration.isolation.lineage import Lineage
    from orchestration.manifest import manifest

    without = {BENEFITS, LOST, POPULATION}  # and not what was taken back
    lineage = Lineage(manifest, without)
    rests = {f"marts.{lineage.name(n)}" for d in without for n in lineage.on(d)}
    assert differing(demo, judged).keys() <= rests | TELLS


def test_what_was_taken_back_waits_for_a_person_who_may_accept_it(judged: Built, tmp_path: Path) -> None:
    home = copied(judged, tmp_path / "home")
    archive = Archive(home / "archive", "demo")
    waiting = {}
    for dataset_id in (PATHS, BENEFITS):
        ((snapshot, why),) = archive.in_quarantine(dataset_id)
        assert why.findings
        waiting[dataset_id] = snapshot.snapshot_id
    told = talent(home, "status").output
    assert all(f"{d} (demo): {snapshot_id}, sinds " in told for d, snapshot_id in waiting.items())

    again = talent(home, "build", "--source", "archive")
    assert again.status == 3, again.output
    assert "dbt: niets gewijzigd sinds build " in again.output, "what was judged is not tried again"
    assert again.publication_id == judged.publication_id

    accepted = talent(home, "accept", f"{PATHS}/{waiting[PATHS]}", "--reason", "de branches noemen geen stelsel meer")
    assert accepted.status == 0, accepted.output
    used = talent(home, "build", "--source", "archive")
    assert used.status == 3, used.output
    assert statuses(used).keys() == FATES.keys() - {PATHS}
    assert used.published("select count(*) from marts.development_path_agreement") == [(0,)]
    ((snapshot_id, findings),) = used.published("select snapshot_id, findings from meta.overruled")
    assert snapshot_id == waiting[PATHS]
    assert "marts.development_path_agreement " in str(findings)
    assert used.published("select distinct status from meta.quality_result where tool = 'great_expectations' and target = 'marts.development_path_agreement'") == [("broken",)]  # fmt: skip
