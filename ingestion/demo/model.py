"""How the demo models what nobody published: a total spread over parts, with weights that come from names.

A weight is a hash of the names of what it weighs, so it is the same in every process, on every Python and in any
order of asking. Nothing here is random, and no part can make a total differ from the published one.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise


def chance(*names: object) -> float:
    """A number in [0, 1) that belongs to these names."""
    digest = blake2b("|".join(map(str, names)).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def between(low: float, high: float, *names: object) -> float:
    """A number in [low, high) that belongs to these names."""
    return low + (high - low) * chance(*names)


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts proportional to `weights` (largest remainder; ties go to the first)."""
    base = sum(weights)
    if not weights or base <= 0:
        raise ValueError(f"nothing to spread {total} over: {len(weights)} weights, sum {base}")
    exact = [total * w / base for w in weights]
    parts = [int(e) for e in exact]
    rest = total - sum(parts)
    for i in sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))[:rest]:
        parts[i] += 1
    return parts


def along(points: Mapping[float, float], at: float) -> float:
    """The value at `at` on the line through the points; before the first and after the last it stays level."""
    years = sorted(points)
    if at <= years[0]:
        return points[years[0]]
    for left, right in pairwise(years):
        if at <= right:
            return points[left] + (points[right] - points[left]) * (at - left) / (right - left)
    return points[years[-1]]
