"""How one dataset came out of a build, and the words for what nobody foresaw."""

from dataclasses import dataclass, field

from ingestion.dataset import Dataset
from ingestion.errors import IngestionError, WrongBody
from ingestion.load import Loaded
from ingestion.provenance import Status
from ingestion.snapshot import Outcome, Snapshot


@dataclass
class Result:
    """How one dataset came out of a build."""

    dataset: Dataset
    outcome: Outcome
    reason: str = ""
    snapshot: Snapshot | None = None  # in use after this build
    candidate: Snapshot | None = None  # fetched, not yet judged
    loaded: Loaded | None = None
    rows: int = 0
    reloaded: bool = field(default=False)
    notes: tuple[str, ...] = ()  # what a person should know though all went well
    remark: str = ""  # why a new state was taken although something spoke against it
    late: str = ""  # why its newest period is older than its publisher promises

    @property
    def status(self) -> Status:
        if self.snapshot is None:
            return "withheld" if self.outcome == "withheld" else "missing"
        return "current" if self.outcome in ("new", "unchanged") else "stale"


def unforeseen(dataset: Dataset, error: Exception) -> WrongBody:
    """An answer that nobody thought of, in the words of the library that stumbled over it."""
    return WrongBody(
        dataset.id,
        dataset.access.protocol,
        f"{type(error).__name__}: {' '.join(str(error).split())[:400]}",
        "een antwoord van de vorm die de catalogus beschrijft",
        "Bekijk de body in het archief; verbeter de catalogus of de lezer als de uitgever de vorm wijzigde.",
        shape=type(error).__name__,
    )


def in_public(dataset: Dataset, error: IngestionError) -> str:
    """What may be told of an error: of a confidential dataset no cell, for the reason is published."""
    return str(error.without_cells() if dataset.confidential else error)


def damage(dataset: Dataset, sha256: str) -> str:
    return str(
        WrongBody(
            dataset.id,
            f"archief, body {sha256}",
            "bytes die beschadigd of weg zijn",
            "de bytes die zijn ontvangen",
            "Zet het archief terug van een kopie; de nieuwste eerdere stand die heel is wordt gebruikt.",
            shape="bytes die beschadigd of weg zijn",
        )
    )
