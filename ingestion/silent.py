"""A revision that its publisher does not tell: other figures under the same stamp, or the same ETag.

A publisher is asked whether anything changed, and is believed, for `full_after_days`; then it is asked for all of it. What
differs from the state in use is taken, as any new state that holds, and told.
"""

from datetime import datetime, timedelta

import duckdb

from ingestion.archive import Archive
from ingestion.dataset import Dataset
from ingestion.dutch import whole
from ingestion.load import Before, raw_table, said
from ingestion.snapshot import Snapshot
from ingestion.sql import identifier

DESCRIBING = ("Properties", "TableInfos", "Tables", "package_show", "structure")  # parts that hold no figure


def due(archive: Archive, dataset: Dataset, current: Snapshot, moment: datetime) -> bool:
    """Was it too long ago that the dataset came in whole?"""
    before = max(filter(None, (current.retrieved_at, archive.asked_in_full(dataset.id))))
    return moment - before >= timedelta(days=dataset.full_after_days)


def is_quiet(old: Snapshot, new: Snapshot) -> bool:
    """Does the publisher's own mark say that these two states are the same, and do their bytes say otherwise?"""
    sums = {p.part: p.sha256 for p in old.parts if p.part not in DESCRIBING}
    other = [p for p in new.parts if p.part in sums and sums[p.part] != p.sha256]
    if old.stamp is not None:
        return bool(other) and old.stamp == new.stamp
    tags = {p.part: p.etag for p in old.parts}
    return any(p.etag is not None and tags[p.part] == p.etag for p in other)


def revision(con: duckdb.DuckDBPyConnection, dataset: Dataset, old: Snapshot, before: Before | None) -> str:
    """What differs, in words, while the raw table holds the new state; empty where the tables are the same after all."""
    since = f"dan op {old.retrieved_at:%Y-%m-%d}, onder dezelfde stand van de uitgever"
    if before is None:
        return f"stille herziening: andere bytes {since}"
    listed = "select column_name from duckdb_columns() where schema_name || '.' || table_name = ? and not internal"
    ours, theirs = (
        {name for (name,) in con.execute(listed, [table.replace('"', "")]).fetchall()}
        for table in (raw_table(dataset), before.table)
    )
    both = ", ".join(map(identifier, sorted((ours & theirs) - {"_snapshot_id"})))
    rows = differing(con, f"select {both} from {raw_table(dataset)}", f"select {both} from {before.table}")
    words = differing(con, said(dataset), f"from {before.words}") if before.words else 0
    told = [f"{whole(rows)} rijen"] if rows else []
    told += [f"{whole(words)} titels of eenheden"] if words else []
    return f"stille herziening: {' en '.join(told)} anders {since}" if told else ""


def differing(con: duckdb.DuckDBPyConnection, new: str, old: str) -> int:
    """How many rows of one select the other does not have, the larger of both ways: a changed row counts once."""
    found = [
        con.execute(f"select count(*) from (({one}) except all ({other}))").fetchone()
        for one, other in ((new, old), (old, new))
    ]
    return max(int(row[0]) for row in found if row)
