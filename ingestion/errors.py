"""Errors a person can act on: which dataset, where, what was found, what was expected, what to do."""


class IngestionError(Exception):
    """A dataset could not be fetched or loaded; the last good snapshot stays current."""

    def __init__(self, dataset_id: str, place: str, found: str, expected: str, action: str) -> None:
        self.dataset_id, self.place, self.found, self.expected, self.action = dataset_id, place, found, expected, action
        super().__init__(f"{dataset_id}: at {place}: found {found}; expected {expected}. {action}")


class Unreachable(IngestionError):
    """The publisher did not answer, or kept answering with an error that may pass."""


class NotPublished(IngestionError):
    """The publisher answers that this address or file does not exist (404, 410, an empty landing folder)."""


class WrongBody(IngestionError):
    """The body is not what the protocol says: HTML for csv, truncated, empty, too large."""


class ContractBroken(IngestionError):
    """The body has the right form but not the columns, codes or counts of the dataset's contract."""
