"""`talent status`: the answer first, then what is wrong, then what waits for a person."""

from collections import Counter
from typing import Any

from rich.console import Console

from ingestion.home import Home
from orchestration.cli.answers import Form, print_rows, write, write_json
from orchestration.cli.app import say
from orchestration.cli.build import last_run
from orchestration.cli.dictionary import meaning
from orchestration.cli.interventions import accepted, quarantined, remarked, rolled_back, unreadable_records
from orchestration.cli.query import open_published
from orchestration.publication.history import current_file
from orchestration.publication.warned import told, warned
from orchestration.publication.withheld import withheld

DATASETS = ("dataset", "uitgever", "stand", "opgehaald_utc", "gewijzigd_bij_uitgever", "rijen", "reden")
QUERY = (
    "select dataset_id, publisher, status, strftime(retrieved_at, '%Y-%m-%d %H:%M'), "
    "strftime(publisher_modified_at, '%Y-%m-%d %H:%M'), row_count, nullif(status_reason, '') "
    "from marts.dim_dataset order by status = 'current', status, dataset_id"
)
MOST_REASON = 160  # letters of a reason on a line; whole in --json, --csv and dim_dataset


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
        *told(warned(con), known=True),
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
        answer(home, publication, counts, words, len(waiting), runs, out)
        for line in [*waits(waiting), *skipped(damaged), *remarks]:
            out.print(line, markup=False)
        table([row for row in datasets if every or row[2] != "current"], out)
    return 0


def answer(
    home: Home,
    publication: dict[str, Any],
    counts: Counter[str],
    words: dict[str, str],
    waiting: int,
    runs: list[str],
    out: Console,
) -> None:
    """What a person wants to know, in four lines."""
    kind = "demo" if publication["is_demo"] else "live"
    out.print(f"[bold]{kind}, publicatie {publication['publication_id']}[/bold], van {publication['published_at']} UTC")
    parts = [f"{count} {words[status].partition(':')[0]}" for status, count in counts.most_common()]
    out.print(f"{counts.total()} datasets: {', '.join(parts)}; {waiting} in quarantaine", markup=False)
    for line in runs:
        out.print(line, markup=False)
    out.print(publication["note_nl"], markup=False)
    site = home.publication / "data_docs" / "index.html"
    if site.exists():
        out.print(f"Wat is gecontroleerd en gevonden: {site}", markup=False)


def waits(waiting: list[str]) -> list[str]:
    if not waiting:
        return []
    return [f"In quarantaine: {len(waiting)} (in gebruik nemen: talent accept ID --reason '...')", *waiting]


def skipped(damaged: list[str]) -> list[str]:
    return [f"{line}; overgeslagen, zie talent archive verify" for line in damaged]


def table(rows: list[tuple[Any, ...]], out: Console) -> None:
    """Dataset, state, rows and reason: the times stand in --csv and --json."""
    if not rows:
        out.print("Elke dataset is actueel (alle: talent status --all).", markup=False)
        return
    out.print()
    if out.is_terminal:
        for row in rows:
            reason = f": {' '.join(row[6].split())[:MOST_REASON]}" if row[6] else ""
            out.print(f"{row[2]:<9}{row[0]}{reason}", markup=False)
        return
    print_rows(DATASETS, [(*row[:6], row[6] and " ".join(row[6].split())) for row in rows], out)
