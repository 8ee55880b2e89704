"""`talent` as a person and a script meet it: answers on one stream, the rest on the other, in every kind of terminal."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from rich.console import Console
from typer.testing import CliRunner

from ingestion.home import CHECKOUT
from orchestration.cli import answers, reading
from orchestration.cli.answers import Form
from orchestration.cli.app import app
from orchestration.cli.commands import app as whole
from tests.integration.publication.homes import SmallHome


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published home in a folder that no shell script likes."""
    with pytest.MonkeyPatch.context() as patch:
        made = SmallHome(tmp_path_factory.mktemp("a 'quoted\" één") / "home", patch)
        made.publish([("graduates", "2024-08-01", 10.0, "provisional")])
        return Path(made.home.root)


def talent(home: Path, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "orchestration.cli", *arguments],
        cwd=CHECKOUT,
        env=os.environ | {"TALENT_HOME": str(home), "COLUMNS": "80"} | env,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )


ASK = "select 1 as one, null as nothing, '' as empty, 'a, \"b\"' as text, date '2026-07-02' as day, 1.50::decimal(3, 2) as price"


def test_the_answer_is_alone_on_standard_output_and_json_can_be_read(home: Path) -> None:
    done = talent(home, "sql", "--json", ASK)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        {"one": 1, "nothing": None, "empty": "", "text": 'a, "b"', "day": "2026-07-02", "price": 1.5}
    ]


def test_csv_tells_nothing_from_an_empty_text(home: Path) -> None:
    done = talent(home, "sql", "--csv", ASK)
    assert done.stdout.splitlines()[1] == '1,,"","a, ""b""",2026-07-02,1.50'
    assert next(iter(csv.DictReader(io.StringIO(done.stdout))))["text"] == 'a, "b"'


def test_a_pipe_gets_every_row_in_full(home: Path) -> None:
    done = talent(home, "sql", "select range as n, repeat('x', 300) as wide from range(1000)")
    lines = done.stdout.splitlines()
    assert len(lines) == 1 + 1000
    assert all(len(line.split()[1]) == 300 for line in lines[1:])


def test_who_reads_no_further_ends_it_without_a_word(home: Path) -> None:
    script = f'{sys.executable} -m orchestration.cli sql --csv "select range from range(200000)" | head -1'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"],
        cwd=CHECKOUT,
        env=os.environ | {"TALENT_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "range\n")
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


@pytest.mark.parametrize("query", ["", "  ", "-- only a comment", "/* nothing */ ;"])
def test_no_question_is_wrong_use(home: Path, query: str) -> None:
    done = talent(home, "sql", query)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Geen vraag: ")


def test_a_question_may_begin_with_a_comment_and_be_more_than_one(home: Path) -> None:
    done = talent(home, "sql", "-- first\nselect 1 as a; select 2 as b")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["a", "1", "b", "2"]
    assert talent(home, "sql", "--json", "select 1; select 2").returncode == 2


def test_a_wrong_question_is_a_sentence(home: Path) -> None:
    done = talent(home, "sql", "select * from nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("De vraag is niet te beantwoorden. DuckDB zegt: ")
    assert "Traceback" not in done.stderr


def test_in_an_ascii_locale_letters_stay_what_they_are(home: Path) -> None:
    done = talent(home, "sql", "--csv", "select 'één' as word", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1] == "één"


def test_status_begins_with_the_answer_and_says_all_of_it_to_a_script(home: Path) -> None:
    told = talent(home, "status")
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[0].startswith(("live, publicatie ", "demo, publicatie "))
    assert "in quarantaine" in told.stdout.splitlines()[1]
    said = json.loads(talent(home, "status", "--json").stdout)
    assert sum(said["counts"].values()) == len(said["datasets"])
    assert said["home"] == str(home)


def test_the_version_is_told() -> None:
    done = CliRunner().invoke(whole, ["--version"])
    assert done.exit_code == 0
    assert f"DuckDB {duckdb.__version__}" in done.output


@pytest.mark.parametrize("debug", [False, True])
def test_no_traceback_reaches_a_user_who_did_not_ask(debug: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr(reading, "here", broken)
    done = CliRunner().invoke(app, [*(["--debug"] if debug else []), "diff"])
    assert done.exit_code == 1
    assert "Dit had niet mogen gebeuren: ValueError: a mistake of ours." in " ".join(done.output.split())
    assert isinstance(done.exception, ValueError) == debug


@pytest.mark.parametrize("width", [60, 80])
def test_what_does_not_fit_stands_as_a_block_per_row(width: int) -> None:
    text = io.StringIO()
    out = Console(file=text, width=width, soft_wrap=True)
    answers.write(["opgave_id", "caveat_nl"], [("zorg", "x" * 70), ("onderwijs", None)], Form.table, out)
    assert text.getvalue().splitlines() == [
        "opgave_id  zorg",
        "caveat_nl  " + "x" * 70,
        "",
        "opgave_id  onderwijs",
        "caveat_nl  NULL",
    ]
    narrow = io.StringIO()
    answers.write(["a", "b"], [(1, None)], Form.table, Console(file=narrow, width=width, soft_wrap=True))
    assert [line.split() for line in narrow.getvalue().splitlines()] == [["a", "b"], ["1", "NULL"]]
