"""The small home, publisher and datasets of the unit tests, for tests that ingest, are killed or run out of room."""

from tests.unit.ingestion.conftest import build, con, home, publisher, table

__all__ = ["build", "con", "home", "publisher", "table"]
