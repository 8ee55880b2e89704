from pathlib import Path

import pytest

from tests.unit.publication.homes import SmallHome


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHome:
    return SmallHome(tmp_path / "home", monkeypatch)
