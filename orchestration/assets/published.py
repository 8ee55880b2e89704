"""The checks of the publication: of the file that readers open, also where a run found nothing to publish.

What makes it not to be trusted is an error: an audit that does not hold, a file that is not what was published. What a reader
should know of, and a publisher or a person mends, is a warning: a late dataset, a table without rows, a check that newly fails.
"""

from collections.abc import Iterator

import dagster as dg
import duckdb

from orchestration.checks import tabled
from orchestration.manifest import manifest
from orchestration.publication.audit import blocking_tests
from orchestration.publication.health import Health, audited, on_time, unwithheld, whole
from orchestration.publication.reading import NotReadable, opened
from orchestration.publication.warned import warned
from orchestration.resources import Pipeline

PUBLICATION = dg.AssetKey("publication")
ERROR, WARN = dg.AssetCheckSeverity.ERROR, dg.AssetCheckSeverity.WARN
CHECKS = {
    "audited": (
        ERROR,
        "Elke kritieke controle van de tabellen slaagde op de gepubliceerde build, of haar bevinding staat in "
        "`meta.withheld` of `meta.overruled`.",
    ),
    "whole": (
        ERROR,
        "Elk bestand van `manifest.json` is er, byte voor byte, en niemand schreef naast het DuckDB-bestand.",
    ),
    "inputs_on_time": (
        WARN,
        "Elke dataset is opgehaald, en haar nieuwste periode is er volgens de kalender van de uitgever.",
    ),
    "nothing_withheld": (
        WARN,
        "Geen tabel en geen dataset mist rijen doordat een kritieke controle nee zei.",
    ),
    "no_new_warnings": (
        WARN,
        "Geen controle faalt die in de publicatie ervoor nog slaagde. Wat al langer faalt staat erbij.",
    ),
}


@dg.multi_asset_check(
    name="check_publication",
    specs=[dg.AssetCheckSpec(name, asset=PUBLICATION, description=text) for name, (_, text) in CHECKS.items()],
    can_subset=True,
)
def check_publication(context: dg.AssetCheckExecutionContext, pipeline: Pipeline) -> Iterator[dg.AssetCheckResult]:
    """Needs no turn to write: it reads what is published."""
    chosen = [name for name in CHECKS if dg.AssetCheckKey(PUBLICATION, name) in context.selected_asset_check_keys]
    try:
        con, remarks = opened(pipeline.home)
    except NotReadable as refusal:
        raise dg.Failure(str(refusal), allow_retries=False) from refusal
    for remark in remarks:
        context.log.warning(remark)
    with con:
        for name in chosen:
            found = health(name, con, pipeline)
            yield dg.AssetCheckResult(
                asset_key=PUBLICATION,
                check_name=name,
                passed=found.holds,
                severity=CHECKS[name][0],
                metadata={**found.numbers, **({"rows": tabled(found.rows, found.columns)} if found.rows else {})},
            )


def health(name: str, con: duckdb.DuckDBPyConnection, pipeline: Pipeline) -> Health:
    """The answer of one check."""
    if name == "audited":
        return audited(con, blocking_tests(manifest).values())
    if name == "whole":
        return whole(pipeline.home)
    if name == "inputs_on_time":
        return on_time(con)
    return unwithheld(con) if name == "nothing_withheld" else unwarned(con)


def unwarned(con: duckdb.DuckDBPyConnection) -> Health:
    """Is every warning one that stood before?"""
    found = warned(con)
    columns = ("sinds", "tabel", "controle", "gevonden", "verwacht")
    cells = [("nieuw" if w.is_new else w.since, w.target, w.check_name, w.observed, w.expected) for w in found]
    new = sum(w.is_new for w in found)
    rows = [dict(zip(columns, row, strict=True)) for row in cells]
    return Health(not new, {"new": new, "known": len(found) - new}, columns, rows)
