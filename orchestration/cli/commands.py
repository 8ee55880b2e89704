"""`talent`: build, look and ask from a terminal. A thin layer over the same Dagster job and the published file."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

from ingestion.home import CHECKOUT, KINDS, Home, Kind, WrongHome


class InWords(TyperGroup):
    """Every command ends with a line where a person stopped it, or where this machine or the home is in the way."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BaseException as error:
            told, status = in_words(error)
            if not told:
                raise
            out.print(told, markup=False)
            raise typer.Exit(status) from error


def in_words(error: BaseException) -> tuple[str, int]:
    """What a person reads of an error that is none of ours, and the exit status; empty for a mistake in the project."""
    from ingestion.errors import local_cause

    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "DagsterExecutionInterruptedError":
        return "Afgebroken. Wat gepubliceerd is blijft staan; wat al binnen was gebruikt de volgende build.", STOPPED
    if isinstance(error, WrongHome):
        return str(error), NOTHING_PUBLISHED
    if cause := local_cause(error):
        return f"Geen ruimte op deze machine: {type(cause).__name__}: {cause}.", NOTHING_PUBLISHED
    if isinstance(error, PermissionError | NotADirectoryError | FileExistsError) and error.filename:
        return f"{error.filename}: {error.strerror}", NOTHING_PUBLISHED
    return "", NOTHING_PUBLISHED


app = typer.Typer(cls=InWords, no_args_is_help=True, add_completion=False, help="Datawarehouse van de Talentstrategie.")
archive = typer.Typer(no_args_is_help=True, help="Het archief van alles wat ooit is ontvangen.")
app.add_typer(archive, name="archive")
PIPED = 10_000  # columns: what goes into a pipe or a file is never broken
out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PIPED)

OK, NOTHING_PUBLISHED, SOMETHING_MISSING, STOPPED = 0, 1, 3, 130


class New(StrEnum):
    cbs = "cbs"
    csv = "csv"
    ckan = "ckan"


class SourceOption(StrEnum):
    demo = "demo"
    live = "live"
    archive = "archive"


def here(kind: Kind | None = None) -> Home:
    """The home that a command works in: `$TALENT_HOME`, or that of the checkout. One of before is taken over first."""
    from orchestration.takeover import opened

    try:
        return opened(kind, lambda told: out.print(told, markup=False))
    except WrongHome as refusal:
        out.print(str(refusal), markup=False)
        raise typer.Exit(NOTHING_PUBLISHED) from refusal


def a_day(text: str) -> str:
    """A wrong date is a wrong argument: refused before anything starts."""
    if text:
        from ingestion.clock import moment_of

        try:
            moment_of(text)
        except ValueError as error:
            raise typer.BadParameter(f"{text!r} is geen datum: schrijf 2026-07-02") from error
    return text


@app.command()
def build(
    source: Annotated[
        SourceOption | None,
        typer.Option(
            help="live (ask the publishers) or demo, for a first build; archive: no network",
            show_default="as the home is",
        ),
    ] = None,
    as_of: Annotated[
        str,
        typer.Option(
            help="what was known on this date (YYYY-MM-DD), from the archive, into the history", callback=a_day
        ),
    ] = "",
    make_current: Annotated[bool, typer.Option(help="with --as-of: publish it as the current one")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="a part: a dataset or model, `name+` with what rests on it, `+name` with what it rests on; may be "
            "given more than once; builds and checks, and publishes nothing"
        ),
    ] = None,
) -> None:
    """Fetch, load, transform, check and publish.

    A home is live or demo from its first build on, and this follows it. Exit status: 0 all current or stale with a warning;
    3 something is missing or withheld, the rest is published; 1 nothing published.
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
                f"{home.root} is no live and no demo home yet: say which, with --source demo or --source live"
            )
        home.check(kind)
    except WrongHome as refusal:
        out.print(f"Niet gebouwd: {refusal}", markup=False)
        raise typer.Exit(NOTHING_PUBLISHED) from refusal
    archive = source is SourceOption.archive or bool(as_of)
    raise typer.Exit(run(home, Order(kind, archive, as_of, make_current, tuple(select or ())), out))


@app.command()
def probe(
    datasets: Annotated[list[str] | None, typer.Argument(help="their ids, as in `talent status`; none is all")] = None,
    save: Annotated[Path | None, typer.Option(help="a folder for the small bodies that came")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="for a script")] = False,
) -> None:
    """Ask every publisher for small things only, and tell what differs from the catalogue, with the lines to mend it.

    Exit status: 0 all agrees; 3 something differs, is gone or does not answer. Nothing is built or changed.
    """
    from ingestion.catalogue import load_catalogue
    from orchestration.cli.probe import run

    if unknown := [name for name in datasets or () if name not in load_catalogue()]:
        raise typer.BadParameter(f"{', '.join(unknown)} staat niet in de catalogus", param_hint="DATASETS")
    raise typer.Exit(run(datasets or (), save, as_json, out))


@app.command()
def status() -> None:
    """What is published, the state of every dataset, and what waits for a person."""
    from orchestration.cli.interventions import accepted, quarantined, remarked, rolled_back, unreadable_records
    from orchestration.cli.query import answer_table, open_published
    from orchestration.publication.history import current_file
    from orchestration.publication.warned import told, warned
    from orchestration.publication.withheld import withheld

    home = here()
    waiting = quarantined(home)
    if waiting:
        out.print(f"[bold]In quarantaine: {len(waiting)}[/bold] (in gebruik nemen: talent accept ID --reason '...')")
        for line in waiting:
            out.print(f"  {line}", markup=False)
    for line in unreadable_records(home):
        out.print(f"{line}; overgeslagen, zie talent archive verify", markup=False)
    if current_file(home) is None:
        from orchestration.cli.build import last_run

        for line in last_run(home):
            out.print(line, markup=False)
    con = open_published(home, out)
    row = con.execute("select publication_id, note_nl from meta.publication").fetchone()
    assert row is not None
    out.print(f"[bold]{row[0]}[/bold]\n{row[1]}\n")
    site = home.publication / "data_docs" / "index.html"
    if site.exists():
        out.print(f"Wat is gecontroleerd en gevonden: {site}\n", markup=False)
    for line in [*rolled_back(home, row[0]), *accepted(con), *remarked(home), *withheld(con)]:
        out.print(f"  {line}", markup=False)
    for line in told(warned(con), known=True):
        out.print(line, markup=False)
    table = answer_table(
        ("dataset", "uitgever", "stand", "opgehaald (UTC)", "gewijzigd bij uitgever", "rijen", "reden")
    )
    query = (
        "select dataset_id, publisher, status, date_trunc('second', retrieved_at), publisher_modified_at, "
        "row_count, status_reason "
        "from marts.dim_dataset order by dataset_id"
    )
    for cells in con.execute(query).fetchall():
        table.add_row(*(Text("" if c is None else str(c)[:90]) for c in cells))
    out.print(table)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="a query on schemas marts, bi and meta; - reads standard input")],
) -> None:
    """Ask the published file; read-only, without access to other files."""
    from orchestration.cli.query import open_published, show

    show(open_published(here(), out), sys.stdin.read() if query == "-" else query, out)


@app.command()
def dictionary(
    name: Annotated[
        str, typer.Argument(help="a figure, a table, a column or table.column; empty for an overview")
    ] = "",
) -> None:
    """What a figure, table or column means: definition, unit, line of the strategy, source and caveat."""
    from orchestration.cli.dictionary import print_dictionary
    from orchestration.cli.query import open_published, warn_of_demo

    con = open_published(here(), out)
    status = print_dictionary(con, name, out)
    warn_of_demo(con, out)
    raise typer.Exit(status)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="a figure of the scorecard, or a table of marts")],
    opgave: Annotated[str, typer.Option(help="of a figure: the opgave, as dim_opgave has it")] = "",
    delineation: Annotated[str, typer.Option(help="of a figure: kern, breed, nvt or one of your own")] = "",
    period: Annotated[str, typer.Option(help="of a figure: the first day of its period", callback=a_day)] = "",
    where: Annotated[str, typer.Option(help="of a table: a condition that one row meets")] = "",
    column: Annotated[str, typer.Option(help="which figure of the row; else value, or the whole row of a table")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="for a script: value, recomputed, tree, leaves")] = False,
) -> None:
    """From a figure down to the publishers' cells and the crosswalk, and the figure computed anew from those alone.

    Exit status: 0 the cells give the figure again; 1 they do not, or there is nothing to explain it with.
    """
    from orchestration.cli.explain import run

    chosen = {"opgave": opgave, "delineation": delineation, "period": period}
    raise typer.Exit(run(here(), name, chosen, where, column, as_json, out))


@app.command()
def diff() -> None:
    """What the latest publication changed."""
    report = here().publication / "changes.md"
    if not report.exists():
        out.print("Er is nog niets gepubliceerd: draai eerst `talent build`.")
        raise typer.Exit(NOTHING_PUBLISHED)
    out.print(report.read_text(encoding="utf-8"), markup=False)


@archive.command("verify")
def archive_verify() -> None:
    """Hold every record of the archive against its bytes. Exit status 1 when anything is wrong."""
    from orchestration.cli.interventions import verify_archive

    raise typer.Exit(verify_archive(here(), out))


@app.command()
def accept(
    snapshot: Annotated[str, typer.Argument(help="the snapshot's id, as `talent status` names it")],
    reason: Annotated[str, typer.Option(help="why it is right after all; kept in the archive and published")],
    by: Annotated[str, typer.Option(help="who decides; the user of this machine where it is left out")] = "",
) -> None:
    """Take a quarantined snapshot into use, on the record; the next build uses it."""
    from orchestration.cli.interventions import accept_snapshot

    raise typer.Exit(accept_snapshot(here(), snapshot, reason, by, out))


@app.command()
def reject(
    snapshot: Annotated[str, typer.Argument(help="the snapshot's id, as `talent sql` finds it in meta.snapshot")],
    reason: Annotated[str, typer.Option(help="what is wrong with it; kept in the archive and published")],
    by: Annotated[str, typer.Option(help="who decides; the user of this machine where it is left out")] = "",
) -> None:
    """Take a snapshot out of use that passed every check and is wrong, on the record; the next build uses the one before."""
    from orchestration.cli.interventions import reject_snapshot

    raise typer.Exit(reject_snapshot(here(), snapshot, reason, by, out))


@app.command()
def validate(
    dataset: Annotated[str, typer.Argument(help="its id, as in `talent status`; empty for the whole catalogue")] = "",
) -> None:
    """Are the entries of the catalogue right, and does the project know their datasets? Exit status 1 when not."""
    from orchestration.cli.validation import NotInCatalogue, findings

    try:
        found = findings(dataset)
    except (NotInCatalogue, ValueError) as refusal:
        out.print(str(refusal), markup=False)
        raise typer.Exit(1) from refusal
    for name, errors in found.items():
        for error in errors:
            out.print(f"{name}: {error}", markup=False)
    wrong = sum(bool(errors) for errors in found.values())
    out.print(f"{len(found)} dataset(s) bekeken, {wrong} niet goed.")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def new(
    kind: Annotated[
        New, typer.Argument(help="cbs: a table of OData v4; csv: a file by its address; ckan: a package's file")
    ],
    what: Annotated[str, typer.Argument(help="the table (80590ned), the address, or the name of the file")],
    publisher: Annotated[str, typer.Option(help="of the file: its folder in the catalogue")] = "duo",
    name: Annotated[str, typer.Option(help="of the dataset, without its publisher; else that of the file")] = "",
    package: Annotated[str, typer.Option(help="with ckan: the package that has the file")] = "",
) -> None:
    """Ask a publisher for a table or file, and write its catalogue entry, staging model and description."""
    from ingestion.errors import IngestionError
    from orchestration.cli import scaffold

    if (kind is New.ckan) != bool(package):
        raise typer.BadParameter("--package gaat samen met ckan, en alleen daarmee", param_hint="--package")
    stem = name or scaffold.plain(what.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    try:
        made = scaffold.cbs(what) if kind is New.cbs else scaffold.delimited(publisher, stem, what, package=package)
        written = scaffold.write(made)
    except (IngestionError, scaffold.NotWritten, ValueError) as refusal:
        out.print(f"Niet geschreven: {refusal}", markup=False)
        raise typer.Exit(1) from refusal
    for path in written:
        out.print(f"geschreven: {path.relative_to(CHECKOUT)}", markup=False)
    out.print(
        f"En nu: make spine; talent validate {made.dataset.id}; talent build --select {made.dataset.id}+. "
        "Wat er verder hoort te gebeuren staat in CONTRIBUTING.md.",
        markup=False,
    )


@app.command()
def rollback(
    reason: Annotated[str, typer.Option(help="what is wrong with the current publication; kept and published")],
    publication: Annotated[str, typer.Argument(help="its id or the beginning of it; else the one before")] = "",
    by: Annotated[str, typer.Option(help="who decides; the user of this machine where it is left out")] = "",
) -> None:
    """Put an earlier publication back as the current one, on the record; the next build publishes anew."""
    from orchestration.cli.interventions import put_back

    raise typer.Exit(put_back(here(), publication, reason, by, out))


@app.command()
def ui(port: Annotated[int, typer.Option(help="port on the loopback address")] = 3000) -> None:
    """The Dagster UI, on this machine only; no web page can drive it."""
    from orchestration.instance import mend_if_free, prepare

    home = here()
    prepare(home)
    mend_if_free(home, lambda told: out.print(told, markup=False))
    from orchestration.cli.ui import serve

    raise typer.Exit(serve(port, out))
