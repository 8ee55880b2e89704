"""One dataset at a time: fetch, archive, load, judge. A dataset that fails keeps its last good snapshot.

Datasets are fetched side by side and loaded one by one, in one turn: what comes in is of one build.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Literal

import duckdb

from ingestion import publication_calendar, silent
from ingestion.archive import Archive
from ingestion.archive_upkeep import sweep
from ingestion.catalogue import hosts, load_catalogue
from ingestion.clock import after, now
from ingestion.dataset import Dataset
from ingestion.deadline import end_all
from ingestion.editions import Failed, comes_back, older, rejected
from ingestion.errors import IngestionError, NotPublished, is_local
from ingestion.home import Home, Kind
from ingestion.load import Before, count, drop_before, load, raw_table, set_aside
from ingestion.lock import Say, locked
from ingestion.probe import workplace
from ingestion.protocols import Fetched, cbs_odata4
from ingestion.protocols.registry import PROTOCOLS
from ingestion.provenance import keep_provenance
from ingestion.result import Result, damage, in_public, unforeseen
from ingestion.snapshot import Attempt, Outcome, Snapshot
from ingestion.taking_back import use_nothing
from ingestion.warehouse import connect, is_loaded, mark_loaded
from ingestion.web import Web

Source = Literal["live", "demo", "archive"]
# why a loaded snapshot may not be used; the last argument is the edition in use, if it is there
Gate = Callable[[duckdb.DuckDBPyConnection, Dataset, Snapshot, Before | None], str | None]

SIDE_BY_SIDE = 2  # fetches at once, as many as one host may be asked for


def kind_of(home: Home, source: Source) -> Kind:
    """Whose archive a source uses: its own, or where the archive itself is asked, that of the home."""
    return (home.kind or "live") if source == "archive" else source


class Verdict(str):
    """Why the gate refused a snapshot that could be loaded: a person may overrule it."""

    __slots__ = ()


def refused(reason: str) -> Verdict | None:
    return Verdict(reason) if reason else None


class Ingestion:
    """The ingestion of one build: a source, its archive, and the gate that a new snapshot must pass."""

    def __init__(
        self,
        home: Home,
        source: Source,
        *,
        as_of: datetime | None = None,
        web: Web | None = None,
        gate: Gate | None = None,
        failed: Failed | None = None,
    ) -> None:
        self.home, self.source, self.as_of, self.gate, self.failed = home.create(), source, as_of, gate, failed
        self.archive = Archive(home.archive, kind_of(home, source))
        self._web = web

    @property
    def web(self) -> Web:
        if self._web is None:
            if self.source == "demo":
                from ingestion.demo import DemoAdapter

                self._web = Web.from_env(self.archive, hosts(), DemoAdapter())
            else:
                self._web = Web.from_env(self.archive, hosts(), landing=self.home.landing)
        return self._web

    def run(
        self,
        datasets: Iterable[Dataset],
        who: str,
        say: Say = lambda _: None,
        came: Callable[[Result], None] = lambda _: None,
    ) -> list[Result]:
        """Fetches side by side, then loads one by one; `came` is called with each answer as it comes, in any thread.

        Never raises for what a publisher did.
        """
        datasets = list(datasets)

        def fetched(dataset: Dataset) -> Result:
            result = self.fetch(dataset)
            came(result)
            return result

        with locked(self.home, who, say):
            sweep(self.archive)
            workplace.sweep(self.home)
            with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
                try:
                    results = list(pool.map(fetched, datasets))
                except BaseException:  # the pool ends with what it is doing: nobody waits for an answer any more
                    end_all()
                    raise
            for result in results if self._web else ():
                result.notes = tuple(self.web.notes.pop(result.dataset.id, ()))
            with connect(self.home, say) as con:
                for result in results:
                    self.load(con, result)
                self.keep_provenance(con, results)
        for place, wrong in sorted(self.archive.damaged.items()):
            say(
                f"archief: {place}: {wrong}; overgeslagen. Zet het terug van een kopie: talent archive verify zegt alles"
            )
        return results

    def fetch(self, dataset: Dataset) -> Result:
        """Asks the publisher. The answer is in the archive, but not yet in use."""
        current = self.in_use(dataset)
        if self.source == "archive":
            return self._recall(dataset, current)
        try:
            whole = current is not None and all(self.archive.is_whole(p.sha256) for p in current.parts)
            due = current is not None and silent.due(self.archive, dataset, current, now())
            fetched = self._ask(dataset, current if whole and not due else None)  # else it is asked for in full
        except Exception as error:  # one publisher's surprise is not the end of the run
            if is_local(error):
                raise
            known = error if isinstance(error, IngestionError) else unforeseen(dataset, error)
            outcome: Outcome = "missing" if isinstance(known, NotPublished) else "failed"
            told = in_public(dataset, known)
            self.archive.note(dataset.id, outcome, told)
            return Result(dataset, outcome, told, current)
        if fetched is None:
            self.archive.note(dataset.id, "unchanged")
            return Result(dataset, "unchanged", snapshot=current)
        latest = self.archive.snapshots(dataset.id)[-1:]
        moment = after(now(), latest[0].retrieved_at if latest else None)
        snapshot = Snapshot(
            snapshot_id="",
            dataset_id=dataset.id,
            title=dataset.title,
            publisher=dataset.publisher,
            licence=dataset.licence,
            attribution=dataset.attribution,
            retrieved_at=moment,
            publisher_modified_at=fetched.modified_at,
            stamp=fetched.stamp,
            parts=fetched.parts,
        )
        named = snapshot.model_copy(update={"snapshot_id": f"{moment:%Y%m%dT%H%M%SZ}-{snapshot.content[:12]}"})
        kept = self.archive.keep(named)
        if current and kept.snapshot_id == current.snapshot_id:
            if due:
                self.archive.note_asked_in_full(dataset.id, moment)
            self.archive.note(dataset.id, "unchanged")
            return Result(dataset, "unchanged", snapshot=current)
        return Result(dataset, "new", snapshot=current, candidate=kept)

    def _ask(self, dataset: Dataset, current: Snapshot | None) -> Fetched | None:
        if self.source == "demo" and dataset.access.protocol == "landing":
            self._lay_down(dataset)
        return PROTOCOLS[dataset.access.protocol].fetch(dataset, self.web, current)

    def _recall(self, dataset: Dataset, current: Snapshot | None) -> Result:
        """What the archive has, and how the last attempt went; of an earlier day only what was in use is known."""
        attempt = None if self.as_of else self.archive.attempt(dataset.id)
        if current is None:
            outcome: Outcome = "withheld" if attempt and attempt.outcome == "withheld" else "missing"
            return Result(dataset, outcome, attempt.reason if attempt and attempt.reason else "niet in het archief")
        if attempt and attempt.outcome not in ("new", "unchanged"):
            return Result(dataset, attempt.outcome, attempt.reason, current)
        return Result(dataset, "unchanged", snapshot=current)

    def _lay_down(self, dataset: Dataset) -> None:
        """The demo's own file beside its archive, never among real ones."""
        from ingestion.demo import landing_file

        name, body = landing_file(dataset.id)
        path = self.web.landing / dataset.id / name
        if not path.exists() or path.read_bytes() != body:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)

    def changed_stamps(self, datasets: Iterable[Dataset]) -> dict[str, str]:
        """Those CBS tables whose stamp at CBS is not that of the snapshot in use; one that cannot be asked is left out."""
        changed = {}
        for dataset in datasets:
            current = self.archive.current(dataset.id)
            if dataset.access.protocol == "cbs_odata4" and current:
                with suppress(IngestionError):
                    stamp = cbs_odata4.current_stamp(dataset, self.web)
                    if stamp != current.stamp:
                        changed[dataset.id] = stamp
        return changed

    def in_use(self, dataset: Dataset) -> Snapshot | None:
        if self.as_of:
            return self.archive.as_of(dataset.id, self.as_of)
        return self.archive.current(dataset.id)

    def load(self, con: duckdb.DuckDBPyConnection, result: Result) -> None:
        """Brings the raw table to the newest snapshot that holds; a new one that fails is quarantined."""
        dataset = result.dataset
        taken_back = self.archive.quarantine_of(result.candidate) if result.candidate else None
        if taken_back and taken_back.findings and self._is_newest(result):
            # it passes the gate, and what rests on it does not: who judges that decides when it is tried again
            self.archive.note(dataset.id, "withheld", taken_back.reason)
            result.outcome, result.reason = "withheld", taken_back.reason
        elif result.candidate and self._is_newest(result):
            reason = refused(rejected(self.archive, result.candidate)) or self._try_new(con, result, result.candidate)
            if reason is None:
                self.archive.promote(result.candidate, result.remark)
                self.archive.note(dataset.id, "new")
                result.snapshot = result.candidate
                return
            self.archive.quarantine(result.candidate, reason, readable=isinstance(reason, Verdict))
            self.archive.note(dataset.id, "quarantined", reason)
            result.outcome, result.reason = "quarantined", str(reason)
        if is_loaded(con, dataset, result.snapshot):
            result.rows = count(con, raw_table(dataset))
            return
        self._reload(con, result)

    def _is_newest(self, result: Result) -> bool:
        """False when another run took a later state into use meanwhile: current never goes back."""
        current = self.archive.current(result.dataset.id)
        if current is None or result.candidate is None or current.retrieved_at <= result.candidate.retrieved_at:
            return True
        result.outcome, result.snapshot = "unchanged", current
        return False

    def _reload(self, con: duckdb.DuckDBPyConnection, result: Result) -> None:
        """Loads what is in use anew: the source, the day or our code changed. The newest that still holds is used."""
        dataset, wanted = result.dataset, result.snapshot
        older = [s for s in self.archive.snapshots(dataset.id) if self.archive.may_be_used(s)]
        if wanted:
            older = [s for s in older if s.retrieved_at < wanted.retrieved_at]
        for snapshot in [wanted, *reversed(older)] if wanted else []:
            assert snapshot is not None
            damaged = next((p for p in snapshot.parts if not self.archive.is_whole(p.sha256)), None)
            reason = damage(dataset, damaged.sha256) if damaged else self._try(con, result, snapshot)
            if reason is None:
                result.snapshot = snapshot
                return
            if result.reason == "":
                result.outcome, result.reason = "failed", reason
                if self.source != "archive":  # that one asks nobody, and leaves no trace
                    self.archive.note(dataset.id, "failed", reason)
        result.snapshot = None
        use_nothing(con, dataset)
        result.reloaded = True

    def _try_new(self, con: duckdb.DuckDBPyConnection, result: Result, candidate: Snapshot) -> str | None:
        """As `_try`, with the edition in use beside the new one while the gate judges: where it is whole.

        Not beside one that comes back: the same bytes were in use before, and that they differ from what replaced them is
        no news. Not in the demo: its bodies change with our code, and are no revision of anything.
        """
        if self.source == "demo":
            return self._try(con, result, candidate, old=older(self.archive, result.dataset, candidate))
        comparable = False
        quiet = result.snapshot is not None and silent.is_quiet(result.snapshot, candidate)
        if (self.gate or quiet) and result.snapshot and not self.archive.in_use_before(candidate):
            comparable = is_loaded(con, result.dataset, result.snapshot)
            if not comparable and all(self.archive.is_whole(part.sha256) for part in result.snapshot.parts):
                gate, self.gate = self.gate, None
                comparable = self._try(con, result, result.snapshot) is None
                self.gate = gate
        told = older(self.archive, result.dataset, candidate)
        return self._try(con, result, candidate, beside=comparable, old=told, quiet=quiet)

    def _try(
        self,
        con: duckdb.DuckDBPyConnection,
        result: Result,
        snapshot: Snapshot,
        beside: bool = False,
        old: str = "",
        quiet: bool = False,
    ) -> str | None:
        """Loads a snapshot and lets the gate judge it. Gives why it may not be used; then nothing has changed.

        `old`: why it looks like an edition of before, if it does. `quiet`: the publisher says it is the one in use.
        """
        con.execute("begin")
        try:
            before = set_aside(con, result.dataset) if beside else None
            result.loaded = load(con, result.dataset, snapshot, self.archive)
            reason = self.gate(con, result.dataset, snapshot, before) if self.gate else None
            if quiet and result.snapshot:
                result.remark = silent.revision(con, result.dataset, result.snapshot, before)
            if before:
                drop_before(con, before)
            if old and reason is None:
                result.remark = comes_back(self.archive, con, result.dataset, snapshot, old, self.failed)
            if old and not result.remark:
                reason = f"{old}; {reason}" if reason else old
        except Exception as error:
            con.execute("rollback")
            if is_local(error):
                raise
            known = error if isinstance(error, IngestionError) else unforeseen(result.dataset, error)
            return in_public(result.dataset, known)
        if reason is not None:
            con.execute("rollback")
            result.loaded = None
            return Verdict(reason)
        mark_loaded(con, result.dataset, snapshot, result.loaded.rows)
        con.execute("commit")
        result.rows, result.reloaded = result.loaded.rows, True
        return None

    def keep_provenance(self, con: duckdb.DuckDBPyConnection, results: Sequence[Result]) -> None:
        """Says of every dataset of the catalogue what is loaded; empties a table that was loaded from another source."""
        loaded = dict(con.execute("select dataset_id, (snapshot_id, row_count) from ops.loaded").fetchall())
        attempts = {r.dataset.id: Attempt(at=now(), outcome=r.outcome, reason=r.reason) for r in results}
        overdue = dict(
            con.execute("select dataset_id, status_reason from raw.catalogue__dataset where status = 'late'").fetchall()
        )
        for result in results:
            result.late = self.late(con, result.dataset)
            overdue[result.dataset.id] = result.late
        entries = []
        for dataset in load_catalogue().values():
            snapshot_id, row_count = loaded.get(dataset.id, (None, 0))
            snapshot = self.archive.get(dataset.id, snapshot_id) if snapshot_id else None
            if dataset.id not in loaded or (snapshot_id and not snapshot):
                row_count = 0
                use_nothing(con, dataset)
            attempt = attempts.get(dataset.id) or (None if self.as_of else self.archive.attempt(dataset.id))
            entries.append((dataset, snapshot, row_count, attempt, overdue.get(dataset.id, "")))
        keep_provenance(con, self.archive, entries)

    def late(self, con: duckdb.DuckDBPyConnection, dataset: Dataset) -> str:
        """Why the newest period is late on the day of the run, or on the day that is asked for; the demo never is."""
        if self.archive.source == "demo":
            return ""
        return publication_calendar.late(con, dataset, (self.as_of or now()).date())
