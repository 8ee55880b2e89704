"""What tests need from outside the project, and what happens when it is not there."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def absent(what: str) -> None:
    """Skips, saying so; a failure on CI, where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}; on CI this may not be skipped")
    pytest.skip(what)


@pytest.fixture(scope="session")
def recordings() -> Path:
    """Real publishers' bodies, beside the checkout."""
    folder = SHARED / "recordings"
    if not (folder / "index.json").exists():
        absent("../shared/recordings is not there")
    return folder
