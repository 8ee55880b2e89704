"""What every command of `talent` shares: answers go to standard output, all else to standard error; an error is a sentence.

Exit status: 0 as asked, 1 not done (the sentence says why), 2 wrong use, 3 something is missing, withheld or differs,
130 stopped by a person.
"""

import errno
import os
import re
import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from rich.console import Console
from typer import rich_utils
from typer._click.core import Context
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup, TyperOption

from ingestion.home import Home, Kind, WrongHome

OK, NOT_DONE, WRONG_USE, SOMETHING_MISSING, STOPPED = 0, 1, 2, 3, 130
PIPED = 10_000  # columns: what goes into a pipe or a file is never broken


class Answers(Console):
    """Rich ends a process with 1 when nobody reads on (`| head`): who has enough of an answer has it."""

    def on_broken_pipe(self) -> None:
        if self.stderr:
            super().on_broken_pipe()
        raise BrokenPipeError


def console(stream: Any, *, stderr: bool = False) -> Console:
    """Breaks lines between words on a terminal, nowhere else."""
    wide = not stream.isatty()
    return Answers(highlight=False, soft_wrap=wide, width=PIPED if wide else None, stderr=stderr)


out, err = console(sys.stdout), console(sys.stderr, stderr=True)

rich_utils.Console = Answers  # type: ignore[attr-defined]  # and the help
# Typer says these in English; a wrong use is told in Dutch as all else
rich_utils.OPTIONS_PANEL_TITLE, rich_utils.ARGUMENTS_PANEL_TITLE = "Opties", "Argumenten"
rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
rich_utils.REQUIRED_LONG_STRING, rich_utils.DEFAULT_STRING = "[verplicht]", "[anders: {}]"
COMPLETION = {
    "install_completion": "aanvullen met Tab voor deze shell, voortaan",
    "show_completion": "laten zien wat daarvoor nodig is, om zelf ergens te zetten",
}
IN_DUTCH = (
    (r"No such command (.+?)\.(?: Did you mean (.+)\?)?$", "De opdracht {0} is er niet. Bedoelt u {1}?"),
    (r"No such option: (\S+)(?: \(Possible options: (.+)\))?$", "De optie {0} is er niet. Bedoelt u {1}?"),
    (r"Missing argument (.+?)\. Choose from: (.+)$", "Er ontbreekt {0}: kies uit {1}."),
    (r"Missing argument (.+)\.$", "Er ontbreekt {0}."),
    (r"Missing option (.+)\.$", "Er ontbreekt de optie {0}."),
    (r"Missing command\.$", "Er ontbreekt een opdracht."),
    (r"Got unexpected extra argument\(s\) \((.+)\)$", "Dit is te veel: {0}."),
    (r"Option (.+) requires an argument\.?$", "Achter {0} hoort een waarde."),
    (r"Option (.+) does not take a value\.$", "Achter {0} hoort geen waarde."),
    (r"Invalid value for (.+?): (?:Value error, )?(.+) is not one of (.+)\.$", "{0}: {1} kan niet; wel {2}."),
    (r"Invalid value for (.+?): .*\bless than or equal to (\d+)$", "{0}: er hoort een getal tot en met {1}."),
    (r"Invalid value for (.+?): .*\bgreater than or equal to (\d+)$", "{0}: er hoort een getal vanaf {1}."),
    (r"Invalid value for (.+?): .*\binteger\b.*$", "{0}: er hoort een geheel getal."),
    (r"Invalid value for (.+?): (.+)$", "{0}: {1}"),
)
ON_DISK = {
    errno.ENOENT: "is er niet, en is hier niet te maken; kies een andere plaats",
    errno.EACCES: "mag hier niet worden gelezen of geschreven; vraag de rechten, of kies een andere plaats",
    errno.EPERM: "mag hier niet worden gewijzigd; vraag de rechten, of kies een andere plaats",
    errno.ENOTDIR: "ligt niet in een map maar in een bestand; kies een andere plaats",
    errno.EISDIR: "is een map, waar een bestand hoort; zet haar ergens anders neer",
}


class Usage(HelpFormatter):
    """How a command is typed, in Dutch."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        told = args.replace("[OPTIONS]", "[OPTIES]").replace("COMMAND [ARGS]", "OPDRACHT [ARGUMENTEN]")
        super().write_usage(prog, told, "Gebruik: ")


Context.formatter_class = Usage


class InWords(TyperGroup):
    """Every command ends with a sentence, whatever went wrong; `--debug` shows the traceback too."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Wrong use is told in Dutch, and ends with 2."""
        extra["prog_name"] = "talent"
        try:
            ended = super().main(*args, **extra | {"standalone_mode": False})
        except NoArgsIsHelpError as asked:
            asked.show()
            ended = WRONG_USE
        except UsageError as error:
            say(wrong_use(error))
            ended = WRONG_USE
        except typer.Abort:
            ended = STOPPED
        except BrokenPipeError:
            ended = nobody_reads()
        if standalone_mode:
            sys.exit(ended if isinstance(ended, int) else OK)
        return ended

    def get_help_option(self, ctx: Any) -> Any:
        return in_dutch(super().get_help_option(ctx))

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, TyperOption) and param.name in COMPLETION:
                param.help = COMPLETION[param.name]
        return params

    def get_command(self, ctx: Any, name: str) -> Any:
        if command := super().get_command(ctx, name):
            in_dutch(command.get_help_option(ctx))
            command.help = unwrapped(command.help)
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self.help = unwrapped(self.help)
        super().format_help(ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort) as ended:
            raise ended
        except BrokenPipeError as closed:
            raise typer.Exit(nobody_reads()) from closed
        except BaseException as error:
            if type(error).__module__.partition(".")[0] in ("click", "typer") or isinstance(error, SystemExit):
                raise
            told, status = in_words(error)
            say(told)
            if ctx.find_root().params.get("debug"):
                raise
            raise typer.Exit(status) from error


def nobody_reads() -> int:
    """Who reads has enough (`| head`): what Python would still flush has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return OK


def in_dutch(option: Any) -> Any:
    """The option --help with its own help in Dutch."""
    if option is not None:
        option.help = "deze uitleg"
    return option


def unwrapped(text: str | None) -> str | None:
    """A help text with its lines as long as the terminal makes them: only an empty line parts."""
    return text and "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def too_much(error: UsageError) -> str:
    """Where more names stand behind an option than it takes: how to give it several."""
    params = error.ctx.command.params if error.ctx else []
    for param in params:
        given = error.ctx and error.ctx.params.get(param.name or "")
        if isinstance(param, TyperOption) and param.multiple and given:
            return f" Zet {param.opts[0]} voor elke naam."
    return ""


def wrong_use(error: UsageError) -> str:
    """What is wrong with the command that a person typed, and where its use is told."""
    told = " ".join(error.format_message().split())
    for english, dutch in IN_DUTCH:
        if found := re.match(english, told):
            groups = [group for group in found.groups() if group is not None]
            extra = too_much(error) if dutch.startswith("Dit is te veel") else ""
            told = (dutch if len(groups) == len(found.groups()) else dutch.partition(" Bedoelt")[0]).format(
                *groups
            ) + extra
            break
    return f"{told}{'' if told.endswith(('.', '?')) else '.'} Zie {error.ctx.command_path if error.ctx else 'talent'} --help."


def in_words(error: BaseException) -> tuple[str, int]:
    """What a person reads of an error, and the exit status."""
    from ingestion.errors import IngestionError, in_the_way, local_cause

    interrupted = str(error) == "Query interrupted"  # Ctrl-C during a question, as DuckDB tells it
    if (
        isinstance(error, KeyboardInterrupt)
        or interrupted
        or type(error).__name__ == "DagsterExecutionInterruptedError"
    ):
        return "Afgebroken. Wat gepubliceerd is blijft staan; wat al binnen was gebruikt de volgende build.", STOPPED
    if isinstance(error, WrongHome | IngestionError):
        return str(error), NOT_DONE
    if cause := local_cause(error):
        why, do = in_the_way(f"{type(cause).__name__}: {cause}")
        return f"{why}. {do} en probeer het opnieuw.", NOT_DONE
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {ON_DISK.get(error.errno or 0, error.strerror)}", NOT_DONE
    told = " ".join(str(error).split())[:300].rstrip(".")
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
archive = typer.Typer(cls=InWords, no_args_is_help=True, help="Het archief van alles wat ooit is ontvangen.")
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
