"""Two ways of doing the same, in turn, and the median of their ratios."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def ratio(name: str, bar: float, ours: Callable[[], object], theirs: Callable[[], object], runs: int = 5) -> None:
    """Prints medians of both and of the ratio, after one run of each that does not count."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    middle = statistics.median(a / b for a, b in pairs)
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name}: {middle:.2f}x (bar {bar}x); {mine:.2f} s against {other:.2f} s, median of {runs}", flush=True)
