"""Moments that people write."""

from datetime import UTC, datetime, time


def moment_of(text: str) -> datetime:
    """The end of a day (`2026-07-02`), or a moment where a time is given; UTC unless it says otherwise.

    Raises ValueError for what is neither.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"as_of {text!r} is no date: write it as 2026-07-02") from error
    if len(text) == len("2026-07-02"):
        moment = datetime.combine(moment, time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
