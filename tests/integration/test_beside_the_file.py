"""What lies beside the published file of a whole build: descriptions, Data Docs, and the way back."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import needed
from tests.integration.conftest import BOUND, CHECKOUT, Built, copied, talent
from tests.marked import mentions_demo, says_demo, walked

SHAPES = Path(__file__).parent / "publication" / "dcat_ap_nl.ttl"


def test_the_data_package_of_a_whole_build_is_valid(demo: Built) -> None:
    package = json.loads((demo.home / "publication" / "datapackage.json").read_text(encoding="utf-8"))
    report = needed("frictionless").Package.validate_descriptor(package)
    assert report.valid, report.flatten(["message"])
    tables = demo.published("select table_schema || '.' || table_name, count(*) from meta.column group by 1 order by 1")
    described = [(r["name"], len(r["schema"]["fields"])) for r in package["resources"] if r["format"] == "parquet"]
    assert sorted(described) == tables
    keyless = [
        r["name"]
        for r in package["resources"]
        if r["name"].startswith("marts.") and not r["schema"].keys() & {"primaryKey", "uniqueKeys"}
    ]
    assert keyless == []
    opgave = {
        (r["name"], key["reference"]["resource"])
        for r in package["resources"]
        for key in r.get("schema", {}).get("foreignKeys", [])
    }
    assert ("marts.fct_llo_uptake", "marts.dim_opgave") in opgave


def test_the_catalogue_of_a_whole_build_is_valid(demo: Built) -> None:
    graph = (
        needed("rdflib")
        .Graph()
        .parse(
            demo.home / "publication" / "catalog.jsonld",
            format="json-ld",
            publicID="https://voorbeeld.nl/catalog.jsonld",
        )
    )
    conforms, _, text = needed("pyshacl").validate(graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
    assert conforms, text[:2000]
    ((marts,),) = demo.published("select count(distinct table_name) from meta.column where table_schema <> 'meta'")
    ((sources,),) = demo.published("select count(*) from marts.dim_dataset where status <> 'missing'")
    rows = graph.query("select ?d where { ?d a <http://www.w3.org/ns/dcat#Dataset> }")
    assert isinstance(marts, int)
    assert isinstance(sources, int)
    assert len(rows) == 1 + marts + sources


def test_data_docs_show_every_result_that_was_published(demo: Built) -> None:
    site = demo.home / "publication" / "data_docs"
    assert talent(demo.home, "status").output.count(f"{site / 'index.html'}") == 1
    results = demo.published(
        "select target, list(check_name order by check_name) from meta.quality_result "
        "where tool = 'great_expectations' or target like 'marts.%' group by target"
    )
    assert len(results) > 100
    for target, names in results:
        (page,) = (site / "validations").rglob(f"{target}.html")
        rows = html.fromstring(page.read_text(encoding="utf-8")).xpath("//tr[td[1]//i]")
        assert sorted(" ".join(row.xpath("string(td[4])").split()) for row in rows) == names
    for page in site.rglob("*.html"):
        assert (
            html.fromstring(page.read_text(encoding="utf-8")).xpath("//link/@href | //script/@src | //img/@src") == []
        )


def test_every_file_of_a_demo_says_so(demo: Built) -> None:
    files = list(walked(demo.home / "publication"))
    assert len(files) > 2 * 300, "pages and Parquet twice: as published, and in the history"
    assert [str(path) for path in files if not says_demo(path)] == []


@pytest.mark.recordings
def test_no_file_of_figures_says_demo(live: Built) -> None:
    files = list(walked(live.home / "publication"))
    assert len(files) > 2 * 200, "what was never fetched has no page"
    assert [str(path) for path in files if says_demo(path) or mentions_demo(path)] == []


def materialised(home: Path) -> str:
    """Materialises the publication alone, as from the UI, and gives what the run says."""
    config = {"resources": {"pipeline": {"config": {"source": "demo"}}}}
    dagster = [sys.executable, "-m", "dagster", "asset", "materialize", "-m", "orchestration.definitions"]
    done = subprocess.run(
        [*dagster, "--select", "publication", "--config-json", json.dumps(config)],
        cwd=CHECKOUT,
        env=os.environ | {"TALENT_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")},
        capture_output=True,
        text=True,
        check=False,
        timeout=BOUND,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_publication_is_rolled_back_and_the_next_run_publishes_anew(demo: Built, tmp_path: Path) -> None:
    built = Built(copied(demo, tmp_path / "home"), 0, "", {})
    first = current(built)
    refusal = talent(built.home, "rollback", "--reason", "telfout")
    assert refusal.status == 1
    assert "Niet teruggedraaid: er is geen publicatie van voor de huidige" in refusal.output

    (built.home / "publication" / "manifest.json").unlink()  # as if the last publication was cut off at its end
    assert "published talentstrategie.duckdb" in materialised(built.home)
    second = current(built)
    done = talent(built.home, "rollback", "--reason", "telfout", "--by", "J. de Vries")
    assert done.status == 0, done.output
    assert current(built) == first != second
    assert f"{second} is op" in talent(built.home, "status").output

    told = materialised(built.home)
    assert f"{second} was withdrawn by J. de Vries" in told, "though nothing changed"
    assert current(built) not in (first, second)
    assert built.published("select withdrawn, restored, reason from meta.rollback") == [(second, first, "telfout")]
    assert "nothing changed" in materialised(built.home)


def current(built: Built) -> str:
    ((publication_id,),) = built.published("select publication_id from meta.publication")
    return str(publication_id)
