from pathlib import Path

import pytest

from tests.integration.publication.homes import SmallHome

FIGURES = [("graduates", "2024-08-01", 10.0, "provisional"), ("graduates", "2025-08-01", None, "provisional")]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHome:
    """A home where nothing is published."""
    return SmallHome(tmp_path / "home", monkeypatch)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> SmallHome:
    """A home with one publication, to look at."""
    with pytest.MonkeyPatch.context() as patch:
        made = SmallHome(tmp_path_factory.mktemp("published") / "home", patch)
        made.publish(FIGURES)
    return made


@pytest.fixture
def one(published: SmallHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHome:
    """A home with one publication, to change."""
    return SmallHome.copied(published, tmp_path / "home", monkeypatch)
