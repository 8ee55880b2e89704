"""`datapackage.json` and `catalog.jsonld`: valid to the libraries of their own world, and true of the files beside them."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.publication.copy_check import PublishedModels
from orchestration.publication.datapackage import TYPES
from orchestration.publication.dcat import EU
from orchestration.publication.describe import WrongSetting
from tests.conftest import needed
from tests.integration.publication.conftest import FIGURES
from tests.integration.publication.homes import CONTRACT, MANIFEST, SmallHome

SHAPES = Path(__file__).with_name("dcat_ap_nl.ttl")
BASE = "https://voorbeeld.nl/talent/catalog.jsonld"
DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"


@pytest.fixture(scope="module")
def package(published: SmallHome) -> dict[str, Any]:
    return read(published, "datapackage.json")


def read(small: SmallHome, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((small.home.publication / name).read_text(encoding="utf-8"))
    return found


def resource(package: dict[str, Any], name: str) -> dict[str, Any]:
    return next(r for r in package["resources"] if r["name"] == name)


def test_the_package_is_valid_to_frictionless(package: dict[str, Any]) -> None:
    frictionless = needed("frictionless")
    report = frictionless.Package.validate_descriptor(package)
    assert report.valid, report.flatten(["type", "message"])
    broken = package | {"resources": [{**resource(package, "meta.revision"), "schema": {"fields": [{"type": "x"}]}}]}
    assert not frictionless.Package.validate_descriptor(broken).valid, "it looks into the schemas"


def test_the_rows_are_valid_to_the_schemas_of_the_package(published: SmallHome, package: dict[str, Any]) -> None:
    """Frictionless reads the rows of each Parquet under its schema: types, required columns and primary keys."""
    frictionless = needed("frictionless")
    for described in package["resources"][1:]:
        file = published.home.publication / described["path"]
        with duckdb.connect() as con:
            cursor = con.execute(f"from read_parquet('{file}')")
            names = [column[0] for column in cursor.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        schema = frictionless.Schema.from_descriptor(described["schema"])
        assert schema.field_names == names, described["name"]
        if not rows:
            continue
        report = frictionless.Resource(data=rows, schema=schema).validate()
        assert report.valid, (described["name"], report.flatten(["fieldName", "rowNumber", "message"]))
        if schema.primary_key:
            twice = frictionless.Resource(data=[*rows, rows[0]], schema=schema).validate()
            assert "primary-key" in [error[0] for error in twice.flatten(["type"])], "a row twice is seen"


def test_files_are_those_of_the_publication(published: SmallHome, package: dict[str, Any]) -> None:
    folder = published.home.publication
    for described in package["resources"]:
        content = (folder / described["path"]).read_bytes()
        assert described["bytes"] == len(content)
        assert described["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    tables = [t["name"] for t in published.manifest()["tables"]]
    assert [r["name"] for r in package["resources"]] == ["talentstrategie.duckdb", *tables]


def test_keys_types_and_sources_are_told(one: SmallHome, package: dict[str, Any]) -> None:
    figures = resource(package, "marts.indicator_value")["schema"]
    assert figures["primaryKey"] == ["indicator_id", "opgave_id", "delineation", "period_start", "breakdown"]
    fields = {f["name"]: f for f in figures["fields"]}
    assert fields["period_start"]["type"] == "date"
    assert fields["value"] == {"name": "value", "type": "number", "description": "Kolom value (eenheid)."}, (
        "may be empty"
    )
    assert fields["unit"]["constraints"] == {"required": True}
    assert "uniqueKeys" not in resource(package, "marts.dim_dataset")["schema"], (
        "a key of some rows is no key of the table"
    )
    assert package["sources"] == [
        {
            "title": "Centraal Bureau voor de Statistiek: Vacatures; <b>SBI</b> 2008 (cbs__80472ned)",
            "path": "https://opendata.cbs.nl/80472ned",
            "version": "2026-06-30",
        }
    ]
    assert package["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
    ]
    assert package["title"].startswith("DEMONSTRATIE, geen statistiek.")
    one.publish(FIGURES, source="live")
    live = read(one, "datapackage.json")
    assert (live["name"], package["name"]) == ("talentstrategie", "talentstrategie-demo")
    assert live["title"].startswith("Talentstrategie: ")


def test_a_key_with_empty_values_is_no_primary_key(small: SmallHome) -> None:
    small.build(FIGURES)
    with duckdb.connect() as con:
        con.execute(f"attach '{small.home.marts}' as curated")
        con.execute("insert into curated.marts.dim_dataset (title) values ('x')")
    small.again()
    schema = resource(read(small, "datapackage.json"), "marts.dim_dataset")["schema"]
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"] == [["dataset_id"]]


def test_references_between_marts_are_foreign_keys(small: SmallHome) -> None:
    test = {
        "resource_type": "test",
        "attached_node": "model.indicator_value",
        "test_metadata": {
            "name": "relationships",
            "kwargs": {"column_name": "dataset_id", "to": "ref('dim_dataset')", "field": "dataset_id"},
        },
        "config": {"where": None},
    }
    elsewhere = {**test, "test_metadata": {"name": "relationships", "kwargs": {
        "column_name": "unit", "to": "ref('stg_x')", "field": "x"}}}  # fmt: skip
    together = {**test, "test_metadata": {"name": "codes_exist_in_list", "kwargs": {
        "columns": ["opgave_id", "delineation", "indicator_id", "period_start"], "to": "ref('opgave_scorecard')",
        "to_columns": ["opgave_id", "delineation", "indicator_id", "period_start"]}}}  # fmt: skip
    no_key = {**test, "test_metadata": {"name": "relationships", "kwargs": {
        "column_name": "unit", "to": "ref('dim_dataset')", "field": "title"}}}  # fmt: skip
    tests = {"test.e": test, "test.f": elsewhere, "test.g": together, "test.h": no_key}
    small.build(FIGURES)
    small.again(contract=PublishedModels.of({"nodes": {**MANIFEST["nodes"], **tests}}))
    schema = resource(read(small, "datapackage.json"), "marts.indicator_value")["schema"]
    four = ["opgave_id", "delineation", "indicator_id", "period_start"]
    assert schema["foreignKeys"] == [
        {"fields": ["dataset_id"], "reference": {"resource": "marts.dim_dataset", "fields": ["dataset_id"]}},
        {"fields": four, "reference": {"resource": "marts.opgave_scorecard", "fields": four}},
    ]
    assert small.current("from meta.relation order by all") == [
        ("marts.indicator_value", "dataset_id", "marts.dim_dataset", "dataset_id"),
        ("marts.indicator_value", ", ".join(four), "marts.opgave_scorecard", ", ".join(four)),
    ]
    assert CONTRACT.references["marts.indicator_value"] == ()


def test_every_type_of_the_published_file_has_a_word() -> None:
    from orchestration.assets.transformation import manifest

    kinds = {
        str(column["data_type"]).upper()
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
        for column in node["columns"].values()
    }
    assert len(kinds) > 4
    assert {kind for kind in kinds if not kind.startswith("DECIMAL")} <= TYPES.keys()


def graph_of(small: SmallHome) -> Any:
    rdflib = needed("rdflib")
    return rdflib.Graph().parse(small.home.publication / "catalog.jsonld", format="json-ld", publicID=BASE)


def violations(graph: Any) -> list[str]:
    """What the shapes find wrong, as `property of node`."""
    pyshacl = needed("pyshacl")
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle", advanced=True)
    sh = "http://www.w3.org/ns/shacl#"
    query = f"select ?path ?node where {{ ?r <{sh}focusNode> ?node . optional {{ ?r <{sh}resultPath> ?path }} }}"
    found = sorted(f"{row.path} of {row.node}" for row in report.query(query))
    assert conforms == (not found)
    return found


@pytest.mark.parametrize("contact", ["", "talent@voorbeeld.nl", "https://voorbeeld.nl/contact"])
def test_the_catalogue_is_valid_to_the_shapes(small: SmallHome, monkeypatch: pytest.MonkeyPatch, contact: str) -> None:
    monkeypatch.setenv("TALENT_CONTACT", contact)
    small.publish(FIGURES, source="live")
    graph = graph_of(small)
    assert violations(graph) == []
    datasets = {str(s) for s in graph.subjects(None, needed("rdflib").URIRef(f"{DCAT}Dataset"))}
    assert datasets == {f"{BASE}#{name}" for name in ("talentstrategie", "bi.cijfers", *CONTRACT.keys, "cbs__80472ned")}


@pytest.mark.parametrize(
    ("node", "term"),
    [
        ("catalogus", f"{DCAT}contactPoint"),
        ("catalogus", f"{DCT}publisher"),
        *(
            (node, term)
            for node in ("talentstrategie-demo", "marts.indicator_value", "cbs__80472ned")
            for term in (
                f"{DCT}identifier",
                f"{DCT}accessRights",
                f"{DCT}creator",
                f"{DCAT}theme",
                f"{DCAT}contactPoint",
            )
        ),
        ("parquet/marts/indicator_value.parquet", f"{DCT}license"),
        ("parquet/marts/indicator_value.parquet", f"{DCAT}accessURL"),
        ("uitgever", "http://xmlns.com/foaf/0.1/name"),
        ("contact", "http://www.w3.org/2006/vcard/ns#hasURL"),
    ],
)
def test_the_shapes_miss_what_is_mandatory(published: SmallHome, node: str, term: str) -> None:
    rdflib = needed("rdflib")
    graph, subject = graph_of(published), rdflib.URIRef(f"{BASE}#{node}")
    assert (subject, rdflib.URIRef(term), None) in graph
    graph.remove((subject, rdflib.URIRef(term), None))
    assert violations(graph), "without it the catalogue is not valid"


def test_a_harvester_never_takes_a_demo_for_figures(one: SmallHome) -> None:
    """Other identifiers, so that neither overwrites the other, and a type for what is made here of a demo."""
    told = []
    for source in ("demo", "live"):
        one.publish(FIGURES, source=source)
        nodes = [node for node in read(one, "catalog.jsonld")["@graph"] if node["@type"] == "dcat:Dataset"]
        told.append({node["dct:identifier"]: node.get("dct:type", {}).get("@id") for node in nodes})
    demo, live = told
    assert len(demo) == len(live) == len(CONTRACT.keys) + 2
    assert not demo.keys() & live.keys()
    assert set(live.values()) == {None}
    untyped = [name for name, kind in demo.items() if kind != f"{EU}/dataset-type/SYNTHETIC_DATA"]
    assert untyped == ["talentstrategie-demo:cbs__80472ned"], "the publisher's own is what it is"


def test_addresses_in_the_catalogue_are_beside_it(published: SmallHome) -> None:
    graph = graph_of(published)
    folder = BASE.rpartition("/")[0]
    found = {str(o) for o in graph.objects(None, needed("rdflib").URIRef(f"{DCAT}downloadURL"))}
    assert len(found) == 1 + len(CONTRACT.keys), "the DuckDB file, the marts and the view of bi"
    for address in found:
        assert (published.home.publication / address.removeprefix(f"{folder}/")).is_file(), address


@pytest.mark.parametrize(
    "contact", ["J. de Vries", "http://voorbeeld.nl", "mailto:x@y.nl", "a b@c.nl", "javascript:x@y.nl"]
)
def test_a_contact_that_is_no_address_is_refused(
    small: SmallHome, monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    monkeypatch.setenv("TALENT_CONTACT", contact)
    with pytest.raises(WrongSetting, match=re.escape(repr(contact))):
        small.publish(FIGURES)
    assert small.everything() == {}


def test_who_publishes_is_told(small: SmallHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENT_PUBLISHER", "Ministerie van OCW")
    monkeypatch.setenv("TALENT_CONTACT", "talent@voorbeeld.nl")
    small.publish(FIGURES)
    assert read(small, "datapackage.json")["contributors"] == [
        {"title": "Ministerie van OCW", "roles": ["publisher"], "email": "talent@voorbeeld.nl"}
    ]
    parties = {node["@id"]: node for node in read(small, "catalog.jsonld")["@graph"] if "@id" in node}
    assert parties["#uitgever"]["foaf:name"]["@value"] == "Ministerie van OCW"
    assert parties["#contact"]["vcard:hasEmail"] == {"@id": "mailto:talent@voorbeeld.nl"}
