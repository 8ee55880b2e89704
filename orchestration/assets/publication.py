"""The publication as an asset: audit, then the file that BI opens."""

import re
from typing import Any

import dagster as dg

from expectations.docs import DocsNotBuilt
from ingestion.catalogue import load_catalogue
from ingestion.lock import locked
from ingestion.warehouse import connect
from orchestration import build_records
from orchestration.assets.fresh import freshness
from orchestration.assets.not_materialized import observe, unchanged
from orchestration.assets.published import PUBLICATION
from orchestration.assets.quality import MART_KEYS
from orchestration.manifest import manifest
from orchestration.publication.audit import NotPublishable, audit, blocking_tests
from orchestration.publication.copy_check import NotWhole, PublishedModels
from orchestration.publication.describe import WrongSetting
from orchestration.publication.health import states
from orchestration.publication.history import PAGES, SHOWN, current_manifest
from orchestration.publication.lake.writing import settle
from orchestration.publication.publish import publish
from orchestration.publication.reading import connected
from orchestration.publication.rollback import in_effect
from orchestration.resources import Pipeline
from orchestration.run_tags import tag


@dg.asset(
    key=PUBLICATION,
    deps=list(MART_KEYS.values()),
    group_name="publication",
    kinds={"duckdb", "parquet"},
    owners=["team:analytics"],
    pool="duckdb",
    freshness_policy=freshness(load_catalogue()),
    description=(
        "Het gepubliceerde DuckDB-bestand met schema's `marts`, `bi` en `meta`, Parquet ernaast, manifest.json en changes.md. "
        "Wordt alleen vervangen als elke kritieke controle van deze build is geslaagd."
    ),
)
def publication(context: dg.AssetExecutionContext, pipeline: Pipeline) -> dg.MaterializeResult[None]:
    home = pipeline.home
    with locked(home, f"publication, run {context.run_id[:8]}", context.log.info):
        with connect(home, context.log.info) as con:
            build_records.create_tables(con)
            mark = build_records.fingerprint(con)
            try:
                tests = blocking_tests(manifest).values()
                build_id = audit(con, home.marts, tests, pipeline.kind, pipeline.asked)
            except NotPublishable as refusal:
                raise dg.Failure(str(refusal), allow_retries=False) from refusal
        current = current_manifest(home)
        rolled_back = in_effect(home, current["publication_id"]) if current else None
        if rolled_back and pipeline.as_current:
            context.log.warning(
                f"publicatie: {rolled_back.withdrawn} is ingetrokken door {rolled_back.by} op {rolled_back.at} UTC "
                f"({rolled_back.reason}); er wordt opnieuw gepubliceerd"
            )
        elif current and current["fingerprint"] == mark:
            context.log.info(f"publicatie: niets gewijzigd, {current['publication_id']} blijft zoals zij is")
            settle(home, context.log.info)
            tag(context.instance, context.run_id, home)
            seen = {"publication_id": str(current["publication_id"])}
            return unchanged(context, context.asset_key, seen, mark)
        try:
            done = publish(
                home,
                pipeline.kind,
                pipeline.asked,
                build_id,
                mark,
                PublishedModels.of(manifest),
                pipeline.moment,
                context.log.info,
                as_current=pipeline.as_current,
            )
        except (NotWhole, DocsNotBuilt, WrongSetting) as refusal:
            raise dg.Failure(str(refusal), allow_retries=False) from refusal
    with connected(done.file) as con:
        counts = states(con)
    made: dict[str, Any] = {
        "outcome": "gepubliceerd" if pipeline.as_current else "bewaard in de geschiedenis",
        "publication_id": done.publication_id,
        **({name: dg.MetadataValue.url(f"{SHOWN}/{name}/index.html") for name in PAGES} if pipeline.as_current else {}),
        "file": dg.MetadataValue.path(str(done.file)),
        "dagster/row_count": sum(done.rows.values()),
        "bytes": done.file.stat().st_size,
        "tables": len(done.rows),
        **counts,
        "changes": dg.MetadataValue.md(re.sub(r"^#+ (.*)$", r"**\1**", done.changes, flags=re.MULTILINE)),
    }
    tag(context.instance, context.run_id, home)
    if not pipeline.as_current:  # the publication, the asset, is what readers open
        return observe(context, context.asset_key, made)
    return dg.MaterializeResult(metadata=made, data_version=dg.DataVersion(mark))
