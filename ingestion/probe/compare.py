"""One dataset: asked and read as in a build, over a Glance, and held against its contract, vocabulary and what its suite
looks for. The lines that would put it right are tried at once: what they uncover is told too."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from ingestion import contract
from ingestion.catalogue import publishers
from ingestion.clock import now
from ingestion.dataset import CbsBulk, CbsOData4, Dataset
from ingestion.errors import ContractBroken, IngestionError, NotPublished, Unreachable, is_local
from ingestion.load import by_our_names, create_metadata_tables, load_metadata, raw_table
from ingestion.probe import Difference, Finding, Proposal, corrections, successor, words
from ingestion.probe.glance import NO_RECORDS, RECORDS, Glance
from ingestion.protocols import Loadable
from ingestion.protocols.registry import PROTOCOLS
from ingestion.result import unforeseen
from ingestion.snapshot import Receipt, Snapshot

Expect = Callable[[duckdb.DuckDBPyConnection, Dataset], Iterable[IngestionError]]  # what others look for in a table
ROUNDS = 6  # corrections on corrections: a table has some seven dimensions
WHOLE = ("html_table", "landing")  # protocols whose bodies are read whole, so that their rows can be counted


@dataclass
class Look:
    """What one round saw. `passing`: of the errors those that a build does not refuse the dataset for."""

    errors: list[IngestionError]
    passing: list[IngestionError]
    loadable: Loadable | None
    parts: Mapping[str, Receipt]


def probe(
    dataset: Dataset, entry: Mapping[str, Any], glance: Glance, expect: Expect, sources: successor.Lists
) -> Finding:
    """The finding on a dataset, `entry` being its file in the catalogue. Raises only what is this machine's trouble."""
    name, kept = dataset.id.removeprefix(f"{dataset.publisher}__"), dict(entry)
    errors: list[IngestionError] = []
    passing: list[str] = []
    proposals: list[Proposal] = []
    mended = False
    for _ in range(ROUNDS):
        with duckdb.connect(config={"threads": 1}) as con:
            look = looked(con, asked_by_pages(dataset), glance, expect)
            fresh = [e for e in look.errors if str(e) not in map(str, errors)]
            errors += fresh
            passing += map(str, look.passing)
            proposals += words.proposed(fresh)
            seen = corrections.Seen(con, dataset, look.errors, look.loadable, glance.archive, look.parts)
            corrected = corrections.corrected(kept, seen)
        if corrected == kept:
            mended = not look.errors or all(isinstance(e, ContractBroken) and e.unknown for e in look.errors)
            break
        kept = corrected
        dataset = publishers()[dataset.publisher].dataset(name, kept)
    verdict = finding_of(errors)
    if verdict == "gone" and mended:
        verdict = "differs"  # there under another name, and found
    if verdict == "gone":
        proposals += successor.proposed(dataset, kept, glance, sources)
    if lines := corrections.lines(entry, kept):
        proposals.insert(0, Proposal(corrections.file_of(dataset), lines, "in plaats van de sleutels in het bestand"))
    told = [(e.without_cells() if dataset.confidential else e, str(e) not in passing) for e in errors]
    return Finding(
        dataset.id,
        verdict,
        [Difference(e.place, e.found, e.expected, e.action, stops) for e, stops in told],
        list({(p.file, p.lines): p for p in proposals}.values()),
        bool(proposals) and mended and all(words.UNKNOWN not in p.lines.split(",") for p in proposals),
    )


def finding_of(errors: list[IngestionError]) -> Any:
    if not errors:
        return "agrees"
    if any(isinstance(e, Unreachable) for e in errors):
        return "unreachable"
    return "gone" if any(isinstance(e, NotPublished) for e in errors) else "differs"


def asked_by_pages(dataset: Dataset) -> Dataset:
    """A table that is read from one great zip describes itself as one that is read by pages."""
    access = dataset.access
    if not isinstance(access, CbsBulk):
        return dataset
    small = CbsOData4(protocol="cbs_odata4", table=access.table, host=access.host)
    return dataset.model_copy(update={"access": small})


def looked(con: duckdb.DuckDBPyConnection, dataset: Dataset, glance: Glance, expect: Expect) -> Look:
    """One round: everything that a build would refuse."""
    con.execute("create schema raw")
    create_metadata_tables(con)
    glance.seen.pop(dataset.id, None)
    errors: list[IngestionError] = []
    passing: list[IngestionError] = []

    def tried(step: Callable[[], Any]) -> Any:
        """What a step gives; what it raises is kept."""
        try:
            return step()
        except IngestionError as error:
            errors.append(error)
        except Exception as error:  # an answer that nobody thought of is a difference too
            if is_local(error):
                raise
            errors.append(unforeseen(dataset, error))
        return None

    protocol = PROTOCOLS[dataset.access.protocol]
    fetched = tried(lambda: protocol.fetch(dataset, glance, None))
    for told in glance.notes.pop(dataset.id, ()):  # a good answer, of which not all is read
        passing.append(
            ContractBroken(dataset.id, dataset.access.protocol, told, "dat alles wordt gelezen", "Bekijk de catalogus.")
        )
    seen = glance.seen.get(dataset.id, {})
    parts = {p.part: p for p in fetched.parts} if fetched else described(dataset, glance, seen)
    if not parts or finding_of(errors) in ("gone", "unreachable"):
        return Look(errors + passing, passing, None, seen)
    snapshot = Snapshot(
        snapshot_id="probe", dataset_id=dataset.id, title=dataset.title, publisher=dataset.publisher,
        licence=dataset.licence, attribution=dataset.attribution, retrieved_at=now(),
        publisher_modified_at=fetched.modified_at if fetched else None, stamp=None, parts=tuple(parts.values()),
    )  # fmt: skip
    with TemporaryDirectory(dir=glance.archive.incoming()) as folder:
        loadable = tried(
            lambda: by_our_names(dataset, protocol.read(dataset, snapshot, glance.archive, con, Path(folder)))
        )
        if loadable is None:
            return Look(errors + passing, passing, None, seen)
        tried(lambda: contract.compare_columns(dataset, loadable))
        tried(lambda: judged(con, dataset, snapshot, loadable, errors, passing, expect))
    return Look(errors + passing, passing, loadable, seen)


def described(dataset: Dataset, glance: Glance, seen: Mapping[str, Receipt]) -> dict[str, Receipt]:
    """The parts that came before a request for a table's records was refused, with an empty page in their place."""
    kind = {"cbs_odata4": RECORDS[0], "cbs_odata3": RECORDS[1], "cbs_titled": RECORDS[1]}.get(dataset.access.protocol)
    if kind is None or not {"Dimensions", "DataProperties"} & seen.keys():
        return {}
    page = f"{kind}/0000"
    return {**seen, page: glance.instead(page, "", NO_RECORDS).receipt}


def judged(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    snapshot: Snapshot,
    loadable: Loadable,
    errors: list[IngestionError],
    passing: list[IngestionError],
    expect: Expect,
) -> None:
    """Adds what the table and its description break, and what a build would let pass."""
    table = raw_table(dataset)
    con.execute(f"create table {table} as {loadable.select}")
    load_metadata(con, dataset, snapshot, loadable)
    promised = set(contract.promised(dataset))
    columns = tuple(c for c in loadable.columns if c in promised or dataset.contract.years)
    errors += contract.breaches(con, dataset, table, columns)
    rows = con.execute(f"select count(*) from {table}").fetchone()
    assert rows is not None
    counted = rows[0] if dataset.access.protocol in WHOLE else loadable.expected_rows
    if counted is not None:
        try:
            contract.check_size(dataset, counted, loadable)
        except ContractBroken as error:
            errors.append(error)
    if not any(isinstance(e, ContractBroken) and e.missing for e in errors):  # else it may be the lost one's new name
        passing += new_dimensions(con, dataset, loadable)
    passing += ended(con, dataset)
    errors += expect(con, dataset)


def new_dimensions(con: duckdb.DuckDBPyConnection, dataset: Dataset, loadable: Loadable) -> Iterable[IngestionError]:
    """A dimension that the contract does not know repeats every cell for each of its codes."""
    if not isinstance(dataset.access, CbsOData4):
        return
    known = contract.promised(dataset)
    for name in (c for c in loadable.columns if c not in known):
        titles = con.execute(
            'select Title from raw.cbs__code where "Dimension" = ? order by "Index" limit 20', [name]
        ).fetchall()
        if len(titles) > 1:
            yield ContractBroken(
                dataset.id,
                "Dimensions",
                f"ook {name}: {', '.join(str(t) for (t,) in titles)}",
                ", ".join(dataset.contract.columns),
                "Voeg haar toe aan het contract, en filter op haar totaal tenzij het model haar leest.",
            )


def ended(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Iterable[IngestionError]:
    """CBS says of a table that it ended; of a frozen dataset we know."""
    if dataset.cadence == "frozen":
        return
    said = con.execute("select Status, Frequency, Title from raw.cbs__property").fetchall()
    for status, frequency, title in said:
        if word := next((w for w in (status, frequency) if w in successor.ENDED), None):
            yield NotPublished(
                dataset.id,
                "Properties",
                f"{title}: {word}",
                f"een tabel die doorgaat ({dataset.cadence})",
                "Kies haar opvolger, of zeg `cadence: frozen` in de catalogus.",
            )
