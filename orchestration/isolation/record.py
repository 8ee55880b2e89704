"""What is written down of an isolation: in the archive, in what is told of the datasets, and of what is withheld."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping

import duckdb

from ingestion import taking_back
from ingestion.archive import Archive
from ingestion.catalogue import load_catalogue
from ingestion.clock import now
from ingestion.errors import IngestionError
from ingestion.home import Home
from ingestion.provenance import keep_state, utc
from ingestion.snapshot import Quarantine, Snapshot
from ingestion.warehouse import connect
from orchestration import build_records
from orchestration.build_records import MART, ROWS
from orchestration.isolation.bench import Bench
from orchestration.isolation.finding import findings
from orchestration.isolation.isolate import Settled, TakenBack, Withheld
from orchestration.isolation.lineage import Lineage
from orchestration.publication.history import latest


def published(home: Home, say: Callable[[str], None], *, demo: bool) -> dict[str, str]:
    """The state of each dataset in the newest publication: judged with all the others, and found good."""
    found = latest(home, demo=demo, say=say)
    if found is None:
        return {}
    with duckdb.connect(str(found[1]), read_only=True) as con:
        return dict(
            con.execute(
                "select dataset_id, snapshot_id from marts.dim_dataset where snapshot_id is not null"
            ).fetchall()
        )


def not_yet_published(
    con: duckdb.DuckDBPyConnection, archive: Archive, before: Mapping[str, str]
) -> dict[str, Snapshot]:
    """The datasets of which another state is loaded than was published last, with that state."""
    loaded = con.execute("select dataset_id, snapshot_id from ops.loaded where snapshot_id is not null").fetchall()
    return {
        dataset_id: snapshot
        for dataset_id, snapshot_id in loaded
        if before.get(dataset_id) != snapshot_id
        and dataset_id in load_catalogue()
        and (snapshot := archive.get(dataset_id, snapshot_id))
    }


def tried_again(con: duckdb.DuckDBPyConnection, archive: Archive, lineage: Lineage) -> dict[str, Snapshot]:
    """The states that are `due`, loaded once more. One that no longer loads is due when code or data are others again."""
    again = {}
    for dataset_id, snapshot in due(con, archive, lineage):
        try:
            taking_back.use(con, archive, load_catalogue()[dataset_id], snapshot)
        except IngestionError:
            was = archive.quarantine_of(snapshot)
            assert was is not None
            here = context(con, lineage, dataset_id, was.findings)
            archive.quarantine(snapshot, was.reason, readable=was.readable, findings=was.findings, context=here)
            continue
        again[dataset_id] = snapshot
    return again


def due(con: duckdb.DuckDBPyConnection, archive: Archive, lineage: Lineage) -> list[tuple[str, Snapshot]]:
    """States that were taken back in another context: other code, or other datasets beside them in the finding."""
    return [
        (dataset_id, snapshot)
        for dataset_id in load_catalogue()
        for snapshot, quarantine in archive.in_quarantine(dataset_id)[-1:]
        if quarantine.findings and quarantine.context != context(con, lineage, dataset_id, quarantine.findings)
    ]


def context(con: duckdb.DuckDBPyConnection, lineage: Lineage, dataset_id: str, findings: Iterable[str]) -> str:
    """A hash of what findings came of, but for the dataset itself: the code, and the other datasets that are loaded."""
    subjects = [s for f in findings if (s := lineage.subject_of(f))]
    others = sorted({d for s in subjects for d in lineage.datasets(s)} - {dataset_id})
    loaded = con.execute(
        "select dataset_id, snapshot_id from ops.loaded where list_contains(?, dataset_id) order by all", [others]
    ).fetchall()
    return hashlib.sha256(f"{build_records.code()}{sorted(findings)}{loaded}".encode()).hexdigest()[:32]


def keep_taken_back(bench: Bench, taken: TakenBack) -> None:
    """Writes down in the archive, and in what is told of the datasets, that their new state is not used."""
    with connect(bench.home, bench.say) as con:
        for dataset_id in taken.datasets:
            told = quarantine(con, bench, dataset_id, taken)
            bench.archive.take_back(bench.new[dataset_id], bench.previous[dataset_id], told)
        tell_of(con, bench, taken.datasets)


def keep_tried_again(bench: Bench, again: Mapping[str, Snapshot]) -> None:
    """Writes down which states that were taken back before are in use after all."""
    good = again.keys() - bench.taken_back
    for dataset_id in good:
        bench.archive.promote(again[dataset_id])
        bench.archive.note(dataset_id, "new")
    with connect(bench.home, bench.say) as con:
        tell_of(con, bench, good)


def tell_of(con: duckdb.DuckDBPyConnection, bench: Bench, changed: Collection[str]) -> None:
    """Brings up to date what is told of these datasets; what rests on that is unsettled."""
    for dataset_id in sorted(changed):
        row = con.execute("select row_count from ops.loaded where dataset_id = ?", [dataset_id]).fetchone()
        in_use = bench.archive.current(dataset_id)
        keep_state(con, bench.archive, load_catalogue()[dataset_id], in_use, row[0] if row else 0)
    if changed:
        bench.unsettle(bench.lineage.on_provenance())


def quarantine(con: duckdb.DuckDBPyConnection, bench: Bench, dataset_id: str, taken: TakenBack) -> Quarantine:
    """Why a state was taken back, for a person and for the next build."""
    snapshot, previous = bench.new[dataset_id], bench.previous[dataset_id]
    names = tuple(f.id for f in taken.findings)
    with_it = [d for d in taken.datasets if d != dataset_id]
    readable = all(f.readable for f in taken.findings)
    told = [
        f"{dataset_id}: {'; '.join(dict.fromkeys(f.told for f in taken.findings))}.",
        f"Stand {snapshot.snapshot_id} is teruggenomen" + (f", met {', '.join(with_it)};" if with_it else ";"),
        f"{previous.snapshot_id} is weer in gebruik."
        if previous
        else "er is geen eerdere, dus haar cijfers ontbreken.",
    ]
    told += [f"Zonder verschil teruggenomen en weer teruggezet: {', '.join(taken.tried)}."] if taken.tried else []
    told += [f"Klopt hij toch: talent accept {snapshot.snapshot_id} --reason '...'"] if readable else []
    return Quarantine(
        at=now(),
        reason=" ".join(told),
        readable=readable,
        findings=names,
        context=context(con, bench.lineage, dataset_id, names),
    )


def withheld(con: duckdb.DuckDBPyConnection, bench: Bench, settled: Iterable[Settled]) -> list[build_records.Withheld]:
    """What is published without rows, or without those of a dataset of which no state can be used."""
    at, lineage = utc(now()), bench.lineage
    assert at is not None
    found = []
    tried = {s.node: s.tried for s in settled if isinstance(s, Withheld)}
    for finding in findings(bench.results.values(), lineage):  # all that was found, also what nobody went into
        node = finding.subject
        reason = finding.told
        reason += f". Zonder verschil teruggenomen: {', '.join(tried[node])}" if tried.get(node) else ""
        datasets = ", ".join(sorted(lineage.datasets(node)))
        for mart in lineage.nearest_marts(node) if node in bench.withheld else ():
            extent = MART if mart == node else ROWS
            found.append(build_records.Withheld(lineage.name(mart), extent, finding.id, reason, datasets, at))
    for (dataset_id,) in con.execute(
        "select dataset_id from raw.catalogue__dataset where status = 'withheld'"
    ).fetchall():
        for snapshot, why in bench.archive.in_quarantine(dataset_id)[-1:]:
            since = utc(why.at) or at
            for name in why.findings:
                subject = lineage.subject_of(name)
                for mart in lineage.nearest_marts(subject) if subject else ():
                    found.append(
                        build_records.Withheld(lineage.name(mart), ROWS, name, why.reason, snapshot.dataset_id, since)
                    )
    return found
