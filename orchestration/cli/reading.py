"""The commands that read what is published: status, sql, dictionary, explain, diff."""

import sys
from datetime import datetime
from typing import Annotated

import typer

from orchestration.cli.answers import AsCsv, AsJson, Form
from orchestration.cli.app import a_day, app, here, out


@app.command()
def status(
    every: Annotated[bool, typer.Option("--all", help="elke dataset, ook die actueel zijn")] = False,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Hoe het staat: de publicatie, hoeveel datasets actueel zijn, wat er mis is, en wat op een mens wacht."""
    from orchestration.cli.status import print_status

    raise typer.Exit(print_status(here(), Form.of(json, csv), every, out))


@app.command(context_settings={"ignore_unknown_options": True})  # a question may begin with a comment
def sql(
    query: Annotated[str, typer.Argument(help="een vraag aan de schema's marts, bi en meta; - leest standard input")],
    publication: Annotated[
        str, typer.Option(help="niet de huidige maar deze publicatie: haar id, of het begin ervan")
    ] = "",
    as_of: Annotated[
        str, typer.Option(help="de publicatie die toen gold: 2026-07-02 is het eind van die dag (UTC)", callback=a_day)
    ] = "",
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Vraag het gepubliceerde bestand; alleen lezen, en zonder toegang tot andere bestanden."""
    from orchestration.cli.query import open_published, refuse_unknown, show

    form = Form.of(json, csv)
    if publication and as_of:
        raise typer.BadParameter("kies een van beide", param_hint="--publication, --as-of")
    con, asked = open_published(here(), publication, as_of), sys.stdin.read() if query == "-" else query
    if publication or as_of:
        refuse_unknown(con, asked)
    show(con, asked, form, out)


@app.command()
def dictionary(
    name: Annotated[
        str,
        typer.Argument(
            help="een cijfer, tabel, kolom, dataset, opgave, code of woord (krapte); leeg voor een overzicht"
        ),
    ] = "",
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Wat een cijfer, tabel, kolom of woord betekent: definitie, eenheid, lijn van de strategie, bron en voorbehoud."""
    from orchestration.cli.dictionary import print_dictionary
    from orchestration.cli.query import open_published, warn_of_demo

    con = open_published(here())
    ended = print_dictionary(con, name, out, Form.of(json, csv))
    warn_of_demo(con)
    raise typer.Exit(ended)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="een cijfer van de scorekaart, of een tabel van marts")],
    opgave: Annotated[str, typer.Option(help="bij een cijfer: de opgave, zoals in dim_opgave")] = "",
    delineation: Annotated[str, typer.Option(help="bij een cijfer: kern, breed, nvt of een eigen afbakening")] = "",
    period: Annotated[str, typer.Option(help="bij een cijfer: de eerste dag van de periode", callback=a_day)] = "",
    where: Annotated[str, typer.Option(help="bij een tabel: een voorwaarde waar een rij aan voldoet")] = "",
    column: Annotated[
        str, typer.Option(help="welke kolom van de rij; anders value, of bij een tabel de hele rij")
    ] = "",
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Van een cijfer terug tot de cellen van de uitgever en de kruistabel, en daaruit alleen opnieuw berekend.

    Voorbeeld: talent explain job_openings.forecast --opgave woningbouw --delineation kern --period 2030-01-01

    Eindigt met 0: de cellen geven het cijfer weer; 3: zij geven een ander; 1: het is niet uit te leggen, met de reden.
    """
    from orchestration.cli.explain import run

    day = datetime.fromisoformat(period).date().isoformat() if period else ""
    chosen = {"opgave": opgave, "delineation": delineation, "period": day}
    raise typer.Exit(run(here(), name, chosen, where, column, Form.of(json, csv), out))


@app.command()
def diff(
    first: Annotated[
        str, typer.Argument(help="een publicatie (het begin van haar naam): wat de tweede anders zegt dan deze")
    ] = "",
    second: Annotated[str, typer.Argument(help="de publicatie die daarmee vergeleken wordt")] = "",
    since: Annotated[
        str, typer.Option(help="alles sinds deze publicatie (haar naam), of sinds het eind van een dag (UTC)")
    ] = "",
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Wat de laatste publicatie veranderde: wat met de meeste marges verschoof eerst, en niets van wat bleef.

    Een verschil wordt gemeten in de marge van het cijfer, en ten minste in een half procent van wat het was.
    Met twee publicaties, hoe oud ook: per tabel hoeveel rijen anders zijn, en de cijfers in dezelfde volgorde.
    """
    if first or second:
        from orchestration.cli.comparing import print_difference

        if since or not second:
            raise typer.BadParameter(
                "noem er twee (talent diff A B), zonder --since; welke er zijn staat in publication/history",
                param_hint="publicaties",
            )
        raise typer.Exit(print_difference(here(), first, second, Form.of(json, csv), out))
    from orchestration.cli.changes import print_changes

    raise typer.Exit(print_changes(here(), since, Form.of(json, csv), out))
