"""dbt's own test results as quality results of a build."""

import json
from collections.abc import Mapping
from typing import Any

import duckdb

from expectations.runner import sample
from ingestion.dutch import whole
from orchestration.assets.translator import said_of
from orchestration.build_records import Quality, utc_now

STATUS = {"pass": "passed", "warn": "failed", "fail": "failed", "error": "broken", "runtime error": "broken"}


# why a test of this kind is there, for readers; one with a description of its own has that
REASONS = {
    "filled": "Zonder deze kolommen is een rij niet te duiden.",
    "not_null": "Een rij zonder deze waarde is niet te duiden.",
    "unique": "Een rij per sleutel; een dubbele telt dubbel.",
    "unique_combination": "Een rij per sleutel; een dubbele telt dubbel.",
    "one_value_per": "Binnen een groep is er een waarde; anders staat bij elkaar wat niet bij elkaar hoort.",
    "in_vocabulary": "De woorden van de gesloten lijst (meta.vocabulary) en geen andere.",
    "relationships": "Wie naar een andere tabel verwijst, vindt daar wat hij zoekt.",
    "codes_exist_in_list": "Elke code staat in haar lijst, in dezelfde editie.",
    "accepted_range": "Buiten deze grenzen is de eenheid niet gelezen of een deel meer dan zijn geheel.",
    "not_negative": "Een aantal is niet negatief; -1 is een merkteken van afscherming.",
    "bounds_ordered": "Ondergrens, beste schatting en bovengrens in die volgorde.",
    "interval": "Afronding, steekproef, gewichten en het geheel: elk interval omvat het cijfer, het totaal omvat de delen.",
    "matches": "Zo wordt dit geschreven: codes zijn tekst, met hun nullen voorop.",
    "delineated": "Waar een afbakening geen enkele code heeft is het cijfer niet af te bakenen: dan is er geen rij.",
    "breed_holds_kern": "Breed heeft alle codes van kern en meer: per cel kan kern niet groter zijn.",
    "caveat_says_why_national": "Een landelijk cijfer zegt waarom het niet is uitgesplitst, of waar de uitsplitsing staat.",
    "weight_within_code": "Binnen een opgave telt een code ten hoogste een keer mee.",
    "kern_names_its_word": "Kern is wat de strategie bij naam noemt: een rij zonder woord, of die meer dan een tiende anderen telt, hoort in breed.",
    "reserved_delineation": "nvt is van heel Nederland, uitgesloten van de opleidingen die niet meetellen.",
}

NAMES = "stg_ind__sponsors"  # its rows may be names of persons: they are never shown


def of_run(
    build_id: str, run_results: Mapping[str, Any], manifest: Mapping[str, Any], con: duckdb.DuckDBPyConnection
) -> list[Quality]:
    """One result for each data test and unit test that ran; what dbt skipped gives none (and so fails the audit).

    `con` reads what dbt built, under the names that dbt gave it, for the rows that failed.
    """
    found = []
    nodes = {**manifest["nodes"], **manifest.get("unit_tests", {})}
    for result in run_results["results"]:
        node = nodes.get(result["unique_id"])
        if node is None or node["resource_type"] not in ("test", "unit_test") or result["status"] not in STATUS:
            continue
        severity = str(node.get("config", {}).get("severity") or "error").lower()
        found.append(
            Quality(
                build_id=build_id,
                snapshot_id=None,
                tool="dbt",
                suite=node["resource_type"],
                target=table(node, nodes),
                check_name=node["name"],
                severity="critical" if severity == "error" else "warning",
                status=STATUS[result["status"]],
                observed=f"{whole(result.get('failures') or 0)} rijen die niet kloppen",
                expected=words(node),
                reason=node.get("description") or REASONS.get(kind(node), node["name"]),
                dated=None,
                failing_rows=json.dumps(failing_rows(result, node, con), ensure_ascii=False, default=str),
                checked_at=utc_now(),
            )
        )
    return found


def kind(node: Mapping[str, Any]) -> str:
    """The generic test that it is, or its own name."""
    return str((node.get("test_metadata") or {}).get("name") or node["name"])


def table(node: Mapping[str, Any], nodes: Mapping[str, Any]) -> str:
    """The table that a test is on: `schema.name`. One of several is on that whose check it is in Dagster, else the first."""
    named = node.get("config", {}).get("meta", {}).get("dagster", {}).get("ref", {}).get("name")
    parents = [nodes[p] for p in (node.get("attached_node"), *node["depends_on"]["nodes"]) if p in nodes]
    for parent in sorted(parents, key=lambda parent: parent["name"] != named) if named else parents:
        return f"{parent['schema']}.{parent['name']}"
    return "dbt"


def words(node: Mapping[str, Any]) -> str:
    """What is expected: what the kind of test says of what it was given, or the name of a test of its own."""
    metadata = node.get("test_metadata")
    return said_of(metadata).removesuffix(".") if metadata else kind(node)


def failing_rows(result: Mapping[str, Any], node: Mapping[str, Any], con: duckdb.DuckDBPyConnection) -> list[Any]:
    """At most 20 rows that a data test found wrong; dbt itself counts them only."""
    query = result.get("compiled_code")
    if result["status"] not in ("fail", "warn") or node["resource_type"] != "test" or not query:
        return []
    if any(NAMES in parent for parent in node["depends_on"]["nodes"]):
        return [{"failing_rows": "niet getoond: er kunnen namen van personen in staan"}]
    return sample(con, query)
