"""dbt's manifest is made by one process at a time: two that start in a fresh checkout do not write through one another."""

import json
import subprocess
import sys
from pathlib import Path

from ingestion.home import CHECKOUT

SCRIPT = """
import sys
from pathlib import Path
from orchestration.assets import transformation
transformation.MANIFEST = Path(sys.argv[1]) / "target" / "manifest.json"
transformation.subprocess.run = lambda *a, **k: made(Path(sys.argv[1]))
def made(folder):
    import time
    place = folder / "target" / "manifest.json"
    (folder / "parsed").open("a").write("x")
    with place.open("w") as file:
        for part in ("{", '"nodes": {}', "}"):
            file.write(part); file.flush(); time.sleep(0.2)
    return type("Done", (), {"returncode": 0})()
print(transformation.parse_if_changed().read_text())
"""


def test_processes_that_start_at_once_parse_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    started = [subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [process.communicate()[0] for process in started]
    assert [json.loads(text) for text in told] == [{"nodes": {}}] * 3
    assert (tmp_path / "parsed").read_text() == "x"
