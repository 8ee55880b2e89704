"""Where the state of one installation lives: everything under one folder, a home, of one kind for good.

A home is `live` (what publishers say) or `demo` (what the embedded source makes up). Its kind is written at its first
build, in `home.json`; whatever works in a home follows it, and no build of one kind touches a home of the other.
`$TALENT_HOME` names a home; without it there are two in the checkout, `data/live` and `data/demo`.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from ingestion.files import write_text

CHECKOUT = Path(__file__).resolve().parent.parent
Kind = Literal["live", "demo"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class WrongHome(Exception):
    """What was asked for does not go with the kind of this home; nothing was touched."""


@dataclass(frozen=True)
class Home:
    """The paths of one home, and its kind."""

    root: Path

    @classmethod
    def from_env(cls, kind: Kind | None = None) -> "Home":
        """`$TALENT_HOME`; else the one of the checkout of this kind, or where none is named the live one if it is built."""
        if named := os.environ.get("TALENT_HOME"):
            return cls(Path(named).resolve())
        default = "live" if (homes() / "live" / RECORD).exists() else "demo"
        return cls((homes() / (kind or default)).resolve())

    @property
    def record(self) -> Path:
        return self.root / RECORD

    @property
    def kind(self) -> Kind | None:
        """What this home is; None while nothing was ever built in it and its place does not tell. Raises WrongHome."""
        try:
            told = json.loads(self.record.read_text(encoding="utf-8"))["kind"]
        except (FileNotFoundError, NotADirectoryError):
            return next((k for k in KINDS if self.root == (homes() / k).resolve()), None)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WrongHome(
                f"{self.record} is niet te lezen ({error}); er hoort live of demo in te staan, als `kind`"
            ) from error
        kind = next((k for k in KINDS if k == told), None)
        if kind is None:
            raise WrongHome(f"{self.record} noemt als `kind` {told!r}; verwacht: live of demo")
        return kind

    def check(self, kind: Kind) -> None:
        """Raises WrongHome where this is a home of the other kind."""
        if self.kind not in (None, kind):
            raise WrongHome(
                f"{self.root} is een {self.kind}-map, en een build van {kind} zou vervangen wat erin staat; er is niets gewijzigd. "
                f"Laat --source weg om {self.kind} te bouwen, of geef {kind} een eigen map: TALENT_HOME=<map>"
            )

    def settle(self, kind: Kind) -> None:
        """Makes this a home of that kind, for good. Raises WrongHome where it is one of the other."""
        self.check(kind)
        if not self.record.exists():
            since = datetime.now(UTC).isoformat(timespec="seconds")
            write_text(self.record, json.dumps({"kind": kind, "since": since}, indent=1))

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def landing(self) -> Path:
        return self.root / "landing"

    @property
    def warehouse(self) -> Path:
        """The pipeline's own file: raw and the private layers of dbt. Never opened by BI."""
        return self.root / "warehouse.duckdb"

    @property
    def marts(self) -> Path:
        """The marts as dbt builds them, in a file of their own so that publishing is a file copy."""
        return self.root / "marts.duckdb"

    @property
    def publication(self) -> Path:
        return self.root / "publication"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def lock(self) -> Path:
        return self.root / "warehouse.lock"

    @property
    def child(self) -> Path:
        """Which process writes for the holder of the lock, if one does."""
        return self.root / "warehouse.child"

    def create(self) -> "Home":
        for folder in (self.root, self.archive, self.landing, self.publication, self.dagster):
            if folder.exists() and not folder.is_dir():
                raise WrongHome(
                    f"{folder} is een bestand, waar een map hoort: zet het ergens anders neer en probeer het opnieuw"
                )
            for new in [p for p in (*reversed(folder.parents), folder) if not p.exists()]:
                new.mkdir(exist_ok=True)
                if new == self.publication:  # what is published is for others, whatever this process's umask
                    new.chmod(new.stat().st_mode | 0o555)
                elif new == self.root or new in self.root.parents:  # and they go through these
                    new.chmod(new.stat().st_mode | 0o111)
        return self


RECORD = "home.json"


def homes() -> Path:
    """Where the homes are that nobody gave a place."""
    return CHECKOUT / "data"
