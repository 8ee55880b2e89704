"""The commands that look after a home: what it can do without, a copy of it in one file, and that copy back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from ingestion.dutch import megabytes, whole
from ingestion.home import Home
from ingestion.lock import Busy, locked, refuse
from orchestration.cli.answers import AsCsv, AsJson, Form, write
from orchestration.cli.app import NOT_DONE, app, here, out, say
from orchestration.publication.history import KEPT

DAYS = 30
COLUMNS = ("plaats", "wat", "aantal", "bytes")


@app.command()
def prune(
    yes: Annotated[
        bool, typer.Option("--yes", help="verwijder het; zonder dit wordt alleen verteld wat er vrijkomt")
    ] = False,
    days: Annotated[
        int, typer.Option(min=1, help="hoe oud runs van Dagster, en bodies zonder stand, ten minste zijn")
    ] = DAYS,
    history: Annotated[int, typer.Option(min=1, help="hoeveel publicaties als hele kopie blijven")] = KEPT,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Wat deze map kan missen: kopieën van publicaties, oude runs van Dagster, bodies van geweigerde ophalingen.

    Wat het archief opschreef, waar dat op rust, het datameer en de huidige publicatie blijven altijd. Terwijl een build bezig is
    gebeurt er niets (eindstatus 1).
    """
    from orchestration.keeping.pruning import parts

    home, form = here(), Form.of(json, csv)
    refuse_unbuilt(home)
    try:
        with locked(home, "talent prune", refuse):
            found = parts(home, history, datetime.now(UTC) - timedelta(days=days), say)
            if yes:
                for part in found:
                    part.remove()
    except Busy as busy:
        say(f"Niets opgeruimd: {str(busy).removeprefix('wacht op zijn beurt: ')}. Probeer het als die klaar is.")
        raise typer.Exit(NOT_DONE) from busy
    if form is not Form.table:
        write(COLUMNS, [(p.place, p.what, p.count, p.bytes) for p in found], form, out)
        return
    for part in found:
        out.print(f"{part.place}: {whole(part.count)} {part.what}: {megabytes(part.bytes)}", markup=False)
    total = megabytes(sum(part.bytes for part in found))
    if yes:
        out.print(f"Verwijderd; {total} vrijgekomen.")
    elif any(part.count or part.bytes for part in found):
        out.print(f"Er komt {total} vrij met: talent prune --yes. Er is nog niets verwijderd.")
    else:
        out.print("Er is niets op te ruimen.")


@app.command()
def backup(
    file: Annotated[
        Path, typer.Argument(help="waar de kopie komt, buiten de map: *.tar.zst, of *.tar zonder compressie")
    ],
    wait: Annotated[
        bool, typer.Option("--wait", help="wacht op een build die bezig is, zodat ook warehouse en runs meegaan")
    ] = False,
) -> None:
    """Een kopie van de hele map in een bestand, nagerekend voordat zij haar plaats krijgt; ook terwijl een build bezig is.

    Wat er al stond onder die naam blijft staan tot de nieuwe kopie heel is. Terugzetten: talent restore.
    """
    from orchestration.keeping.backup import keep
    from orchestration.keeping.form import NotKept

    home = here()
    try:
        about, files, taken = keep(home, file, say, wait=wait)
    except NotKept as refusal:
        say(f"Geen kopie gemaakt: {refusal}.")
        raise typer.Exit(NOT_DONE) from refusal
    out.print(
        f"{file}: {whole(files)} bestanden van {home.root} ({about.kind}, publicatie {about.publication_id or 'geen'}), "
        f"{megabytes(taken)}, teruggelezen en nagerekend.",
        markup=False,
    )


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="een kopie van talent backup")],
) -> None:
    """Zet een kopie terug in een lege map ($TALENT_HOME), nagerekend voordat er iets op zijn plaats komt."""
    from orchestration.keeping.form import NotKept, said_by
    from orchestration.keeping.restore import put_back

    try:
        told = said_by(file)
        home = Home.from_env("demo" if told.kind == "demo" else "live")
        about = put_back(home, file)
    except NotKept as refusal:
        say(f"Niet teruggezet: {refusal}.")
        raise typer.Exit(NOT_DONE) from refusal
    out.print(
        f"{home.root}: teruggezet ({about.kind}, publicatie {about.publication_id or 'geen'}, kopie van {about.made_at}). "
        + ("De volgende `talent build` vraagt de uitgevers wat er nieuw is." if about.private else
           "De volgende `talent build` maakt warehouse en marts opnieuw; wat gepubliceerd is blijft, waar er niets nieuw is.")
        + " Of het archief heel is zegt `talent archive verify`.",
        markup=False,
    )  # fmt: skip


def refuse_unbuilt(home: Home) -> None:
    """Ends the command where there is nothing to look after."""
    if not home.record.exists():
        say(f"In {home.root} is nog niets gebouwd: draai eerst `talent build`.")
        raise typer.Exit(NOT_DONE)
