"""`talent status`: the answer first, then what is wrong, then what waits for a person."""

from collections import Counter
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from ingestion.errors import without_place
from ingestion.home import Home
from orchestration.cli.answers import Form, write, write_json
from orchestration.cli.app import say
from orchestration.cli.build import last_run
from orchestration.cli.dictionary import meaning
from orchestration.cli.interventions import accepted, quarantined, remarked, rolled_back, unreadable_records
from orchestration.cli.query import open_published
from orchestration.publication.history import current_file
from orchestration.publication.lake.reading import behind
from orchestration.publication.warned import told, warned
from orchestration.publication.withheld import withheld

DATASETS = ("dataset", "uitgever", "stand", "opgehaald_utc", "gewijzigd_bij_uitgever", "rijen", "reden")
QUERY = (
    "select dataset_id, publisher, status, strftime(retrieved_at, '%Y-%m-%d %H:%M'), "
    "strftime(publisher_modified_at, '%Y-%m-%d %H:%M'), row_count, nullif(status_reason, '') "
    "from marts.dim_dataset order by status = 'current', status, dataset_id"
)
WORST_FIRST = ("withheld", "missing", "stale", "late", "current")


def print_status(home: Home, form: Form, every: bool, out: Console) -> int:
    """Gives 0, or ends the command where nothing is published: then how the last build ended is told."""
    published = current_file(home) is not None
    waiting, damaged, runs = quarantined(home), unreadable_records(home), last_run(home, published)
    if not published:
        for line in [*runs, *waits(waiting), *skipped(damaged)]:
            say(line)
    con = open_published(home)
    publication = dict(
        zip(
            ("publication_id", "published_at", "is_demo", "note_nl"),
            con.execute(
                "select publication_id, strftime(published_at, '%Y-%m-%d %H:%M'), is_demo, note_nl from meta.publication"
            ).fetchall()[0],
            strict=True,
        )
    )
    datasets = con.execute(QUERY).fetchall()
    counts = Counter(row[2] for row in datasets)
    remarks = [
        *rolled_back(home, publication["publication_id"]), *withheld(con), *accepted(con), *remarked(home),
        *told(warned(con), known=True), *behind(home),
    ]  # fmt: skip
    if form is Form.csv:
        write(DATASETS, datasets, form, out)
    elif form is Form.json:
        write_json(
            {
                "home": str(home.root), "kind": home.kind, **publication, "counts": counts, "waiting": waiting,
                "last_run": runs, "remarks": remarks, "damaged": damaged,
                "datasets": [dict(zip(DATASETS, row, strict=True)) for row in datasets],
            },
            out,
        )  # fmt: skip
    else:
        words = {status: meaning(con, "dataset_status", status) for status in counts}
        answer(publication, counts, words, len(waiting), runs, out)
        for line in [*waits(waiting), *skipped(damaged), *remarks]:
            out.print(line, markup=False)
        datasets_told([row for row in datasets if every or row[2] != "current"], words, out)
        out.print(f"\n{publication['note_nl']}", markup=False)
        if (site := home.publication / "data_docs" / "index.html").exists():
            out.print(f"Wat is gecontroleerd en gevonden: {site}", markup=False, soft_wrap=True)
    return 0


def answer(
    publication: dict[str, Any],
    counts: Counter[str],
    words: dict[str, str],
    waiting: int,
    runs: list[str],
    out: Console,
) -> None:
    """What a person wants to know, in three lines; what is wrong before what is well."""
    kind = "demo" if publication["is_demo"] else "live"
    out.print(f"[bold]{kind}, publicatie {publication['publication_id']}[/bold], van {publication['published_at']} UTC")
    parts = [f"{counts[status]} {words[status].partition(':')[0]}" for status in WORST_FIRST if counts[status]]
    out.print(f"{counts.total()} datasets: {', '.join(parts)}; {waiting} in quarantaine", markup=False)
    for line in runs:
        out.print(line, markup=False)


def waits(waiting: list[str]) -> list[str]:
    if not waiting:
        return []
    return [f"In quarantaine: {len(waiting)} (in gebruik nemen: talent accept ID --reason '...')", *waiting]


def skipped(damaged: list[str]) -> list[str]:
    return [f"{line}; overgeslagen, zie talent archive verify" for line in damaged]


def datasets_told(rows: list[tuple[Any, ...]], words: dict[str, str], out: Console) -> None:
    """A line for each dataset, under what it is; a terminal gets as much of a reason as it has room for."""
    for status in WORST_FIRST:
        if chosen := [row for row in rows if row[2] == status]:
            out.print(f"\n[bold]{len(chosen)} {escape(words[status])}[/bold]")
            for row in chosen:
                reason = " ".join((row[6] or "").removeprefix(f"{row[0]}: ").split())
                line = Text(f"  {row[0]}: {reason}" if reason else f"  {row[0]}, {row[5]} rijen")
                if (
                    out.is_terminal
                ):  # what was found, and not where: the address is long, and stands in a pipe and in --json
                    line = Text(without_place(line.plain))
                    line.truncate(out.width, overflow="ellipsis")
                out.print(line)
