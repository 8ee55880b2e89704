"""A publisher revises a figure: the next publication says so, and remembers what it said before."""

import json
from pathlib import Path

import pytest

from tests.integration.conftest import Built, copied, mirroring, talent

pytestmark = pytest.mark.recordings

TABLE = "https://datasets.cbs.nl/odata/v1/CBS/84809NED"


def revised(recordings: Path, folder: Path) -> Path:
    """Recordings in which CBS brings labour migrants of 2024 down from 21,500 to 21,450 and marks a new version."""
    folder.mkdir()
    source = recordings / "datasets.cbs.nl" / "odata" / "v1" / "CBS" / "84809NED"
    properties = json.loads((source / "Properties.json").read_text(encoding="utf-8")) | {"Version": "202611010630"}
    observations = json.loads((source / "Observations.json").read_text(encoding="utf-8"))
    for cell in observations["value"]:
        if cell["Migratiemotief"] in ("A009232", "T001056") and cell["JaarVanImmigratie"] == "2024JJ00":
            cell["Value"] -= 50  # the motive and the total: dbt refuses parts that do not add up
    index = json.loads((recordings / "index.json").read_text(encoding="utf-8"))
    for entry in index:
        entry["file"] = str(recordings / entry["file"])
    for name, body in (("Properties", properties), ("Observations", observations)):
        (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
        next(e for e in index if e["url"] == f"{TABLE}/{name}")["file"] = f"{name}.json"
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


def test_a_revised_figure_is_published_with_its_past(live: Built, recordings: Path, tmp_path: Path) -> None:
    home = copied(live, tmp_path / "home")
    with mirroring(revised(recordings, tmp_path / "revised")) as mirror:
        built = talent(home, "build", "--source", "live", TALENT_MIRROR=mirror)
    assert built.status == 3, built.output
    assert "cbs__84809ned: new, 159 rows" in built.output

    history = built.published(
        """
        select value, previous_value, superseded_at is null from meta.revision
        where indicator_id = 'persons.arbeid.buiten_eu_efta' and period_start = '2024-01-01' order by published_at
        """
    )
    assert history == [(21_500.0, None, False), (21_450.0, 21_500.0, True)]
    changed = built.published("select count(*) from meta.revision where previous_value is not null")
    assert changed == [(1,)]
    assert "| persons.arbeid.buiten_eu_efta | 0 | 1 | 0 |" in (home / "publication" / "changes.md").read_text(
        encoding="utf-8"
    )
    assert len(list((home / "publication" / "history").iterdir())) == 2
    assert [p.name for p in (home / "publication").glob("*.duckdb")] == ["talentstrategie.duckdb"]
