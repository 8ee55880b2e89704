"""A build as a person follows it: on a terminal a line that lives, in a log a line for each dataset and model."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from orchestration import progress as told_of
from orchestration.progress import OUTCOMES, Phase, followed

BESIDE = 54  # columns of a terminal that the rest of a bar takes
WORDS: dict[Phase, str] = {"dataset": "datasets", "model": "modellen", "check": "controles"}


@contextmanager
def following(notes: Console, verbose: bool) -> Iterator[None]:
    """Shows what is done until the build ends, of how many where that is known.

    Checks are counted on a terminal; a log names those that did not pass, and all with `verbose`.
    """
    if notes.is_terminal:
        with bars(notes):
            yield
        return

    count = dict.fromkeys(WORDS, 0)

    def line(phase: Phase, name: str, outcome: str) -> None:
        count[phase] += 1
        if verbose or phase != "check" or outcome != "passed":
            of = f"/{told_of.expected[phase]}" if told_of.expected.get(phase) else ""
            told = f"{WORDS[phase]} {count[phase]}{of}: {name}: {OUTCOMES[outcome]}"
            notes.print(f"{datetime.now():%H:%M:%S}   {told}", markup=False)

    with followed(line):
        yield


@contextmanager
def bars(notes: Console) -> Iterator[None]:
    """A bar for each kind of work, from its first event on; they leave when the build ends."""
    columns = (
        TextColumn("{task.description}"), BarColumn(12), MofNCompleteColumn(), TimeElapsedColumn(),
        TimeRemainingColumn(compact=True), TextColumn("{task.fields[last]}"),
    )  # fmt: skip
    with Progress(*columns, console=notes, transient=True, refresh_per_second=4) as progress:
        tasks = {
            phase: progress.add_task(word, start=False, total=None, visible=False, last="")
            for phase, word in WORDS.items()
        }

        def step(phase: Phase, name: str, outcome: str) -> None:
            task = tasks[phase]
            if not progress.tasks[task].started:
                progress.start_task(task)
            shown = name[: max(notes.width - BESIDE, 0)]
            progress.update(task, advance=1, total=told_of.expected.get(phase), visible=True, last=shown)

        with followed(step):
            yield
