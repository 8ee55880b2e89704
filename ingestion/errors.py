"""Errors a person can act on: which dataset, where, what was found, what was expected, what to do."""

import errno
import os
import re
import sqlite3
from dataclasses import dataclass

import duckdb

MOST = 600  # characters of what was found: a message is read by a person, and kept


def without_place(told: str) -> str:
    """A message of an IngestionError without where it is, which is often a long address."""
    return re.sub(r": bij .*?: gevonden ", ": ", told, count=1)


def in_words(found: str) -> str:
    """What a publisher sent, fit for a line on a console: no line breaks, no control characters, not endless."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(found.split()))
    return line if len(line) <= MOST else f"{line[:MOST]} ..."


UNTOLD = "een body waarvan de inhoud niet wordt verteld, want er kunnen namen van personen in staan"


class IngestionError(Exception):
    """A dataset could not be fetched or loaded; the last good snapshot stays current.

    `found` may quote what the publisher sent. `shape` says the same without any of its cells, for datasets whose cells
    are never told; where a place gives none, nothing of the body is told of them.
    """

    def __init__(
        self, dataset_id: str, place: str, found: str, expected: str, action: str, *, shape: str = UNTOLD
    ) -> None:
        found, self.shape = in_words(found), shape
        self.dataset_id, self.place, self.found, self.expected, self.action = dataset_id, place, found, expected, action
        super().__init__(f"{dataset_id}: bij {place}: gevonden {found}; verwacht {expected}. {action}")

    def without_cells(self) -> "IngestionError":
        """The same error in words that quote nothing of the body."""
        return type(self)(self.dataset_id, self.place, self.shape, self.expected, self.action, shape=self.shape)


class Unreachable(IngestionError):
    """The publisher did not answer, or kept answering with an error that may pass."""


class NotPublished(IngestionError):
    """The publisher answers that this address or file does not exist (404, 410, an empty landing folder)."""


class WrongBody(IngestionError):
    """The body is not what the protocol says: HTML for csv, truncated, empty, too large."""


class TornTable(IngestionError):
    """The publisher revised a table while its pages came in, and again when they were asked for once more."""


@dataclass(frozen=True)
class Unknown:
    """Words of a publisher that one of the seeds `vocabulary/` lacks."""

    seed: str
    words: tuple[str, ...]
    dimension: str = ""  # of CBS, where a seed has the words of many
    code: str = ""  # of ours, where it is known what the word should be


class ContractBroken(IngestionError):
    """The body has the right form but not the columns, codes or counts of the dataset's contract."""

    def __init__(
        self,
        dataset_id: str,
        place: str,
        found: str,
        expected: str,
        action: str,
        *,
        shape: str = UNTOLD,
        unknown: Unknown | None = None,
        missing: tuple[str, ...] = (),
        column: str = "",
    ) -> None:
        """`unknown`, `missing` (columns) and `column` (with values that its rule forbids) say again what is wrong, for
        whoever proposes what would put it right."""
        super().__init__(dataset_id, place, found, expected, action, shape=shape)
        self.unknown, self.missing, self.column = unknown, missing, column


NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)  # the disk is full, or a file may not grow
SQLITE_NO_ROOM = ("disk I/O error", "database or disk is full")  # as Dagster's own records say it


def tells_no_room(told: str) -> bool:
    """Says a text of a library, or of another process, that this machine has no room?"""
    return any(words in told for words in [*(os.strerror(number) for number in NO_ROOM), *SQLITE_NO_ROOM])


def in_the_way(told: str) -> tuple[str, str]:
    """What of this machine is in the way by what a library tells of it, and what a person can do: the disk may only be read."""
    if os.strerror(errno.EROFS) in told:
        return f"Deze schijf is alleen te lezen: {told}", "Maak haar beschrijfbaar"
    return f"Geen ruimte op deze machine: {told}", "Maak ruimte"


def is_local(error: Exception) -> bool:
    """This machine's trouble, not the publisher's: no memory, no disk. Then the run must end, not the dataset be stale."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    # DuckDB and SQLite tell the system's reason in the text of their own errors
    if isinstance(error, duckdb.Error):
        told = [os.strerror(number) for number in NO_ROOM]
    else:
        told = list(SQLITE_NO_ROOM) if isinstance(error, sqlite3.Error) else []
    return any(words in str(error) for words in told) or isinstance(error, MemoryError | duckdb.OutOfMemoryException)


def local_cause(error: BaseException | None) -> Exception | None:
    """The first trouble of this machine among an error and what it came from; None where there is none."""
    while error is not None:
        if isinstance(error, Exception) and is_local(error):
            return error
        error = error.__cause__ or error.__context__
    return None
