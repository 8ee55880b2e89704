"""Many datasets at once: two at a time of each host, all hosts side by side."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from requests.adapters import BaseAdapter

from ingestion.archive import Archive
from ingestion.catalogue import hosts, read
from ingestion.dataset import Dataset
from ingestion.home import CHECKOUT
from ingestion.probe import Finding, compare, corrections, successor
from ingestion.probe.glance import Glance
from ingestion.snapshot import Receipt

A_HOST = 2  # datasets of one host at once, each with one request at a time


@dataclass(frozen=True)
class Probed:
    """All findings, in the order of the datasets, what was asked for them, and the bodies that came for each."""

    findings: list[Finding]
    requests: int
    bodies: dict[str, list[Receipt]]


def probe_all(
    datasets: Iterable[Dataset],
    folder: Path,
    expect: compare.Expect,
    *,
    landing: Path | None = None,
    adapter: BaseAdapter | None = None,
    mirror: str | None = None,
    entries: Callable[[Dataset], Mapping[str, Any]] | None = None,
) -> Probed:
    """Probes these datasets; `folder` holds the bodies meanwhile. Through `$TALENT_MIRROR` where no other way is named."""
    mirror = mirror or (None if adapter else os.environ.get("TALENT_MIRROR"))
    glance, lists = Glance(Archive(folder, "live"), hosts(), adapter, mirror, landing), successor.Lists()
    wanted = list(datasets)
    said = entries or entry_of
    with ExitStack() as stack:
        pools: dict[str, ThreadPoolExecutor] = {}
        waiting: list[Future[Finding]] = []
        for dataset in wanted:
            host = dataset.access.host
            if host not in pools:
                pools[host] = stack.enter_context(ThreadPoolExecutor(A_HOST))
            waiting.append(pools[host].submit(compare.probe, dataset, said(dataset), glance, expect, lists))
        findings = [future.result() for future in waiting]
    bodies = {dataset: [p for p in parts.values() if p.http_status] for dataset, parts in glance.seen.items()}
    return Probed(findings, glance.requests, bodies)


def entry_of(dataset: Dataset) -> dict[str, Any]:
    """What the dataset's own file says."""
    return read(CHECKOUT / corrections.file_of(dataset))
