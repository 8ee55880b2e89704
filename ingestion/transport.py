"""How requests leave: few connections a host, bounded retries, and through a mirror when asked.

`TALENT_MIRROR=http://host:port` sends `https://<host>/<path>` to `<mirror>/<host>/<path>`.
"""

from typing import Any

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import PoolManager
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from ingestion.deadline import POOLS

LONGEST_WAIT = 60.0  # seconds: a publisher that says Retry-After: 3600 makes the dataset stale, not the run late


class BoundedRetry(Retry):
    """urllib3's Retry, with an upper bound on what a server may ask us to wait."""

    longest = LONGEST_WAIT

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        wait = super().get_retry_after(response)
        return None if wait is None else min(wait, self.longest)


class BriefRetry(BoundedRetry):
    """For who has many to ask, and can do without one."""

    longest = 1.0


def polite_adapter(brief: bool = False) -> HTTPAdapter:
    """Tries again what may pass; `brief`: once, without waiting long."""
    retry = (BriefRetry if brief else BoundedRetry)(
        total=1 if brief else 6,
        connect=1 if brief else 3,
        read=0 if brief else 1,  # a socket that hangs: twice the time-out is enough
        status=1 if brief else 4,
        redirect=0,
        backoff_factor=0.5,
        backoff_max=30,
        status_forcelist=(429, 500, 502, 503, 504),
        allowed_methods=("GET",),
        raise_on_status=False,
    )
    return BoundedAdapter(max_retries=retry, pool_maxsize=2, pool_block=True)


class BoundedAdapter(HTTPAdapter):
    """Its connections keep to the deadline of whoever asks, also through a proxy."""

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def proxy_manager_for(self, proxy: str, **named: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(proxy, **named)
        manager.pool_classes_by_scheme = POOLS
        return manager


class MirrorAdapter(BaseAdapter):
    """Sends what is meant for a publisher to a mirror of it."""

    def __init__(self, mirror: str, brief: bool = False) -> None:
        super().__init__()
        self.mirror, self.inner = mirror.rstrip("/"), polite_adapter(brief)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        mirrored = request.copy()
        mirrored.url = f"{self.mirror}/{(request.url or '').removeprefix('https://')}"
        return self.inner.send(mirrored, *args, **kwargs)

    def close(self) -> None:
        self.inner.close()
