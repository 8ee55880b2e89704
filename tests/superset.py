"""Apache Superset, in an environment of its own (`make superset`): the dashboard of docs/bi/superset is imported on a published
file, each of its charts is asked, and each answer is held against SQL on that file; sums that nobody may draw are refused.

`python -m tests.superset FILE` with the Python of `.compat/superset`. Exit status 1 when something differs. Nothing is listened
on: Superset is asked within the process.
"""

import argparse
import datetime
import io
import json
import os
import secrets
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "bi" / "superset"
PLACE = "/path/to/data/live/publication/talentstrategie.duckdb"  # as the export names it
# of each chart, by its name, the same from the file in plain SQL
CHARTS = {
    "Welke publicatie dit is": "select publication_id, note_nl from meta.publication",
    "Spanning op de arbeidsmarkt per opgave": "select period_start, opgave_nl, figure.value from bi.cijfers "
    "where indicator_id = 'tightness.quarter'",
    "Diploma's mbo per opgave": "select period_start, opgave_nl, figure.value from bi.cijfers where indicator_id = 'graduates.mbo'",
    "De nieuwste cijfers, met hun 95%-interval": "select opgave_nl, topic_nl, indicator_nl, period_nl, unit, delineation_nl, "
    "status_nl, figure.value, figure.total_lower, figure.total_upper from bi.cijfers where is_newest",
    "Diploma's mbo voor zorg, per studiejaar en niveau": "select period_start, level_nl, sum(zorg) from bi.diplomas "
    "where education_sector = 'mbo' group by all",
}
REFUSED = ("SUM", "AVG")  # of a figure: what a tool offers first


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.superset")
    parser.add_argument("file", type=Path, help="a published talentstrategie.duckdb")
    file: Path = parser.parse_args().file.resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= configured(Path(folder))
        for command in (("db", "upgrade"), ("init",)):
            run(*command)
        password = secrets.token_hex()
        user = (
            "--username",
            "a",
            "--firstname",
            "a",
            "--lastname",
            "a",
            "--email",
            "a@example.org",
            "--password",
            password,
        )
        run("fab", "create-admin", *user)
        wrong = list(differences(Api(password), file))
    for each in wrong:
        print(each)
    print(f"{len(CHARTS)} charts and {len(REFUSED)} refusals: {len(wrong)} differ")
    return bool(wrong)


def configured(folder: Path) -> dict[str, str]:
    """A Superset of its own in that folder, by the environment."""
    told = (
        f"SECRET_KEY = {secrets.token_hex()!r}\nSQLALCHEMY_DATABASE_URI = 'sqlite:///{folder}/superset.db'\n"
        "WTF_CSRF_ENABLED = False\nTALISMAN_ENABLED = False\n"
    )
    (folder / "superset_config.py").write_text(told, encoding="utf-8")
    return {
        "SUPERSET_CONFIG_PATH": str(folder / "superset_config.py"),
        "FLASK_APP": "superset",
        "SUPERSET_HOME": str(folder),
    }


def run(*arguments: str) -> None:
    """A command of Superset. Raises SystemExit with what it said when it fails."""
    command = [str(Path(sys.executable).with_name("superset")), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"superset {' '.join(arguments[:2])}: {done.stderr[-2000:]}")


class Api:
    """Superset's own web interface, without a network."""

    def __init__(self, password: str) -> None:
        self.client = import_module("superset.app").create_app().test_client()
        login = {"username": "a", "password": password, "provider": "db", "refresh": False}
        token = self.client.post("/api/v1/security/login", json=login).get_json()["access_token"]
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, address: str) -> Any:
        return self.client.get(address, headers=self.headers).get_json()

    def imported(self, file: Path) -> None:
        """The dashboard of the folder, on that file. Raises SystemExit with the reason where Superset refuses it."""
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w") as packed:
            for path in sorted(FOLDER.rglob("*.yaml")):
                text = path.read_text(encoding="utf-8").replace(PLACE, str(file))
                packed.writestr(f"export/{path.relative_to(FOLDER)}", text)
        body.seek(0)
        answer = self.client.post(
            "/api/v1/dashboard/import/", data={"formData": (body, "export.zip")}, headers=self.headers
        )
        if answer.status_code != 200:
            raise SystemExit(f"the dashboard is not imported: {answer.get_data(as_text=True)[:2000]}")

    def rows(
        self, dataset: int, columns: list[str], metrics: list[Any], filters: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """What a chart asks. Raises ValueError with what Superset says where it gives no rows."""
        query = {"columns": columns, "metrics": metrics, "filters": filters, "row_limit": 50_000}
        asked = {
            "datasource": {"id": dataset, "type": "table"},
            "queries": [query],
            "result_format": "json",
            "result_type": "full",
        }
        answer = self.client.post("/api/v1/chart/data", json=asked, headers=self.headers)
        told = answer.get_json()
        if answer.status_code != 200 or told["result"][0].get("error"):
            raise ValueError(json.dumps(told)[:500])
        return list(told["result"][0]["data"])


def differences(api: Api, file: Path) -> Iterator[str]:
    """What does not answer as the file does, in words."""
    wanted = {name: answers(file, query) for name, query in CHARTS.items()}
    api.imported(file)
    charts = api.get("/api/v1/chart/?q=(page_size:100)")["result"]
    if {chart["slice_name"] for chart in charts} != CHARTS.keys():
        yield f"charts: {sorted(chart['slice_name'] for chart in charts)}"
    for chart in charts:
        params = json.loads(chart["params"])
        columns = [*([params["x_axis"]] if "x_axis" in params else []), *params["groupby"]]
        filters = [{"col": f["subject"], "op": f["operator"], "val": f["comparator"]} for f in params["adhoc_filters"]]
        rows = api.rows(int(params["datasource"].split("__")[0]), columns, params["metrics"], filters)
        told = {tuple(plain(row[name]) for name in (*columns, *params["metrics"])) for row in rows}
        if told != wanted[chart["slice_name"]] or not told:
            yield f"{chart['slice_name']}: {len(told ^ wanted[chart['slice_name']])} rows differ of {len(told)}"
    (cijfers,) = [d["id"] for d in api.get("/api/v1/dataset/")["result"] if d["table_name"] == "cijfers"]
    for aggregate in REFUSED:
        metric = {
            "expressionType": "SIMPLE",
            "aggregate": aggregate,
            "column": {"column_name": "figure"},
            "label": aggregate,
        }
        try:
            rows = api.rows(cijfers, ["opgave_nl"], [metric], [])
        except ValueError:
            continue
        yield f"{aggregate} of a figure is answered: {rows[:1]}"


def answers(file: Path, query: str) -> set[tuple[Any, ...]]:
    """By another process: DuckDB opens a file once per process in one way, and Superset has its own."""
    code = (
        "import duckdb, json, sys; con = duckdb.connect(sys.argv[1], read_only=True); "
        "print(json.dumps(con.sql(sys.argv[2]).fetchall(), default=str))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file), query], capture_output=True, text=True, check=True)
    return {tuple(row) for row in json.loads(done.stdout)}


def plain(value: Any) -> Any:
    """A day as text: Superset gives milliseconds since 1970."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) > 1e11:
        return str(datetime.datetime.fromtimestamp(value / 1000, tz=datetime.UTC).date())
    return value


if __name__ == "__main__":
    sys.exit(main())
