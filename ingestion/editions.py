"""Is what came in an edition of before? When it may take the place of the one in use, and when a person must say so.

A cache or a mistake at the publisher gives an old edition as well as a withdrawn revision does. What a person puts in the
landing folder was decided already.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import duckdb

from ingestion.archive import Archive
from ingestion.clock import now
from ingestion.dataset import Dataset
from ingestion.snapshot import Snapshot

Failed = Callable[[duckdb.DuckDBPyConnection, Dataset, Snapshot], int | None]  # checks not passed; None: never judged

AHEAD = timedelta(days=1)  # a publisher's clock or zone may differ; a date beyond that is a mistake and dates nothing
STEADY = timedelta(hours=20)  # from one night's build to the next: a cache that lags is over by then


def older(archive: Archive, dataset: Dataset, candidate: Snapshot) -> str:
    """Why a new snapshot looks like one of before: the publisher's date went back, or its bytes were in use earlier.

    Empty where it does not. A date that lay in the future when it was told is no date: nothing is older than it.
    """
    current = archive.current(candidate.dataset_id)
    if current is None or dataset.access.protocol == "landing":
        return ""
    dated, before = told_date(candidate), told_date(current)
    if dated and before and dated != before:
        if dated > before:
            return ""
        return f"een oudere editie: de uitgever dateert haar {dated:%Y-%m-%d %H:%M}, die in gebruik {before:%Y-%m-%d %H:%M}"
    earlier = archive.in_use_before(candidate)
    return (
        f"een oudere editie: dezelfde bytes als {earlier[-1].snapshot_id}, van voor die in gebruik" if earlier else ""
    )


def comes_back(
    archive: Archive,
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    candidate: Snapshot,
    told: str,
    failed: Failed | None,
) -> str:
    """Why an older edition, `told` as such, replaces the one in use; empty where a person must say so.

    Either the one in use turned out worse (more of its checks failed, and no person took it in spite of them), or the
    publisher has given the older one, and nothing else, for as long as no cache lags.
    """
    current, attempt = archive.current(dataset.id), archive.attempt(dataset.id)
    if current and failed and not archive.acceptance(dataset.id, current.snapshot_id):
        before = archive.in_use_before(candidate)[-1:] or [candidate]  # judged when it was new
        worse, better = failed(con, dataset, current), failed(con, dataset, before[0])
        if worse is not None and better is not None and better < worse:
            return f"{told}; toch genomen: er slaagden {better} van haar controles niet, en {worse} van die in gebruik"
    given = attempt and (attempt.outcome, attempt.reason) == ("quarantined", told)  # and nothing else since
    if attempt and given and now() - attempt.at >= STEADY:
        return f"{told}; toch genomen: de uitgever geeft niets anders sinds {attempt.at:%Y-%m-%d %H:%M} UTC"
    return ""


def rejected(archive: Archive, candidate: Snapshot) -> str:
    """Why a state is not even tried: a person took the same bytes out of use, and nobody took them back into it."""
    current = archive.current(candidate.dataset_id)
    if current and current.content == candidate.content:
        return ""
    for snapshot in archive.snapshots(candidate.dataset_id):
        by = archive.rejection(candidate.dataset_id, snapshot.snapshot_id)
        if by and snapshot.content == candidate.content:
            return (
                f"{candidate.dataset_id}: dezelfde bytes als {snapshot.snapshot_id}, afgewezen door {by.by} op "
                f"{by.at:%Y-%m-%d %H:%M} UTC: {by.reason}"
            )
    return ""


def told_date(snapshot: Snapshot) -> datetime | None:
    """The publisher's date of a state, where it can be one."""
    dated = snapshot.publisher_modified_at
    return dated if dated and dated <= snapshot.retrieved_at + AHEAD else None
