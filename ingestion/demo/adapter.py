"""A `requests` transport that answers for all publishers at once, without a network."""

from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from wsgiref.handlers import format_date_time

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3.response import HTTPResponse

from ingestion.demo import eurostat, ind, roa, uwv_open_match
from ingestion.demo.body import JSON, Body, compact
from ingestion.demo.cbs import odata3, odata4
from ingestion.demo.duo import portal


class DemoAdapter(BaseAdapter):
    """Answers what a live client asks, with the publishers' wire formats; any other address is a 404.

    Answers are the same in every process. Bodies are made when first asked for and kept as long as the adapter.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bodies: dict[tuple[str, str], Body | None] = {}

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Never fails; timeouts, certificates and proxies are of no concern here."""
        url, accepted = request.url or "", request.headers.get("Accept-Encoding") or ""
        kept = (url, accepted)
        if kept not in self._bodies:
            self._bodies[kept] = body_for(url, accepted)
        body = self._bodies[kept]
        if request.method not in ("GET", "HEAD"):
            body = refusal(HTTPStatus.METHOD_NOT_ALLOWED, f"{request.method} {url}")
        elif body is None:
            body = refusal(HTTPStatus.NOT_FOUND, f"the demo has nothing at {url}")
        return response(request, body)

    def close(self) -> None:
        self._bodies.clear()


def refusal(status: HTTPStatus, message: str) -> Body:
    return Body(compact({"error": {"code": status.value, "message": message}}), JSON, status=status)


def body_for(url: str, accepted: str) -> Body | None:
    """The answer to an address, or None where no publisher of the demo has anything."""
    split = urlsplit(url)
    if split.scheme != "https":
        return None
    path, options = unquote(split.path), dict(parse_qsl(split.query, keep_blank_values=True))
    plain = f"https://{split.netloc}{path}"
    if plain == roa.URL:
        return roa.file()
    if plain in ind.URLS:
        return ind.page(ind.URLS[plain])
    if split.netloc == odata4.HOST and path.startswith("/odata/v1/CBS/") and path.count("/") >= 5:
        table, entity = path.split("/", 5)[4:]
        return odata4.answer(table, entity, options)
    if split.netloc in (odata3.HOST, odata3.THIRD_PARTIES):
        return odata3.answer(plain, options)
    if split.netloc == uwv_open_match.HOST:
        return uwv_open_match.answer(plain, options)
    if plain == f"https://{portal.HOST}/api/3/action/package_show":
        return portal.package(options.get("id", ""))
    if plain.startswith(eurostat.API):
        return eurostat.answer(plain.removeprefix(eurostat.API), options, accepted)
    return portal.file(plain)


def response(request: requests.PreparedRequest, body: Body) -> requests.Response:
    """A body as an HTTP answer, or 304 where the client already has it."""
    etag = f'"{sha256(body.content).hexdigest()}"'
    content, status, headers = body.content, body.status, {"ETag": etag}
    if body.modified:
        headers["Last-Modified"] = format_date_time(body.modified.timestamp())
    if status == HTTPStatus.OK and etag in request.headers.get("If-None-Match", "").replace(" ", "").split(","):
        content, status = b"", HTTPStatus.NOT_MODIFIED
    else:
        headers |= {"Content-Type": body.content_type, "Content-Length": str(len(content))}
    raw = HTTPResponse(
        body=BytesIO(b"" if request.method == "HEAD" else content), headers=headers, status=int(status),
        reason=HTTPStatus(status).phrase, preload_content=False, request_method=request.method, request_url=request.url,
    )  # fmt: skip
    return HTTPAdapter().build_response(request, raw)
