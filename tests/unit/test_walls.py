"""The walls between the rooms: what each room imports, read from its source (Ruff says the same while one types)."""

import ast
import re
import shutil
from pathlib import Path

import pytest

from tests.models import PUBLISHED

CHECKOUT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "ingestion": {"dagster", "dagster_dbt", "dbt", "great_expectations", "expectations", "orchestration"},
    "expectations": {"dagster", "dagster_dbt", "dbt", "orchestration"},
}
DBT = CHECKOUT / "dbt_project"
CLOCK = re.compile(r"\b(current_date|current_timestamp|localtimestamp|today\(|now\(|get_current_time)", re.IGNORECASE)


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_does_not_look_over_its_wall(room: str) -> None:
    files = list((CHECKOUT / room).rglob("*.py"))
    assert files
    seen = {str(f.relative_to(CHECKOUT)): imported(f) & FORBIDDEN[room] for f in files}
    assert {f: names for f, names in seen.items() if names} == {}


def test_no_model_asks_what_day_it_is() -> None:
    """A publication that is built again from the archive would say something else tomorrow."""
    files = [f for folder in ("models", "macros", "tests", "analyses") for f in (DBT / folder).rglob("*.sql")]
    assert len(files) > 100
    assert [f.name for f in files if CLOCK.search(f.read_text(encoding="utf-8"))] == []


LAYERS = ("staging", "shaped", "route", "facts", "figures", "bi", "quality")
REFERENCE = re.compile(r"ref\(\s*[\"'](\w+)[\"']\s*\)")


def later_reads(models: Path) -> set[str]:
    """Every reference of a model to one of a later layer, and every model that lies in no layer."""
    found: dict[str, str] = {path.stem: path.relative_to(models).parts[0] for path in models.rglob("*.sql")}
    wrong = {f"{name} lies in {layer}" for name, layer in found.items() if layer not in LAYERS}
    for path in models.rglob("*.sql"):
        for other in REFERENCE.findall(path.read_text(encoding="utf-8")):
            layer, read = found[path.stem], found.get(other)  # a seed lies in no layer
            if read and not wrong and LAYERS.index(read) > LAYERS.index(layer):
                wrong.add(f"{path.stem} ({layer}) reads {other} ({read})")
    return wrong


def test_no_model_reads_a_later_layer() -> None:
    assert later_reads(DBT / "models") == set()


def test_what_tools_draw_reads_published_tables_alone() -> None:
    """The views of bi are made anew on the marts of the published file: nothing else is there."""
    files = [*(DBT / "models" / "bi").glob("*.sql"), *(DBT / "macros" / "bi").glob("*.sql")]
    read = {other for path in files for other in REFERENCE.findall(path.read_text(encoding="utf-8"))}
    assert read
    assert read - PUBLISHED == set()


@pytest.mark.parametrize(
    ("place", "text", "told"),
    [
        ("shaped/x.sql", 'select * from {{ ref("opgave_weight") }}', "x (shaped) reads opgave_weight (route)"),
        ("route/x.sql", "select * from {{ ref('fct_llo_uptake') }}", "x (route) reads fct_llo_uptake (facts)"),
        (
            "facts/llo/x.sql",
            "select * from {{ ref( 'indicator_value' ) }}",
            "x (facts) reads indicator_value (figures)",
        ),
        ("marts/x.sql", "select 1", "x lies in marts"),
    ],
)
def test_a_model_that_reads_a_later_layer_is_told(tmp_path: Path, place: str, text: str, told: str) -> None:
    models = tmp_path / "models"
    shutil.copytree(DBT / "models", models)
    planted = models / place
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(text, encoding="utf-8")
    assert later_reads(models) == {told}


def test_the_top_level_is_as_the_design_says() -> None:
    allowed = {
        "ingestion", "dbt_project", "expectations", "orchestration", "tests", "docs", "dagster.yaml", "pyproject.toml",
        "README.md", "Makefile", "requirements.lock", "CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md", "LICENSE", ".pre-commit-config.yaml", ".ci", ".gitignore", ".git",
    }  # fmt: skip
    ignored = {".venv", ".compat", "data", "logs", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    found = {p.name for p in CHECKOUT.iterdir() if not p.name.endswith(".egg-info")}
    assert found - ignored <= allowed


def test_dagster_is_known_only_where_a_run_is_started() -> None:
    """What publishes knows nothing of Dagster; of the commands only those that start a run, choose its part or serve it."""
    within = [f for f in (CHECKOUT / "orchestration").rglob("*.py") if imported(f) & {"dagster", "dagster_dbt"}]
    publication = [f.name for f in within if "publication" in f.relative_to(CHECKOUT).parts[1:-1]]
    commands = {f.name for f in within if "cli" in f.relative_to(CHECKOUT).parts[1:-1]}
    assert publication == []
    assert commands == {"build.py", "console.py", "selection.py", "ui.py"}
