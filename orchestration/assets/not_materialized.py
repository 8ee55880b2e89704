"""An asset of which a run made nothing: it was unchanged, or did not come in.

Green in the UI means that we have it. So what was not made is an observation, with the reason, and no materialisation:
row counts, freshness and health go on saying what the last real one said. What is downstream must run all the same, and
Dagster skips what waits for an output that is not given; so the output is given with the mark under which Dagster itself
gives the outputs of observed sources, for which it records nothing (`execute_step`, read in 1.13; held by a test).
"""

from typing import Any

import dagster as dg
from dagster._core.definitions.source_asset import SYSTEM_METADATA_KEY_SOURCE_ASSET_OBSERVATION as NOT_MADE


def unmade(key: dg.AssetKey) -> dg.MaterializeResult[None]:
    """The output of an asset of which nothing was made."""
    return dg.MaterializeResult(asset_key=key, metadata={NOT_MADE: True})


def observe(context: Any, key: dg.AssetKey, metadata: dict[str, Any]) -> dg.MaterializeResult[None]:
    """Records what was seen of an asset of which nothing was made, and gives its output."""
    context.log_event(dg.AssetObservation(key, metadata=metadata))
    return unmade(key)


def unchanged(context: Any, key: dg.AssetKey, metadata: dict[str, Any], version: str) -> dg.MaterializeResult[None]:
    """What was made before still stands. Where Dagster's records know nothing of it (they were removed), it is told anew."""
    metadata = {"outcome": "unchanged"} | metadata
    if context.instance.get_latest_materialization_event(key) is None:
        return dg.MaterializeResult(asset_key=key, metadata=metadata, data_version=dg.DataVersion(version))
    return observe(context, key, metadata)
