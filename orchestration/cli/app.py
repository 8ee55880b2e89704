"""What every command of `talent` shares: answers go to standard output, all else to standard error; an error is a sentence.

Exit status: 0 as asked, 1 not done (the sentence says why), 2 wrong use, 3 something is missing, withheld or differs,
130 stopped by a person.
"""

import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from ingestion.home import Home, Kind, WrongHome

OK, NOT_DONE, WRONG_USE, SOMETHING_MISSING, STOPPED = 0, 1, 2, 3, 130
PIPED = 10_000  # columns: what goes into a pipe or a file is never broken

out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PIPED)
err = Console(highlight=False, soft_wrap=True, width=None if sys.stderr.isatty() else PIPED, stderr=True)


class InWords(TyperGroup):
    """Every command ends with a sentence, whatever went wrong; `--debug` shows the traceback too."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort) as ended:
            raise ended
        except BrokenPipeError as closed:
            # who reads has enough (`| head`): what Python would still flush has nowhere to go
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            raise typer.Exit(OK) from closed
        except BaseException as error:
            if type(error).__module__.partition(".")[0] in ("click", "typer") or isinstance(error, SystemExit):
                raise
            told, status = in_words(error)
            say(told)
            if ctx.params.get("debug"):
                raise
            raise typer.Exit(status) from error


def in_words(error: BaseException) -> tuple[str, int]:
    """What a person reads of an error, and the exit status."""
    from ingestion.errors import IngestionError, local_cause

    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "DagsterExecutionInterruptedError":
        return "Afgebroken. Wat gepubliceerd is blijft staan; wat al binnen was gebruikt de volgende build.", STOPPED
    if isinstance(error, WrongHome | IngestionError):
        return str(error), NOT_DONE
    if cause := local_cause(error):
        return f"Geen ruimte op deze machine: {type(cause).__name__}: {cause}.", NOT_DONE
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}", NOT_DONE
    told = " ".join(str(error).split())[:300]
    return (
        f"Dit had niet mogen gebeuren: {type(error).__name__}: {told}. Er is niets veranderd aan wat gepubliceerd is. "
        "`talent --debug ...` laat zien waar; meld het met die uitvoer.",
        NOT_DONE,
    )


def say(told: str) -> None:
    """A line beside the answer: progress, a note, an error."""
    err.print(told, markup=False)


def show_version(asked: bool) -> None:
    if asked:
        out.print(f"talent {version('talentstrategie')} (DuckDB {version('duckdb')}, dbt {version('dbt-core')})")
        raise typer.Exit(OK)


app = typer.Typer(cls=InWords, no_args_is_help=True, pretty_exceptions_enable=False)
archive = typer.Typer(no_args_is_help=True, help="Het archief van alles wat ooit is ontvangen.")
app.add_typer(archive, name="archive")


@app.callback()
def talent(
    debug: Annotated[bool, typer.Option("--debug", help="bij een fout ook laten zien waar in het programma")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="de versie, en die van DuckDB en dbt", callback=show_version, is_eager=True),
    ] = False,
) -> None:
    """Datawarehouse van de Talentstrategie: bouwen, kijken en vragen.

    Antwoorden staan op standard output, al het andere op standard error. Eindstatus: 0 gedaan; 1 niet gedaan; 2 verkeerd
    gebruikt; 3 er ontbreekt iets of er wijkt iets af; 130 afgebroken.
    """
    for stream in (sys.stdout, sys.stderr):  # names of places and people have letters that an ASCII locale has not
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def here(kind: Kind | None = None) -> Home:
    """The home that a command works in: `$TALENT_HOME`, or that of the checkout. One of before is taken over first."""
    from orchestration.takeover import opened

    return opened(kind, say)


def a_day(text: str) -> str:
    """A wrong date is a wrong argument: refused before anything starts."""
    if text:
        from ingestion.clock import moment_of

        try:
            moment_of(text)
        except ValueError as error:
            raise typer.BadParameter(f"{text!r} is geen datum: schrijf 2026-07-02") from error
    return text
