"""What the project points to is in it: no page, comment or reason rests on a document that a reader does not have."""

import re
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = list(CHECKOUT.glob("*.md")) + sorted((CHECKOUT / "docs").rglob("*.md"))
NAMED = re.compile(r"(?<![\w/.-])((?:[\w-]+/)*[\w-]+\.md)\b")
MADE = {"changes.md"}  # of a publication


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(CHECKOUT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_no_file_names_a_document_that_is_not_here() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    here = (
        {Path(name).name for name in listed.stdout.splitlines() if name.endswith(".md")}
        | {p.name for p in PAGES}
        | MADE
    )
    wrong = {}
    for name in listed.stdout.splitlines():
        path = CHECKOUT / name
        if path.suffix in (".py", ".sql", ".yml", ".yaml", ".toml", ".md") and path.exists():
            text = path.read_text(encoding="utf-8")
            named = {found for found in NAMED.findall(text) if Path(found).name not in here}
            named |= {word for word in re.findall(r"\bDESIGN\b", text) if path != Path(__file__)}
            if named:
                wrong[name] = named
    assert wrong == {}
