"""One build of the whole project, judged: what is wrong is isolated, and the rest stands."""

from collections.abc import Mapping

from ingestion.snapshot import Snapshot
from ingestion.warehouse import connect
from orchestration import build_records
from orchestration.isolation import record
from orchestration.isolation.bench import Bench
from orchestration.isolation.isolate import Settled, TakenBack, isolate


class JudgedBuild(Bench):
    """The bench that keeps on record what is settled on it."""

    def write_down(self, settled: Settled) -> None:
        if isinstance(settled, TakenBack):
            record.keep_taken_back(self, settled)

    def settle(self, again: Mapping[str, Snapshot]) -> list[Settled]:
        """From the first build of every model to one in which all is judged good or on record. Raises NotIsolated.

        `again`: states that were taken back before and are loaded for another trial.
        """
        with connect(self.home, self.say) as con:
            self.overruled = build_records.accepted_findings(con)
        self.judge({n for n in self.due_marts if not self.lineage.way(n) & self.stale})
        settled = isolate(self)
        record.keep_tried_again(self, again)
        return settled + isolate(self)

    def keep(self, settled: list[Settled], *, succeeded: bool) -> None:
        """Writes down what was found in this build, what it withholds, and of which state it is."""
        with connect(self.home, self.say) as con:
            build_records.keep_quality(con, self.results.values())
            if succeeded:
                build_records.keep_withheld(con, self.build_id, record.withheld(con, self, settled))
            mark = build_records.fingerprint(con)
            build_records.finish_build(con, self.home.marts, self.build_id, mark, succeeded)
