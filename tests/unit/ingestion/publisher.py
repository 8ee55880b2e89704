"""A publisher that answers from memory, at the level of HTTP: every line of the real client runs."""

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import requests
from requests.adapters import BaseAdapter
from urllib3.response import HTTPResponse

Answer = bytes | tuple[int, dict[str, str], bytes]


@dataclass
class Publisher(BaseAdapter):
    """Bodies by url; `asked` remembers each request."""

    bodies: dict[str, Answer] = field(default_factory=dict)
    asked: list[requests.PreparedRequest] = field(default_factory=list)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        self.asked.append(request)
        answer = self.bodies.get(str(request.url), (404, {}, b"no such dataset here"))
        status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
        headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()}"', "Content-Length": str(len(body))} | headers
        if status == 200 and request.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        response = requests.Response()
        response.status_code, response.url, response.request = status, str(request.url), request
        response.headers.update(headers)
        response.raw = HTTPResponse(BytesIO(body), headers=headers, status=status, preload_content=False)
        return response

    def close(self) -> None:
        pass
