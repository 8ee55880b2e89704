"""Moments: that of now, in the order in which things are recorded, and those that people write."""

from datetime import UTC, datetime, time, timedelta


def moment_of(text: str) -> datetime:
    """The end of a day (`2026-07-02`), or a moment where a time is given; UTC unless it says otherwise.

    Raises ValueError for what is neither.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"as_of {text!r} is geen datum: schrijf 2026-07-02") from error
    if len(text) == len("2026-07-02"):
        moment = datetime.combine(moment, time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def now() -> datetime:
    return datetime.now(UTC)


def after(moment: datetime, last: datetime | None) -> datetime:
    """The moment, or a second past what was recorded last where this machine's clock stands before that.

    What comes in later is recorded as later, whatever the clock says: the order of snapshots and publications tells
    which is current, and a clock that was set back would put the newest among the old. Names hold whole seconds, so a
    second is the least between two.
    """
    least = last + timedelta(seconds=1) if last else moment
    return max(moment, least)
