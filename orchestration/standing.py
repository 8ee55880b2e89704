"""Which of dbt's models and seeds a home has, so that a part can be built on them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import duckdb

from ingestion.home import Home
from orchestration.build_records import DBT_PROJECT

BUILT = ("model", "seed", "snapshot")


def standing(home: Home, manifest: Mapping[str, Any]) -> set[str]:
    """The ids of those whose table or view is there; not a seed whose file is younger than the last whole build."""
    here: set[tuple[str, str]] = set()
    built = datetime.min
    for file in (home.warehouse, home.marts):
        if file.exists():
            with duckdb.connect(str(file)) as con:  # not read-only: what a kill left in its log is written first
                here |= set(con.execute("select table_schema, table_name from information_schema.tables").fetchall())
                if file == home.warehouse and ("ops", "build") in here:
                    last = con.execute("select max(started_at) from ops.build where succeeded").fetchone()
                    built = last[0] if last and last[0] else built
    return {
        str(node["unique_id"])
        for node in manifest["nodes"].values()
        if node["resource_type"] in BUILT
        and (node["schema"], node["alias"]) in here
        and (node["resource_type"] != "seed" or edited(node) < built)
    }


def edited(node: Mapping[str, Any]) -> datetime:
    """When a seed's file was last written, in UTC as `ops.build` has its times."""
    written = (DBT_PROJECT / node["original_file_path"]).stat().st_mtime
    return datetime.fromtimestamp(written, UTC).replace(tzinfo=None)
