"""Where the state of one installation lives: everything under one folder, `$TALENT_HOME`."""

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Home:
    """Paths under `$TALENT_HOME` (default: `data/` in the checkout)."""

    root: Path

    @classmethod
    def from_env(cls) -> "Home":
        return cls(Path(os.environ.get("TALENT_HOME") or CHECKOUT / "data").resolve())

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def landing(self) -> Path:
        return self.root / "landing"

    @property
    def warehouse(self) -> Path:
        """The pipeline's own file: raw, staging, intermediate. Never opened by BI."""
        return self.root / "warehouse.duckdb"

    @property
    def marts(self) -> Path:
        """The marts as dbt builds them, in a file of their own so that publishing is a file copy."""
        return self.root / "marts.duckdb"

    @property
    def publication(self) -> Path:
        return self.root / "publication"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def lock(self) -> Path:
        return self.root / "warehouse.lock"

    @property
    def child(self) -> Path:
        """Which process writes for the holder of the lock, if one does."""
        return self.root / "warehouse.child"

    def create(self) -> "Home":
        for folder in (self.root, self.archive, self.landing, self.publication, self.dagster):
            folder.mkdir(parents=True, exist_ok=True)
        return self
