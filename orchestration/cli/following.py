"""A build as a person follows it: on a terminal a line that lives, in a log a line for each dataset and model."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from orchestration.progress import Phase, followed

BESIDE = 54  # columns of a terminal that the rest of a bar takes
WORDS: dict[Phase, str] = {"dataset": "datasets", "model": "modellen", "check": "controles"}
OUTCOMES = {
    "new": "nieuw",
    "unchanged": "ongewijzigd",
    "failed": "mislukt",
    "missing": "er niet",
    "quarantined": "in quarantaine",
    "withheld": "ingehouden",
    "built": "gebouwd",
    "passed": "gehaald",
    "not passed": "niet gehaald",
}


@contextmanager
def following(notes: Console, totals: dict[Phase, int], verbose: bool) -> Iterator[None]:
    """Shows what is done until the build ends; `totals` is how many there are of each, as far as is known.

    Checks are counted on a terminal; a log names those that did not pass, and all with `verbose`.
    """
    if notes.is_terminal:
        with bars(notes, totals):
            yield
        return

    count = dict.fromkeys(WORDS, 0)

    def line(phase: Phase, name: str, outcome: str) -> None:
        count[phase] += 1
        if verbose or phase != "check" or outcome != "passed":
            of = f"/{totals[phase]}" if totals.get(phase) else ""
            told = f"{WORDS[phase]} {count[phase]}{of}: {name}: {OUTCOMES[outcome]}"
            notes.print(f"{datetime.now():%H:%M:%S}   {told}", markup=False)

    with followed(line):
        yield


@contextmanager
def bars(notes: Console, totals: dict[Phase, int]) -> Iterator[None]:
    """A bar for each kind of work, from its first event on; they leave when the build ends."""
    columns = (
        TextColumn("{task.description}"), BarColumn(12), MofNCompleteColumn(), TimeElapsedColumn(),
        TimeRemainingColumn(compact=True), TextColumn("{task.fields[last]}"),
    )  # fmt: skip
    with Progress(*columns, console=notes, transient=True, refresh_per_second=4) as progress:
        tasks = {
            phase: progress.add_task(word, start=False, total=totals.get(phase), visible=False, last="")
            for phase, word in WORDS.items()
        }

        def step(phase: Phase, name: str, outcome: str) -> None:
            task = tasks[phase]
            if not progress.tasks[task].started:
                progress.start_task(task)
            progress.update(task, advance=1, visible=True, last=name[: max(notes.width - BESIDE, 0)])

        with followed(step):
            yield
