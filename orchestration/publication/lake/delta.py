"""Delta logs over the files of the catalogue: version n of a table is its n-th content.

They follow from the catalogue alone, so that every version that lacks can be written at any time, and says the same. No
library writes them: a commit is a dozen lines of JSON, and must be there whole or not at all and be written again when lost.
What is written here is read by deltalake, polars and DuckDB in the tests. Protocol: https://github.com/delta-io/delta.
Parquet field ids are in neither the files nor the schema: with them DuckDB reads every column as null.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from ingestion.files import write_text
from orchestration.publication.lake.catalogue import Commit, Content, LakeError, State
from orchestration.publication.marks import noted

LOG = "_delta_log"
TYPES = {
    "varchar": "string",
    "boolean": "boolean",
    "int8": "byte",
    "int16": "short",
    "int32": "integer",
    "int64": "long",
    "float32": "float",
    "float64": "double",
    "date": "date",
    "timestamp": "timestamp_ntz",
    "timestamptz": "timestamp",
    "blob": "binary",
}
DECIMAL = re.compile(r"decimal\(\d+,\d+\)")


def schema_of(content: Content) -> str:
    """Delta's, as JSON. Raises LakeError for a type that Delta does not have."""
    return json.dumps(
        {
            "type": "struct",
            "fields": [
                {
                    "name": name,
                    "type": delta_type(kind),
                    "nullable": True,
                    "metadata": {"comment": text} if text else {},
                }
                for name, kind, text in content.columns
            ],
        },
        ensure_ascii=False,
    )


def has_local_time(content: Content) -> bool:
    return any(kind == "timestamp" for _, kind, _ in content.columns)


def delta_type(kind: str) -> str:
    if DECIMAL.fullmatch(kind):
        return kind
    if kind not in TYPES:
        raise LakeError(f"een Delta-tabel kent het type {kind} niet")
    return TYPES[kind]


def versions(
    name: str, told: list[Content], by_snapshot: Mapping[int, Commit]
) -> Iterator[tuple[Commit, list[dict[str, Any]]]]:
    """The commits of one table: what each version adds, removes and says."""
    before: Content | None = None
    local_time = False
    for content in told:
        if before and before.ends is not None and before.ends < content.begins:  # gone for a while
            yield by_snapshot[before.ends], removal(before, by_snapshot[before.ends])
        commit, gone = by_snapshot[content.begins], bool(before and before.ends == content.begins)
        actions: list[dict[str, Any]] = [information(commit)]
        if before is None or (has_local_time(content) and not local_time):
            actions.append({"protocol": protocol(local_time := has_local_time(content))})
        if before is None or (before.columns, before.comment) != (content.columns, content.comment):
            actions.append({"metaData": described(name, told[0].uuid, content, commit)})
        if gone and before and before.path:
            actions.append({"remove": removed(before, commit)})
        if content.path:  # a table without rows has no file
            actions.append({"add": added(content, commit)})
        yield commit, actions
        before = content
    if before and before.ends is not None:
        yield by_snapshot[before.ends], removal(before, by_snapshot[before.ends])


def milliseconds(commit: Commit) -> int:
    return int(commit.moment.replace(tzinfo=UTC).timestamp() * 1000)


def information(commit: Commit) -> dict[str, Any]:
    return {
        "commitInfo": {
            "timestamp": milliseconds(commit),
            "operation": "WRITE",
            "operationParameters": {"mode": "Overwrite"},
            "engineInfo": "talentstrategie",
            "publication_id": commit.publication_id,
            "published_at": f"{commit.published_at.isoformat()}Z",
            "source": commit.source,
            "is_demo": commit.is_demo,
            "note_nl": commit.note_nl,
        }
    }


def protocol(local_time: bool) -> dict[str, Any]:
    if not local_time:
        return {"minReaderVersion": 1, "minWriterVersion": 2}
    features = ["timestampNtz"]
    return {"minReaderVersion": 3, "minWriterVersion": 7, "readerFeatures": features, "writerFeatures": features}


def described(name: str, uuid: str, content: Content, commit: Commit) -> dict[str, Any]:
    return {
        "id": uuid,
        "name": name,
        "description": noted(content.comment, is_demo=commit.is_demo),
        "format": {"provider": "parquet", "options": {}},
        "schemaString": schema_of(content),
        "partitionColumns": [],
        "configuration": {},
        "createdTime": milliseconds(commit),
    }


def added(content: Content, commit: Commit) -> dict[str, Any]:
    return {
        "path": content.path,
        "partitionValues": {},
        "size": content.size,
        "modificationTime": milliseconds(commit),
        "dataChange": True,
        "stats": json.dumps({"numRecords": content.rows}),
    }


def removed(content: Content, commit: Commit) -> dict[str, Any]:
    return {"path": content.path, "deletionTimestamp": milliseconds(commit), "dataChange": True, "partitionValues": {}}


def removal(content: Content, commit: Commit) -> list[dict[str, Any]]:
    return [information(commit), *([{"remove": removed(content, commit)}] if content.path else [])]


def log_file(lake: Path, name: str, version: int) -> Path:
    return lake.joinpath(*name.split("."), LOG, f"{version:020d}.json")


def bring_up(lake: Path, state: State) -> list[Path]:
    """Writes every version of every table that lacks; gives the folders of the logs that it wrote in."""
    touched, by_snapshot = set(), {commit.snapshot: commit for commit in state.commits}
    for name, told in state.contents.items():
        for version, (commit, actions) in enumerate(versions(name, told, by_snapshot)):
            file = log_file(lake, name, version)
            if file.exists():
                continue
            write_text(file, "".join(json.dumps(action, ensure_ascii=False) + "\n" for action in actions))
            # readers that ask for a moment go by the time of the file
            os.utime(file, (moment := commit.moment.replace(tzinfo=UTC).timestamp(), moment))
            touched.add(file.parent)
    return sorted(touched)


def last_version(folder: Path) -> int:
    """The newest version of a log that is there; -1 for none."""
    return max((int(p.stem) for p in folder.glob("*.json") if p.stem.isdigit()), default=-1)


def counted(state: State) -> dict[str, int]:
    """Of each table how many versions the catalogue knows of."""
    by_snapshot = {commit.snapshot: commit for commit in state.commits}
    return {name: sum(1 for _ in versions(name, told, by_snapshot)) for name, told in state.contents.items()}


def lagging(lake: Path, state: State) -> list[str]:
    """Tables of which a version of the catalogue is not in the log: a run was cut off between the two, or a log was lost."""
    return sorted(
        name
        for name, number in counted(state).items()
        if not all(log_file(lake, name, version).exists() for version in range(number))
    )


def ahead(lake: Path, state: State) -> list[str]:
    """Tables with more versions than the catalogue knows of: it was lost, or is of a backup."""
    known = counted(state)
    return sorted(
        name
        for log in lake.glob(f"*/*/{LOG}")
        if last_version(log) >= known.get(name := f"{log.parent.parent.name}.{log.parent.name}", 0)
    )
