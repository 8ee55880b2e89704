"""Run as a program: the sha256 of every body of the demo and the seconds of processor time to make them, as JSON."""

import json
import time
from hashlib import sha256
from typing import Any

import requests

from ingestion.demo import DemoAdapter
from tests.unit.demo import asking


class Timed(DemoAdapter):
    """Counts what the demo itself takes, not what the asking around it does."""

    seconds = 0.0

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        started = time.process_time()
        try:
            return super().send(request, *args, **kwargs)
        finally:
            self.seconds += time.process_time() - started


if __name__ == "__main__":
    asking.ADAPTER = Timed()
    digests = {url: sha256(asking.body(url)).hexdigest() for url in asking.addresses()}
    print(json.dumps({"digests": digests, "seconds": asking.ADAPTER.seconds}))
