"""Where Dagster keeps its own state: `$TALENT_HOME/dagster`, configured by `dagster.yaml` of the checkout."""

import os
from contextlib import suppress

from ingestion.files import write_text
from ingestion.home import CHECKOUT, Home
from ingestion.lock import Busy, Say, locked, refuse
from ingestion.private_files import mend


def mend_if_free(home: Home, say: Say) -> None:
    """Puts aside what is damaged, where nobody is building: else the build has done so."""
    with suppress(Busy), locked(home, "kijkt naar schade", refuse):
        mend(home, say)


def prepare(home: Home) -> None:
    """Sets the environment that Dagster and dbt read. Call before they are imported."""
    home.create()
    target, text = home.dagster / "dagster.yaml", (CHECKOUT / "dagster.yaml").read_bytes()
    if not target.is_file() or target.read_bytes() != text:
        write_text(target, text.decode())
    os.environ.update(
        {
            "TALENT_HOME": str(home.root),
            "DAGSTER_HOME": str(home.dagster),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DO_NOT_TRACK": "1",
            "GX_ANALYTICS_ENABLED": "false",
        }
    )
