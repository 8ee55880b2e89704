"""A publisher that revises a figure: recordings with another value and another version."""

import json
from pathlib import Path

REVISED = "cbs__84809ned"
FIGURE = f"""
    select persons from marts.fct_labour_migration
    where dataset_id = '{REVISED}' and purpose = 'arbeid' and year = 2024
"""
TABLE = "https://datasets.cbs.nl/odata/v1/CBS/84809NED"


def revised(recordings: Path, folder: Path, number: int = 1) -> Path:
    """Recordings in which CBS brings labour migrants of 2024 down from 21,500 by 50 a revision, and marks a new version."""
    folder.mkdir()
    source = recordings / "datasets.cbs.nl" / "odata" / "v1" / "CBS" / "84809NED"
    properties = json.loads((source / "Properties.json").read_text(encoding="utf-8")) | {
        "Version": f"2026{number:04}0630"
    }
    observations = json.loads((source / "Observations.json").read_text(encoding="utf-8"))
    for cell in observations["value"]:
        if cell["Migratiemotief"] in ("A009232", "T001056") and cell["JaarVanImmigratie"] == "2024JJ00":
            cell["Value"] -= 50 * number  # the motive and the total: dbt refuses parts that do not add up
    index = json.loads((recordings / "index.json").read_text(encoding="utf-8"))
    for entry in index:
        entry["file"] = str(recordings / entry["file"])
    for name, body in (("Properties", properties), ("Observations", observations)):
        (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
        next(e for e in index if e["url"] == f"{TABLE}/{name}")["file"] = f"{name}.json"
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return folder
