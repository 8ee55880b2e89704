"""Runs every measurement in a temporary folder."""

import tempfile
from pathlib import Path

from tests.bench import building, loading

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="talent-bench-") as temporary:
        for measure in (loading.archived_csv, loading.cbs_pages, building.builds):
            folder = Path(temporary) / measure.__name__
            folder.mkdir()
            measure(folder)
