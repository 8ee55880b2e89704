"""What tests need from outside the project, and what happens when it is not there."""

import importlib
import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# the same examples every time; `--hypothesis-profile soak` looks for new ones
settings.register_profile("suite", max_examples=15, deadline=None, derandomize=True, database=None)
settings.register_profile("soak", max_examples=1_000, deadline=None, database=None)
settings.load_profile("suite")

# With workers, what builds longest begins first, a demo's builds beside those of the recordings, and what is short fills up
# the end (`make test` hands out files in this order). Alone, the short ones come first, as they stand.
BUILDS = ("test_isolation", "test_first_contact", "test_second_build", "test_refusals", "test_select", "test_ui")
LONG = (
    *BUILDS,  # six tenths of all: whole builds of their own, for `make test-builds` and CI
    *("test_explain", "test_beside_the_file", "test_clients", "test_own_delineation", "test_engines"),
    *("test_planted", "test_dbt_units", "test_site", "test_disclosure", "test_metrics", "test_revision"),
)

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.location[0] in {f"tests/integration/{name}.py" for name in BUILDS}:
            item.add_marker("builds")
    if "PYTEST_XDIST_WORKER" in os.environ:
        rank = {f"tests/integration/{name}.py": at for at, name in enumerate(LONG)}
        items.sort(key=lambda item: (rank.get(item.location[0], len(LONG)), "/unit/" in item.nodeid))


def absent(what: str) -> None:
    """Skips, saying so; a failure on CI, where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}; on CI this may not be skipped")
    pytest.skip(what)


def needed(module: str) -> Any:
    """A module of the development extra; as `absent` where it is not installed."""
    if importlib.util.find_spec(module) is None:
        absent(f"{module} is not installed")
    return importlib.import_module(module)


@pytest.fixture(scope="session")
def recordings() -> Path:
    """Real publishers' bodies, beside the checkout."""
    folder = SHARED / "recordings"
    if not (folder / "index.json").exists():
        absent("../shared/recordings is not there")
    return folder


@pytest.fixture(scope="session")
def cases() -> Path:
    """What publishers' real files did to the warehouse, a folder each, beside the checkout."""
    folder = SHARED / "cases"
    if not (folder / "README.md").exists():
        absent("../shared/cases is not there")
    return folder
