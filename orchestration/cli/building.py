"""The commands that make something: a build, an entry of the catalogue, the UI; and those that look before they do."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ingestion.clock import moment_of
from ingestion.home import CHECKOUT, KINDS, Home, WrongHome
from orchestration.cli.answers import AsCsv, AsJson, Form
from orchestration.cli.app import NOT_DONE, a_day, app, err, here, out, say


class New(StrEnum):
    cbs = "cbs"
    csv = "csv"
    ckan = "ckan"


class SourceOption(StrEnum):
    demo = "demo"
    live = "live"
    archive = "archive"


@app.command()
def build(
    source: Annotated[
        SourceOption | None,
        typer.Option(
            help="live (vraag de uitgevers) of demo, bij een eerste build; archive: zonder netwerk",
            show_default="zoals de map is",
            metavar="BRON",
        ),
    ] = None,
    as_of: Annotated[
        str,
        typer.Option(
            help="wat op deze dag (JJJJ-MM-DD) bekend was, uit het archief, naast wat gepubliceerd is", callback=a_day
        ),
    ] = "",
    make_current: Annotated[
        bool, typer.Option("--make-current", help="met --as-of: publiceer het als de huidige stand")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="een deel: een dataset of model, `naam+` met wat erop rust, `+naam` met waar het op rust; mag vaker; "
            "bouwt en controleert, en publiceert niets"
        ),
    ] = None,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="elke controle, elke dataset met haar rijen, en de rijen die afwijken"),
    ] = False,
    notify: Annotated[
        bool,
        typer.Option(
            "--notify", help="vertel TALENT_NOTIFY als het mislukt of een dataset niet actueel is; voor een timer"
        ),
    ] = False,
) -> None:
    """Haal op, laad, bouw, controleer en publiceer.

    Een map is live of demo vanaf haar eerste build, en dit volgt haar. Eindstatus: 0 alles actueel, of verouderd met een
    waarschuwing; 3 er ontbreekt iets of er is iets ingehouden, de rest is gepubliceerd; 1 niets gepubliceerd.
    """
    from orchestration.cli.build import Order, run

    named = next((kind for kind in KINDS if source and kind == source.value), None)
    if as_of and named:
        raise typer.BadParameter("gaat over wat bekend was, uit het archief: laat --source weg", param_hint="--as-of")
    if make_current and not as_of:
        raise typer.BadParameter("gaat samen met --as-of", param_hint="--make-current")
    home = here(named)
    kind = named or home.kind
    try:
        if kind is None:
            raise WrongHome(
                f"{home.root} is nog geen map voor live of demo: zeg welke, met --source demo of --source live"
            )
        home.check(kind)
    except WrongHome as refusal:
        say(f"Niet gebouwd: {refusal}")
        raise typer.Exit(NOT_DONE) from refusal
    if as_of and (refused := nothing_known(home, kind, as_of)):
        say(f"Niet gebouwd: {refused}")
        raise typer.Exit(NOT_DONE)
    archive = source is SourceOption.archive or bool(as_of)
    began = datetime.now(UTC)
    status = run(home, Order(kind, archive, as_of, make_current, tuple(select or ()), verbose), out, err)
    if notify:
        tell(home, began, published=status != NOT_DONE)
    raise typer.Exit(status)


def tell(home: Home, began: datetime, *, published: bool) -> None:
    """Tells whoever `TALENT_NOTIFY` names how a build ended; one who is not reached is said, and changes nothing of it."""
    from orchestration.notify import NotTold, after

    try:
        skipped = after(home, published, began)
    except NotTold as error:
        skipped = str(error)
    if skipped:
        say(f"Niemand ingelicht: {skipped}.")


def nothing_known(home: Home, kind: str, as_of: str) -> str:
    """Why nothing can be built of what was known on a day; empty where something was known."""
    from ingestion.archive import Archive
    from ingestion.catalogue import load_catalogue

    since = Archive(home.archive, kind).known_since(load_catalogue())
    if since is None:
        return f"het archief van {home.root} is leeg"
    if since > moment_of(as_of):
        return f"op {as_of} was nog niets bekend: het archief van {home.root} begint op {since:%Y-%m-%d}"
    return ""


@app.command()
def probe(
    datasets: Annotated[
        list[str] | None, typer.Argument(help="hun namen, zoals in `talent status --all`; geen is alle")
    ] = None,
    save: Annotated[Path | None, typer.Option(help="een map voor de kleine antwoorden die kwamen")] = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Vraag elke uitgever alleen om kleine dingen, en vertel wat afwijkt van de catalogus, met de regels die het rechtzetten.

    Eindstatus: 0 alles klopt; 3 er wijkt iets af, is er niet meer of geeft geen antwoord. Er wordt niets gebouwd of veranderd.
    """
    from ingestion.catalogue import load_catalogue
    from orchestration.cli.probe import run

    if unknown := [name for name in datasets or () if name not in load_catalogue()]:
        raise typer.BadParameter(f"{', '.join(unknown)} staat niet in de catalogus", param_hint="DATASETS")
    raise typer.Exit(run(datasets or (), save, Form.of(json, csv), out))


@app.command()
def validate(
    dataset: Annotated[
        str, typer.Argument(help="zijn naam, zoals in `talent status --all`; leeg voor de hele catalogus")
    ] = "",
) -> None:
    """Kloppen de regels van de catalogus, en kent het project hun datasets? Eindstatus 1 als dat niet zo is."""
    from orchestration.cli.validation import NotInCatalogue, findings

    try:
        found = findings(dataset)
    except (NotInCatalogue, ValueError) as refusal:
        say(str(refusal))
        raise typer.Exit(NOT_DONE) from refusal
    for name, errors in found.items():
        for error in errors:
            out.print(f"{name}: {error}", markup=False)
    wrong = sum(bool(errors) for errors in found.values())
    say(f"{len(found)} dataset(s) bekeken, {wrong} niet goed.")
    raise typer.Exit(NOT_DONE if wrong else 0)


@app.command()
def new(
    kind: Annotated[
        New, typer.Argument(help="cbs: een tabel van OData v4; csv: een bestand met een adres; ckan: uit een pakket")
    ],
    what: Annotated[str, typer.Argument(help="de tabel (80590ned), het adres, of de naam van het bestand")],
    publisher: Annotated[str, typer.Option(help="van het bestand: zijn map in de catalogus")] = "duo",
    name: Annotated[str, typer.Option(help="van de dataset, zonder zijn uitgever; anders die van het bestand")] = "",
    package: Annotated[str, typer.Option(help="bij ckan: het pakket waar het bestand in zit")] = "",
) -> None:
    """Vraag een uitgever om een tabel of bestand, en schrijf haar regels in de catalogus, een staging-model en een beschrijving."""
    from ingestion.errors import IngestionError
    from orchestration.cli import scaffold

    if (kind is New.ckan) != bool(package):
        raise typer.BadParameter("--package gaat samen met ckan, en alleen daarmee", param_hint="--package")
    stem = name or scaffold.plain(what.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    try:
        made = scaffold.cbs(what) if kind is New.cbs else scaffold.delimited(publisher, stem, what, package=package)
        written = scaffold.write(made)
    except (IngestionError, scaffold.NotWritten, ValueError) as refusal:
        say(f"Niet geschreven: {refusal}")
        raise typer.Exit(NOT_DONE) from refusal
    for path in written:
        out.print(f"geschreven: {path.relative_to(CHECKOUT)}", markup=False)
    say(
        f"En nu: make spine; talent validate {made.dataset.id}; talent build --select {made.dataset.id}+. "
        "Wat er verder hoort te gebeuren staat in CONTRIBUTING.md."
    )


@app.command()
def ui(
    port: Annotated[int, typer.Option(min=0, max=65535, help="poort op het adres van deze machine zelf")] = 3000,
) -> None:
    """De Dagster UI, alleen op deze machine; geen webpagina kan haar besturen."""
    from orchestration.instance import mend_if_free, prepare

    home = here()
    prepare(home)
    mend_if_free(home, say)
    from orchestration.cli.ui import serve

    raise typer.Exit(serve(port))
