"""`talent` as a person and a script meet it: answers on one stream, the rest on the other, in every kind of terminal."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import duckdb
import pytest
from rich.console import Console
from typer.main import get_command
from typer.testing import CliRunner

from ingestion.home import CHECKOUT
from orchestration import progress
from orchestration.cli import answers, reading
from orchestration.cli.answers import Form
from orchestration.cli.app import app, in_words
from orchestration.cli.commands import app as whole
from orchestration.cli.following import following
from orchestration.explain.asking import refuse_unknown
from orchestration.explain.project import NotExplained, Table
from orchestration.publication.history import publications
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


def test_a_cell_of_csv_with_parts_is_json(home: Path) -> None:
    done = talent(
        home, "sql", "--csv", "select {'a': 1.5::decimal(3, 1), 'b': [null, 'é']} as s, true as t, false as f"
    )
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (json.loads(row["s"]), row["t"], row["f"]) == ({"a": 1.5, "b": [None, "é"]}, "true", "false")


def test_a_pipe_gets_every_row_in_full(home: Path) -> None:
    done = talent(home, "sql", "select range as n, repeat('x', 300) as wide from range(1000)")
    lines = done.stdout.splitlines()
    assert len(lines) == 1 + 1000
    assert all(len(line.split()[1]) == 300 for line in lines[1:])


@pytest.mark.parametrize(
    "command", ['sql --csv "select range from range(200000)"', 'sql "from range(200000)"', "--help"]
)
def test_who_reads_no_further_ends_it_without_a_word(home: Path, command: str) -> None:
    script = f"{sys.executable} -m orchestration.cli {command} | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"],
        cwd=CHECKOUT,
        env=os.environ | {"TALENT_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, len(done.stdout)) == (0, 1)
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_who_stops_a_question_reads_that_it_stopped() -> None:
    told, status = in_words(RuntimeError("Query interrupted"))  # what DuckDB raises at Ctrl-C
    assert (told.split(".")[0], status) == ("Afgebroken", 130)
    assert in_words(RuntimeError("Query interrupted by a mistake of ours"))[1] == 1


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
def test_what_does_not_fit_on_a_terminal_stands_as_a_block_per_row_folded_beside_its_name(width: int) -> None:
    text = io.StringIO()
    rows = [("zorg", "x" * 100), ("onderwijs", None)]
    answers.write(["opgave_id", "caveat_nl"], rows, Form.table, Console(file=text, width=width, force_terminal=True))
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in text.getvalue().splitlines()]
    assert max(map(len, lines)) <= width
    assert [line for line in lines if "x" not in line] == [
        "opgave_id  zorg",
        "",
        "opgave_id  onderwijs",
        "caveat_nl  NULL",
    ]
    assert "".join(lines).count("x") == 100
    piped = io.StringIO()
    answers.write(["opgave_id", "caveat_nl"], rows, Form.table, Console(file=piped, width=width, soft_wrap=True))
    assert piped.getvalue().splitlines()[1:] == ["zorg       " + "x" * 100, "onderwijs  NULL"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["bild"], "De opdracht 'bild' is er niet. Bedoelt u 'build'? Zie talent --help."),
        (["archive", "verfy"], "De opdracht 'verfy' is er niet. Bedoelt u 'verify'? Zie talent archive --help."),
        (["sql"], "Er ontbreekt 'query'. Zie talent sql --help."),
        (["sql", "a", "b"], "Dit is te veel: b. Zie talent sql --help."),
        (["build", "--select", "a", "b"], "Dit is te veel: b. Zet --select voor elke naam. Zie talent build --help."),
        (["accept", "x"], "Er ontbreekt de optie '--reason'. Zie talent accept --help."),
        (["accept", "x", "--reason"], "Achter '--reason' hoort een waarde. Zie talent --help."),
        (["status", "--jsno"], "De optie --jsno is er niet. Bedoelt u --json? Zie talent status --help."),
        (["ui", "--port", "x"], "'--port': er hoort een geheel getal. Zie talent ui --help."),
        (["ui", "--port", "70000"], "'--port': er hoort een getal tot en met 65535. Zie talent ui --help."),
        (["ui", "--port", "-1"], "'--port': er hoort een getal vanaf 0. Zie talent ui --help."),
        (["new"], "Er ontbreekt 'kind': kies uit cbs, csv, ckan. Zie talent new --help."),
        (
            ["build", "--source", "x"],
            "'--source': 'x' kan niet; wel 'demo', 'live', 'archive'. Zie talent build --help.",
        ),
        (["build", "--as-of", "nu"], "'--as-of': 'nu' is geen datum: schrijf 2026-07-02. Zie talent build --help."),
        (["diff", "--json", "--csv"], "--json, --csv: kies een van beide. Zie talent diff --help."),
        (["diff", "--since", "x"], "--since: 'x' is geen publicatie en geen dag: "),
    ],
)
def test_wrong_use_is_a_dutch_sentence_and_ends_with_2(
    asked: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = io.StringIO()
    monkeypatch.setattr(sys.modules["orchestration.cli.app"], "err", Console(file=said, width=10_000))
    done = CliRunner().invoke(whole, asked)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said.getvalue().startswith(told)


COMMANDS = [[], *([name] for name in get_command(whole).commands), ["archive", "verify"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_dutch_and_nothing_of_it_is_cut_off(command: list[str], width: int) -> None:
    done = CliRunner().invoke(whole, [*command, "--help"], env={"COLUMNS": str(width), "TERMINAL_WIDTH": str(width)})
    assert done.exit_code == 0
    assert "deze uitleg" in done.stdout
    assert "Gebruik: talent" in done.stdout
    english = ("Usage", "Install", "Show ", "OPTIONS", " Arguments ", " Options ", " Commands ")
    assert [word for word in english if word in done.stdout] == []
    assert "…" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= width


def test_an_archive_that_is_not_there_is_not_whole(tmp_path: Path) -> None:
    done = talent(tmp_path, "archive", "verify")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Er is nog geen archief in ")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("nope", "zorg", "kern", "2024-01-01"), "cijfer nope; wel graduates, jobs. Alle cijfers: talent dictionary"),
        (
            ("jobs", "nope", "kern", "2024-01-01"),
            "opgave_scorecard van jobs heeft geen opgave nope; wel onderwijs, zorg",
        ),
        (("jobs", "zorg", "breed", "2024-01-01"), "van jobs zorg heeft geen afbakening breed; wel kern"),
        (("jobs", "zorg", "kern", "1990-01-01"), "heeft geen periode 1990-01-01; wel 2021-01-01 tot en met 2027-01-01"),
        (("graduates", "zorg", "kern", "1990-01-01"), "heeft geen periode 1990-01-01; wel 2024-01-01"),
    ],
)
def test_a_figure_that_is_not_there_names_those_that_are(asked: tuple[str, ...], told: str) -> None:
    con = duckdb.connect()
    con.execute(
        "create table figures as select 'jobs' as indicator_id, opgave_id, 'kern' as delineation, "
        "make_date(y, 1, 1) as period_start from range(2021, 2028) as r (y), (values ('zorg'), ('onderwijs')) as o (opgave_id) "
        "union all select 'graduates', 'zorg', 'kern', date '2024-01-01'"
    )
    scorecard = cast(Table, SimpleNamespace(name=("marts", "opgave_scorecard"), relation="figures"))
    names = ("indicator_id", "opgave_id", "delineation", "period_start")
    with pytest.raises(NotExplained) as refused:
        refuse_unknown(con, scorecard, dict(zip(names, asked, strict=True)))
    assert told in str(refused.value)
    refuse_unknown(con, scorecard, dict(zip(names, ("jobs", "zorg", "kern", "2024-01-01"), strict=True)))


def test_a_place_that_cannot_be_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = talent(tmp_path / "file" / "home", "build", "--source", "demo")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "kies een andere plaats" in done.stderr


@pytest.mark.parametrize("command", [["status"], ["diff"], ["dictionary", "kern"], ["archive", "verify"]])
@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_a_script_can_read_every_answer(home: Path, command: list[str], form: str) -> None:
    done = talent(home, *command, form)
    assert done.returncode in (0, 1), done.stderr
    if form == "--json":
        json.loads(done.stdout or "{}")
    else:
        rows = list(csv.reader(io.StringIO(done.stdout)))
        assert {len(row) for row in rows} <= {len(rows[0])} if rows else done.stdout == ""


def test_diff_tells_what_moved_by_most_margins_first_and_nothing_of_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = SmallHome(tmp_path / "home", monkeypatch)
    first = [("much", "2024-08-01", 100.0, "definite"), ("hardly", "2024-08-01", 1000.0, "definite"),
             ("same", "2024-08-01", 5.0, "definite"), ("gone", "2024-08-01", 7.0, "definite")]  # fmt: skip
    small.publish(first)
    then = [("much", "2024-08-01", 120.0, "definite"), ("hardly", "2024-08-01", 1004.0, "definite"),
            ("same", "2024-08-01", 5.0, "definite"), ("fresh", "2024-08-01", 1.0, "definite")]  # fmt: skip
    small.publish(then)
    told = talent(Path(small.home.root), "diff").stdout
    lines = [line.split(" ")[0] for line in told.splitlines() if " -> " in line]
    assert lines == ["much", "hardly"]
    assert "2 cijfers gewijzigd, waarvan 1 met meer dan hun marge; 1 nieuw, 1 vervallen" in told
    assert "same" not in told
    small.publish([("much", "2024-08-01", 100.0, "definite"), *then[1:]])
    back = json.loads(talent(Path(small.home.root), "diff", "--json", "--since", "2026-08-01").stdout)
    assert {row["indicator_id"] for row in back["figures"]} == {"hardly", "gone", "fresh"}, (
        "what came back is as it was"
    )
    margins = {row["indicator_id"]: row["marges"] for row in back["figures"]}
    assert (margins["hardly"], margins["gone"], margins["fresh"]) == (0.8, None, None)
    one, two, three = (p.name for p in publications(small.home.publication / "history"))
    between = talent(Path(small.home.root), "diff", one, two).stdout
    assert [line for line in between.splitlines() if " -> " in line] == [
        line for line in told.splitlines() if " -> " in line
    ], "by the same measure"
    assert "cijfers gewijzigd: 2, waarvan 1 met meer dan hun marge; nieuw: 1; vervallen: 1; met" in between
    rows = json.loads(talent(Path(small.home.root), "diff", one, three, "--json").stdout)
    assert [(row["indicator_id"], row["marges"]) for row in rows] == [("hardly", 0.8), ("fresh", None), ("gone", None)]
    before = talent(Path(small.home.root), "diff", "--since", "2020-01-01", "--json")
    assert (before.returncode, before.stdout) == (1, "")
    assert before.stderr.startswith("Van voor 2026-08-01 06:30 UTC is niets bewaard")


def test_a_log_has_a_line_for_each_dataset_and_model_and_for_a_check_that_did_not_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "expected", {"dataset": 2})
    text = io.StringIO()
    with following(Console(file=text, width=200), verbose=False):
        progress.tell("dataset", "cbs__a", "new")
        progress.tell("dataset", "cbs__b", "missing")
        progress.tell("model", "fct_a", "built")
        progress.tell("check", "fine", "passed")
        progress.tell("check", "wrong", "not passed")
    progress.tell("dataset", "cbs__c", "new")
    assert [line[8:].strip() for line in text.getvalue().splitlines()] == [
        "datasets 1/2: cbs__a: nieuw", "datasets 2/2: cbs__b: er niet", "modellen 1: fct_a: gebouwd",
        "controles 2: wrong: niet gehaald",
    ]  # fmt: skip


def test_on_a_terminal_progress_is_a_line_that_lives_and_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "expected", {"dataset": 2})
    text = io.StringIO()
    with following(Console(file=text, width=80, force_terminal=True), verbose=False):
        progress.tell("dataset", "cbs__a", "new")
        progress.tell("dataset", "cbs__b", "unchanged")
    assert "2/2" in text.getvalue()
    assert "\x1b[2K" in text.getvalue(), "it is wiped"
