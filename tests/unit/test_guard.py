"""No web page can drive the UI: what a browser could be made to send is asked of Dagster's own webserver, behind the guard."""

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import Scope
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from orchestration.guard import objection
from tests.unit.webserver import CHANGE, JSON, Ui, served

FOREIGN = "http://elsewhere.example"
BODY = json.dumps({"query": CHANGE})
EVENTS = 'subscription { pipelineRunLogs(runId: "none", cursor: "HEAD") { __typename } }'


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ui]:
    with served(tmp_path_factory.mktemp("dagster")) as running:
        yield running


@pytest.fixture
def untouched(ui: Ui) -> Iterator[Ui]:
    """The UI, of which CHANGE has changed nothing yet."""
    assert not ui.changed()
    yield ui
    status, answer = ui.ask("POST", "/graphql", json.dumps({"query": CHANGE.replace("false", "true")}), **JSON)
    assert status == 200, answer


def refused(answer: tuple[int, str]) -> None:
    assert answer[0] == 403, answer
    assert answer[1].endswith(".\n"), "a sentence says why"


def test_the_page_of_the_ui_and_its_own_post_work(untouched: Ui) -> None:
    status, page = untouched.ask(
        "GET", "/", Sec_Fetch_Site="none", Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="document"
    )
    assert (status, '<div id="root">' in page) == (200, True)
    own = {"Origin": f"http://{untouched.address}", "Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"}
    assert untouched.ask("POST", "/graphql", BODY, **JSON, **own)[0] == 200
    assert untouched.changed()


def test_the_pages_of_a_publication_open_run_nothing_and_lead_nowhere_else(
    ui: Ui,
) -> None:
    folder = Path(ui.instance.root_directory) / "publication"
    assert ui.ask("GET", "/publicatie/data_docs/index.html") == (
        404,
        "Deze bladzijde is er niet; is er al gepubliceerd?\n",
    )
    kept = folder / "history" / "1" / "data_docs"
    (kept / "validations").mkdir(parents=True)
    (kept / "validations" / "a.html").write_text("<p>gevonden</p>", encoding="utf-8")
    (folder / "data_docs").symlink_to(kept)
    secret = folder.parent / "secret.html"
    secret.write_text("geheim", encoding="utf-8")
    (kept / "out.html").symlink_to(secret)
    assert ui.ask("GET", "/publicatie/data_docs/validations/a.html") == (200, "<p>gevonden</p>")
    for path in ("out.html", "../secret.html", "%2e%2e/%2e%2e/%2e%2e/secret.html"):
        assert "geheim" not in ui.ask("GET", f"/publicatie/data_docs/{path}")[1], path
    connection = http.client.HTTPConnection("127.0.0.1", ui.port, timeout=60)
    connection.request("GET", "/publicatie/data_docs/validations/a.html")
    allowed = connection.getresponse().headers.get_all("Content-Security-Policy") or []
    connection.close()
    assert any("default-src 'none'" in policy and "script-src" not in policy for policy in allowed)


def test_it_is_localhost_too(untouched: Ui) -> None:
    own = {"Host": f"localhost:{untouched.port}", "Origin": f"http://localhost:{untouched.port}"}
    assert untouched.ask("POST", "/graphql", BODY, **JSON, **own)[0] == 200
    assert untouched.changed()


def test_a_program_that_is_no_browser_may_post_json(untouched: Ui) -> None:
    charset = {"Content-Type": "application/json; charset=utf-8"}
    assert untouched.ask("POST", "/graphql", BODY, **charset)[0] == 200
    assert untouched.changed()


@pytest.mark.parametrize("path", ["/graphql", "/%67raphql", "/graphql%0A", "/graphql/", "//graphql", "/./graphql"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_mutation_goes_by_get(untouched: Ui, method: str, path: str) -> None:
    answer = untouched.ask(method, f"{path}?{urlencode({'query': CHANGE})}")
    assert not untouched.changed()
    if path in ("/graphql", "/%67raphql"):
        assert answer[0] == 403


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_graphql_is_not_asked_by_get(ui: Ui, accept: str) -> None:
    refused(ui.ask("GET", "/graphql?" + urlencode({"query": "{ version }"}), Accept=accept))


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/plain; application/json",
        "text/plain;charset=application/json",
        "application/graphql",
        "application/json-patch+json",
        "",
    ],
)
def test_a_form_and_a_text_are_no_question(untouched: Ui, kind: str) -> None:
    """What a page may send to another origin without asking first; Dagster reads JSON where a type only mentions it."""
    for body in (BODY, CHANGE, urlencode({"query": CHANGE})):
        refused(untouched.ask("POST", "/graphql", body, **{"Content-Type": kind}))
        refused(untouched.ask("POST", f"/graphql?{urlencode({'query': CHANGE})}", body, **{"Content-Type": kind}))
    assert not untouched.changed()


@pytest.mark.parametrize(
    "origin",
    [
        FOREIGN,
        "null",
        "",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1:{port}.elsewhere.example",
        "http://127.0.0.1:{port}, http://elsewhere.example",
    ],
)
def test_another_origin_may_not_ask(untouched: Ui, origin: str) -> None:
    origin = origin.format(port=untouched.port)
    refused(untouched.ask("POST", "/graphql", BODY, **JSON, Origin=origin))
    refused(untouched.ask("OPTIONS", "/graphql", Origin=origin, Access_Control_Request_Method="POST"))
    refused(untouched.ask("GET", "/server_info", Origin=origin))
    assert not untouched.changed()


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_site_may_follow_a_link_and_no_more(untouched: Ui, site: str) -> None:
    refused(untouched.ask("POST", "/graphql", BODY, **JSON, Sec_Fetch_Site=site, Sec_Fetch_Mode="cors"))
    refused(untouched.ask("GET", "/", Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="iframe"))
    refused(
        untouched.ask("GET", "/logs/x/y/z.out", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors", Sec_Fetch_Dest="script")
    )
    link = {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert untouched.ask("GET", "/runs", Sec_Fetch_Site=site, **link)[0] == 200
    refused(untouched.ask("POST", "/graphql", BODY, **JSON, Sec_Fetch_Site=site, **link))
    assert not untouched.changed()


@pytest.mark.parametrize(
    "host",
    [
        "elsewhere.example:{port}",  # a name of anyone, that leads to this machine (DNS rebinding)
        "127.0.0.1",
        "127.0.0.1:1",
        "0.0.0.0:{port}",
        "127.0.0.1:{port}.elsewhere.example",
        "localhost.elsewhere.example:{port}",
        "",
    ],
)
def test_another_host_is_not_answered(untouched: Ui, host: str) -> None:
    host = host.format(port=untouched.port)
    refused(untouched.ask("POST", "/graphql", BODY, **JSON, Host=host, Origin=f"http://{host}"))
    refused(untouched.ask("POST", "/graphql", BODY, **JSON, Host=host))
    for path in ("/", "/server_info", "/logs/x/y/z.out", "/download_debug/x", "/favicon.png"):
        refused(untouched.ask("GET", path, Host=host))
    assert not untouched.changed()


@pytest.mark.parametrize("route", ["materialization", "observation", "check"])
def test_no_page_reports_an_asset_as_made(ui: Ui, route: str) -> None:
    """These routes take a POST without a body and without a type, which a page may send to anyone."""
    path = f"/report_asset_{route}/planted?" + urlencode({"check_name": "c", "passed": "true"})
    refused(ui.ask("POST", path))
    refused(ui.ask("POST", path, "{}", **{"Content-Type": "text/plain"}))
    refused(ui.ask("POST", path, "{}", **JSON, Origin=FOREIGN))
    refused(ui.ask("GET", path, Origin=FOREIGN))
    assert list(ui.instance.all_asset_keys()) == []


def test_no_notebook_is_shown(ui: Ui) -> None:
    """It would be a page of the UI, with the scripts of a file from anywhere on this machine."""
    for path in ("/notebook", "/dagit/notebook", "/notebook%0A"):
        refused(ui.ask("GET", f"{path}?repoLocName=x&path=" + quote("/home/x/Downloads/y.ipynb")))


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_not_taken(ui: Ui, method: str) -> None:
    for path in ("/graphql", "/", "/report_asset_materialization/x"):
        refused(ui.ask(method, path, "{}", **JSON))


def test_no_page_of_another_origin_may_show_the_ui_in_a_frame(ui: Ui) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", ui.port, timeout=60)
    connection.request("GET", "/")
    response = connection.getresponse()
    assert "frame-ancestors 'self'" in (response.headers.get_all("Content-Security-Policy") or [])
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    connection.close()


def test_the_websocket_of_the_ui_works(ui: Ui) -> None:
    url, protocol = f"ws://{ui.address}/graphql", [Subprotocol("graphql-ws")]
    with connect(url, origin=Origin(f"http://{ui.address}"), subprotocols=protocol, proxy=None) as socket_:
        socket_.send(json.dumps({"type": "connection_init"}))
        assert json.loads(socket_.recv(timeout=60)) == {"type": "connection_ack"}
        socket_.send(json.dumps({"type": "start", "id": "1", "payload": {"query": EVENTS}}))
        assert json.loads(socket_.recv(timeout=60))["type"] == "data"


@pytest.mark.parametrize("origin", [FOREIGN, "null", "http://localhost:{port}", None])
def test_another_origin_opens_no_websocket(ui: Ui, origin: str | None) -> None:
    named = None if origin is None else Origin(origin.format(port=ui.port))
    with (
        pytest.raises(InvalidStatus) as met,
        connect(f"ws://{ui.address}/graphql", origin=named, subprotocols=[Subprotocol("graphql-ws")], proxy=None),
    ):
        pass
    response = met.value.response
    refused((response.status_code, response.body.decode()))


def test_every_route_of_the_webserver_is_behind_the_guard(ui: Ui) -> None:
    """A route that a later Dagster adds is to be judged here: does it change or give out something by GET?"""
    routes = [r for r in ui.app.routes if not getattr(r, "name", "").endswith("static")]
    assert {type(r) for r in routes} == {Mount, Route, WebSocketRoute}
    mounted = [r.path for r in routes if isinstance(r, Mount)]
    assert mounted == ["/publicatie/site", "/publicatie/data_docs"]
    taken = {(r.path, m) for r in routes if isinstance(r, Route) for m in r.methods or () if m != "HEAD"}
    asked = {"/graphql", "/server_info", "/dagit_info", "/logs/{path:path}", "/notebook", "/dagit/notebook"}
    asked |= {"/download_debug/{run_id:str}", "/{path:path}", "/"}
    told = {f"/report_asset_{what}/{{asset_key:path}}" for what in ("materialization", "check", "observation")}
    assert taken == {(path, "GET") for path in asked} | {(path, "POST") for path in told | {"/graphql"}}
    assert [r.path for r in routes if isinstance(r, WebSocketRoute)] == ["/graphql"]
    for path, method in taken | {(f"{path}/index.html", "GET") for path in mounted}:
        refused(ui.ask(method, re.sub(r"{.*}", "x", path), "{}", **JSON, Host="elsewhere.example"))
        refused(ui.ask(method, re.sub(r"{.*}", "x", path), "{}", **JSON, Origin=FOREIGN))


def test_a_header_that_comes_twice_is_not_believed() -> None:
    own, foreign = (b"127.0.0.1:3000", b"elsewhere.example:3000")
    json_, text = (b"application/json", b"text/plain")

    def ask(*headers: tuple[bytes, bytes]) -> Scope:
        return {"type": "http", "method": "POST", "path": "/graphql", "headers": list(headers)}

    good = [
        (b"host", own),
        (b"origin", b"http://" + own),
        (b"content-type", json_),
        (b"sec-fetch-site", b"same-origin"),
    ]
    assert objection(ask(*good), 3000) is None
    for header in [
        (b"host", own),
        (b"host", foreign),
        (b"origin", b"http://" + own),
        (b"origin", b"http://" + foreign),
        (b"content-type", json_),
        (b"content-type", text),
        (b"sec-fetch-site", b"cross-site"),
    ]:
        assert objection(ask(*good, header), 3000), header
        assert objection(ask(header, *good), 3000), header
    assert objection(ask(*good[1:]), 3000), "no host"


def test_on_port_80_a_browser_leaves_the_port_out() -> None:
    headers = [(b"host", b"localhost"), (b"origin", b"http://localhost"), (b"content-type", b"application/json")]
    scope: Scope = {"type": "http", "method": "POST", "path": "/graphql", "headers": headers}
    assert objection(scope, 80) is None
    assert objection(scope, 3000)
