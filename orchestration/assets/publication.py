"""The publication as an asset: audit, then the file that BI opens."""

import dagster as dg

from expectations.docs import DocsNotBuilt
from ingestion.turns import turn
from ingestion.warehouse import connect
from orchestration import records
from orchestration.assets.quality import MART_KEYS
from orchestration.assets.transformation import manifest
from orchestration.publication.audit import NotPublishable, audit, blocking_tests
from orchestration.publication.describe import WrongSetting
from orchestration.publication.publish import publish
from orchestration.publication.rollback import in_effect
from orchestration.publication.shelf import NAMES, current_manifest
from orchestration.publication.verify import Contract, NotWhole
from orchestration.resources import Pipeline


@dg.asset(
    key=dg.AssetKey("publication"),
    deps=list(MART_KEYS.values()),
    group_name="publication",
    kinds={"duckdb", "parquet"},
    owners=["team:analytics"],
    pool="duckdb",
    description=(
        "Het gepubliceerde DuckDB-bestand met schema's `marts` en `meta`, Parquet ernaast, manifest.json en changes.md. "
        "Wordt alleen vervangen als elke kritieke controle van deze build is geslaagd."
    ),
)
def publication(context: dg.AssetExecutionContext, pipeline: Pipeline) -> dg.MaterializeResult[None]:
    home = pipeline.home
    with turn(home, f"publication, run {context.run_id[:8]}", context.log.info):
        with connect(home, context.log.info) as con:
            records.create_tables(con)
            mark = records.fingerprint(con)
            try:
                build_id = audit(con, home.marts, blocking_tests(manifest).values(), pipeline.checked_source)
            except NotPublishable as refusal:
                raise dg.Failure(str(refusal), allow_retries=False) from refusal
        current = current_manifest(home)
        rolled_back = in_effect(home, current["publication_id"]) if current else None
        if rolled_back:
            context.log.warning(
                f"publication: {rolled_back.withdrawn} was withdrawn by {rolled_back.by} on {rolled_back.at} UTC "
                f"({rolled_back.reason}); publishing anew"
            )
        elif current and current["fingerprint"] == mark:
            context.log.info(f"publication: nothing changed, {NAMES[current['is_demo']]} stays as it is")
            metadata = {"outcome": "unchanged", "publication_id": str(current["publication_id"])}
            return dg.MaterializeResult(metadata=metadata, data_version=dg.DataVersion(mark))
        contract = Contract.of(manifest)
        try:
            done = publish(home, pipeline.checked_source, build_id, mark, contract, pipeline.moment, context.log.info)
        except (NotWhole, DocsNotBuilt, WrongSetting) as refusal:
            raise dg.Failure(str(refusal), allow_retries=False) from refusal
    return dg.MaterializeResult(
        metadata={
            "outcome": "published",
            "publication_id": done.publication_id,
            "file": dg.MetadataValue.path(str(done.file)),
            "dagster/row_count": sum(done.rows.values()),
            "data_docs": dg.MetadataValue.path(str(home.publication / "data_docs" / "index.html")),
            "changes": dg.MetadataValue.md(done.changes),
        },
        data_version=dg.DataVersion(mark),
    )
