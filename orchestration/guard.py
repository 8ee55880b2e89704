"""What stands before the Dagster UI, so that no web page can drive it.

Dagster's webserver (1.13) runs a GraphQL mutation that comes by GET or under any content type that mentions JSON, answers to
every Host and looks at no Origin: a page of anyone, open in the same browser, could launch a run. A browser says of each
request from where it comes, and a page cannot change that; so that is looked at. A token would add nothing: who may fetch
the page would have it, and a cookie goes to every port of this machine.
"""

from pathlib import Path
from typing import Any

from dagster_webserver.webserver import DagsterWebserver
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orchestration.publication.history import PAGES, SHOWN

NAMES = ("127.0.0.1", "localhost")
POLL_RATE = 2000  # ms between the UI's questions about what it shows; as `dagster dev`
# No page of another origin may show the UI in a frame and lure a click, or take in an answer as a script or a picture.
READ_ONLY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
HEADERS = {"Content-Security-Policy": "frame-ancestors 'self'", "Cross-Origin-Resource-Policy": "same-origin"}


def objection(scope: Scope, port: int) -> str | None:
    """Why a request or websocket is not passed on, in a sentence; None where the UI itself may have sent it.

    A program that is no browser, such as curl, names no Origin: its POST of JSON passes. No page can send such a request:
    browsers name the Origin of every POST and every websocket.
    """
    headers = Headers(scope=scope)
    hosts, origins, types = (headers.getlist(name) for name in ("host", "origin", "content-type"))
    own = [name if port == 80 else f"{name}:{port}" for name in NAMES]
    if len(hosts) != 1 or hosts[0] not in own:
        return f"Deze UI antwoordt alleen op de host {' of '.join(own)}."
    if origins not in ([], [f"http://{hosts[0]}"]):
        return "Deze UI neemt geen verzoeken aan van pagina's van een andere herkomst."
    if scope["type"] == "websocket":
        return None if origins else "Een websocket noemt hier zijn herkomst."
    reading = scope["method"] in ("GET", "HEAD")
    followed = reading and (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
    if not followed and not set(headers.getlist("sec-fetch-site")) <= {"same-origin", "none"}:
        return "Deze UI is geen deel van een pagina van een andere herkomst; een link ernaar mag worden gevolgd."
    if not reading and scope["method"] != "POST":
        return "Deze UI kent alleen GET, HEAD en POST."
    if not reading and [t.split(";")[0].strip().lower() for t in types] != ["application/json"]:
        return "Deze UI kent alleen een POST van application/json."
    return None


def refusal(why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status_code=403)


class Guard:
    """An ASGI app that passes on what `objection` has nothing against; the rest gets 403 and the sentence."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app, self.port = app, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.append(name, value)
            await send(message)

        why = None if scope["type"] == "lifespan" else objection(scope, self.port)
        await (refusal(why) if why else self.app)(scope, receive, send_with_headers)


class Published(StaticFiles):
    """The pages of a publication, so that links in the UI open: none of them runs a script here or sends anything.

    A link out of the folder is not followed; a folder that is not there yet has no pages.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)

    async def check_config(self) -> None:
        """Starlette's own raises where nothing was ever published."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            return PlainTextResponse("Deze bladzijde is er niet; is er al gepubliceerd?\n", error.status_code)
        response.headers["Content-Security-Policy"] = READ_ONLY
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class Webserver(DagsterWebserver[Any, Any]):
    """Dagster's webserver behind the guard, for the UI on a port of the loopback address; and the pages that it links to."""

    def __init__(self, context: Any, port: int, publication: Path) -> None:
        super().__init__(context, live_data_poll_rate=POLL_RATE)
        self.port, self.publication = port, publication

    def build_routes(self) -> list[BaseRoute]:
        pages = [Mount(f"{SHOWN}/{name}", Published(self.publication / name), name=name) for name in PAGES]
        return [*pages, *super().build_routes()]  # type: ignore[no-untyped-call]

    def build_middleware(self) -> list[Middleware]:
        return [Middleware(Guard, port=self.port), *super().build_middleware()]

    async def graphql_http_endpoint(self, request: Request) -> Response:
        # here and not by its path in the guard: the router takes more spellings of a path than one would think of
        if request.method != "POST":
            return refusal("GraphQL wordt alleen met POST gevraagd.")
        answer: Response = await super().graphql_http_endpoint(request)
        return answer

    async def download_notebook(self, request: Request) -> Response:
        """Dagster renders any notebook of this machine, its scripts included, as a page of the UI; this project has none."""
        return refusal("Er zijn hier geen notebooks.")
