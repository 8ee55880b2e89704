"""What the project points to is in it: no page, comment or reason rests on a document that a reader does not have."""

import re
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = list(CHECKOUT.glob("*.md")) + sorted((CHECKOUT / "docs").rglob("*.md"))
NAMED = re.compile(r"(?<![\w/.-])((?:[\w-]+/)*[\w-]+\.md)\b")
MADE = {"changes.md"}  # of a publication
PARTS = {
    "architecture.md",
    "datasets.md",
    "questions.md",
    "reading-figures.md",
    "_columns.md",
    "models/_columns.md",
}  # code makes paths of them


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def absent(text: str, folder: Path) -> set[str]:
    """The documents that a text names and that are neither beside it nor at that place in the project."""
    named = {n for n in NAMED.findall(text) if n not in MADE | PARTS and not n.startswith("MetadataValue")}
    return {n for n in named if not (CHECKOUT / n).exists() and not (folder / n).exists()} | set(
        re.findall(r"\bDESIGN\b", text)
    )


def test_no_file_names_a_document_that_is_not_here() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    files = [CHECKOUT / name for name in listed.stdout.splitlines()]
    told = [f for f in files if f.suffix in (".py", ".sql", ".yml", ".yaml", ".toml", ".md") and f != Path(__file__)]
    wrong = {str(f.relative_to(CHECKOUT)): absent(f.read_text(encoding="utf-8"), f.parent) for f in told if f.exists()}
    assert {name: named for name, named in wrong.items() if named} == {}


@pytest.mark.parametrize("planted", ["# see sources/cbs.md", "-- cbs.md 2.3", "(DESIGN, deel 1)"])
def test_a_document_that_is_elsewhere_is_seen(planted: str) -> None:
    assert absent(planted, CHECKOUT / "orchestration")
    assert not absent("docs/sources/cbs.md, README.md", CHECKOUT / "orchestration")
