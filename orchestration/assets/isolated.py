"""What Dagster is told of a judged build: materialised is what stands, the rest is observed, with the reason."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg

from ingestion.catalogue import load_catalogue
from orchestration import checks
from orchestration.assets.ingestion import asset_key
from orchestration.assets.not_materialized import observe
from orchestration.assets.raw_checks import FETCHED
from orchestration.isolation.bench import Bench
from orchestration.isolation.finding import findings
from orchestration.isolation.isolate import Settled, TakenBack, Withheld


def told_of(
    context: Any, bench: Bench, settled: list[Settled], shapes: Mapping[str, Mapping[str, Any]]
) -> Iterator[Any]:
    """The last event of each model and test; a model that is withheld and a dataset that was taken back are observed.

    `shapes` is what each model holds now: rows and columns stand in the UI over time.
    """
    outputs: dict[str, dg.Output[None]] = {}
    judged: dict[dg.AssetCheckKey, dg.AssetCheckResult] = {}
    for event in bench.events:
        if isinstance(event, dg.Output):
            outputs[event.output_name] = event
        elif isinstance(event, dg.AssetMaterialization):  # of a later round, which dagster-dbt does not know as its own
            name = event.asset_key.to_python_identifier()
            outputs[name] = dg.Output(None, name, metadata=event.metadata)
        elif isinstance(event, dg.AssetCheckResult | dg.AssetCheckEvaluation):
            assert event.asset_key is not None
            assert event.check_name is not None
            judged[dg.AssetCheckKey(event.asset_key, event.check_name)] = dg.AssetCheckResult(
                passed=event.passed,
                asset_key=event.asset_key,
                check_name=event.check_name,
                severity=event.severity,
                metadata=event.metadata,
            )
        else:
            yield event
    held = {bench.lineage.name(s.node): s for s in settled if isinstance(s, Withheld)}
    keys = {key.to_python_identifier(): key for key in context.selected_asset_keys}
    for name, output in outputs.items():
        key = keys[name]
        if key.path[-1] in held:
            reason = "; ".join(f.told for f in held[key.path[-1]].findings)
            yield observe(context, key, {"outcome": "withheld", "reason": reason})
        else:
            yield dg.Output(None, name, metadata={**output.metadata, **shapes.get(key.path[-1], {})})
    wrong = {q.check_name: q.result() for q in bench.results.values() if q.tool == "dbt"}
    for check_key, result in judged.items():
        rows = checks.failing([wrong[check_key.name]]) if check_key.name in wrong and not result.passed else {}
        yield result._replace(severity=weight(bench, check_key, result), metadata={**(result.metadata or {}), **rows})
    for one in settled:
        for dataset_id in one.datasets if isinstance(one, TakenBack) else ():
            tell_of_dataset(context, bench, dataset_id)


def weight(bench: Bench, check_key: dg.AssetCheckKey, result: dg.AssetCheckResult) -> dg.AssetCheckSeverity:
    """A finding that is on record holds up nothing."""
    on_record = {f.check_name for f in findings(bench.results.values(), bench.lineage) if f.subject in bench.withheld}
    on_record |= {name.partition(" ")[2] for name in bench.overruled}
    return dg.AssetCheckSeverity.WARN if check_key.name in on_record else result.severity


def tell_of_dataset(context: Any, bench: Bench, dataset_id: str) -> None:
    """The dataset whose new state came in, and was materialised, and is not used after all."""
    key, attempt = asset_key(load_catalogue()[dataset_id]), bench.archive.attempt(dataset_id)
    previous = bench.previous[dataset_id]
    told = {
        "outcome": "withheld",
        "reason": attempt.reason if attempt else "-",
        "snapshot_id": previous.snapshot_id if previous else "-",
        "taken_back": bench.new[dataset_id].snapshot_id,
    }
    context.log_event(dg.AssetObservation(key, metadata=told))
    context.log_event(
        dg.AssetCheckEvaluation(
            asset_key=key, check_name=FETCHED, passed=False, severity=dg.AssetCheckSeverity.WARN, metadata=told
        )
    )
    context.log.warning(f"teruggenomen: {told['reason']}")
