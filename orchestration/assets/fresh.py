"""How long an asset may stand before the UI says that it is not fresh: as long as what it rests on brings something new."""

from collections.abc import Collection
from datetime import timedelta

import dagster as dg

from ingestion.catalogue import load_catalogue
from ingestion.vocabulary import known


def freshness(dataset_ids: Collection[str]) -> dg.FreshnessPolicy | None:
    """That of the dataset that brings something new most often; None where none of them does any more.

    What is materialised is what came in or was made anew, so a table that is older than that rests on old data.
    """
    cadences = {load_catalogue()[dataset_id].cadence for dataset_id in dataset_ids}
    days = [
        int(row["fresh_days"]) for cadence, row in known("cadence").items() if cadence in cadences and row["fresh_days"]
    ]
    return dg.FreshnessPolicy.time_window(fail_window=timedelta(days=min(days))) if days else None
