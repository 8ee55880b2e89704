"""The commands by which a person decides, on the record: accept, reject, roll back; and what holds the archive to its bytes."""

from typing import Annotated

import typer

from orchestration.cli.answers import AsCsv, AsJson, Form
from orchestration.cli.app import app, archive, here, out

By = Annotated[str, typer.Option(help="wie beslist; anders de gebruiker van deze machine")]


@app.command()
def accept(
    snapshot: Annotated[str, typer.Argument(help="de naam van de stand, zoals `talent status` haar noemt")],
    reason: Annotated[str, typer.Option(help="waarom zij toch klopt; blijft in het archief en wordt gepubliceerd")],
    by: By = "",
) -> None:
    """Neem een stand in quarantaine toch in gebruik, op schrift; de volgende build gebruikt haar."""
    from orchestration.cli.interventions import accept_snapshot

    raise typer.Exit(accept_snapshot(here(), snapshot, reason, by, out))


@app.command()
def reject(
    snapshot: Annotated[str, typer.Argument(help="de naam van de stand, zoals in meta.snapshot")],
    reason: Annotated[str, typer.Option(help="wat er mis mee is; blijft in het archief en wordt gepubliceerd")],
    by: By = "",
) -> None:
    """Haal een stand uit gebruik die elke controle haalde en toch fout is, op schrift; de volgende build gebruikt de vorige."""
    from orchestration.cli.interventions import reject_snapshot

    raise typer.Exit(reject_snapshot(here(), snapshot, reason, by, out))


@app.command()
def rollback(
    reason: Annotated[str, typer.Option(help="wat er mis is met de huidige publicatie; wordt bewaard en gepubliceerd")],
    publication: Annotated[str, typer.Argument(help="haar naam of het begin ervan; anders de vorige")] = "",
    by: By = "",
) -> None:
    """Zet een eerdere publicatie terug als de huidige, op schrift; de volgende build publiceert opnieuw."""
    from orchestration.cli.interventions import put_back

    raise typer.Exit(put_back(here(), publication, reason, by, out))


@archive.command("verify")
def archive_verify(json: AsJson = False, csv: AsCsv = False) -> None:
    """Leg alles wat het archief opschreef naast zijn bytes. Eindstatus 1 als er iets niet klopt, of er geen archief is."""
    from orchestration.cli.interventions import verify_archive

    raise typer.Exit(verify_archive(here(), Form.of(json, csv), out))
