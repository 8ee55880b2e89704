"""A web page of someone else that tries, with all a page can send, to drive the Dagster UI of whoever looks at it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlencode

NAME = "elsewhere.example"
RESOLVE = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"  # for Chromium: whoever owns a name may let it lead anywhere
DONE = "all was tried"
PAGE = """<!doctype html><title>Elsewhere</title><p id="told">nothing was tried</p>
<iframe name="hidden"></iframe><iframe src="UI/"></iframe>
<form method="post" target="hidden" enctype="text/plain" action="UI/graphql"><input name="question"></form>
<script type="module">
const ui = "UI", question = QUESTION, link = "UI/graphql?LINK";
document.forms[0].elements.question.name = question.replace("{", '{"x":"') + " ";
document.forms[0].submit();
const image = new Image();
image.src = link;
const plain = type => ({method: "POST", mode: "no-cors", body: question, headers: {"Content-Type": type}});
const socket = new Promise(heard => {
  const opened = new WebSocket(ui.replace("http", "ws") + "/graphql", "graphql-ws");
  opened.onopen = () => heard("open");
  opened.onerror = () => heard("closed");
});
await Promise.allSettled([
  fetch(link, {mode: "no-cors"}),
  fetch(link.replace("graphql?", "graphql%0A?"), {mode: "no-cors"}),
  fetch(ui + "/graphql", plain("text/plain")),
  fetch(ui + "/graphql", plain("text/plain;application/json")),
  fetch(ui + "/report_asset_materialization/planted", {method: "POST", mode: "no-cors"}),
]);
const read = await fetch(ui + "/graphql", {method: "POST", body: question, headers: {"Content-Type": "application/json"}})
  .then(() => "read", () => "not read");
document.getElementById("told").textContent = `DONE: answer ${read}, websocket ${await socket}`;
</script>
"""


@contextmanager
def page(ui: str, query: str, variables: dict[str, Any]) -> Iterator[str]:
    """Serves the page, which asks the query of a UI in every way; gives its address, for a browser that has RESOLVE."""
    link = urlencode({"query": query, "variables": json.dumps(variables)})
    question = json.dumps(json.dumps({"query": query, "variables": variables}))
    body = PAGE.replace("QUESTION", question).replace("LINK", link).replace("UI", ui).replace("DONE", DONE)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://{NAME}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
