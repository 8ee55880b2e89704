"""Who follows a build while it goes: `talent build` does; the Dagster UI shows its own events, and follows nothing here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

Phase = Literal["dataset", "model", "check"]
Follower = Callable[[Phase, str, str], None]

_followers: list[Follower] = []


def tell(phase: Phase, name: str, outcome: str) -> None:
    """Something is done: the name of a dataset, model or check, and what came of it. From any thread."""
    for follower in _followers:
        follower(phase, name, outcome)


@contextmanager
def followed(follower: Follower) -> Iterator[None]:
    _followers.append(follower)
    try:
        yield
    finally:
        _followers.remove(follower)
