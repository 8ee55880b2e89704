"""Where Dagster keeps its own state: `$TALENT_HOME/dagster`, configured by `dagster.yaml` of the checkout."""

import os

from ingestion.files import write_text
from ingestion.home import CHECKOUT, Home


def prepare(home: Home) -> None:
    """Sets the environment that Dagster and dbt read. Call before they are imported."""
    home.create()
    target, text = home.dagster / "dagster.yaml", (CHECKOUT / "dagster.yaml").read_text(encoding="utf-8")
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        write_text(target, text)
    os.environ.update(
        {
            "TALENT_HOME": str(home.root),
            "DAGSTER_HOME": str(home.dagster),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DO_NOT_TRACK": "1",
            "GX_ANALYTICS_ENABLED": "false",
        }
    )
