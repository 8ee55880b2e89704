"""The saved questions of dbt_project/analyses, as plain SQL over a published file, and the page of their answers.

`make questions` builds from the recordings beside the checkout and writes docs/questions.md; nothing on it is typed.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from tests.conftest import SHARED
from tests.integration.conftest import CHECKOUT, mirroring, talent

ANALYSES = CHECKOUT / "dbt_project" / "analyses"
PAGE = CHECKOUT / "docs" / "questions.md"
REF = re.compile(r"""\{\{\s*ref\(["'](\w+)["']\)\s*\}\}""")
HEAD = """# Ten questions

Each question is a saved query under `dbt_project/analyses/`; below, as plain SQL for `talent sql` or any BI tool, with its
answer. **The answers are those of the recordings, real bodies but mostly excerpts**: a few years, some tables not at all.
They show what a question gives, with its interval, status and source, and are not the newest figures: build live and ask
again. `make questions` writes this page by running them. How to read a figure: [reading-figures.md](reading-figures.md).
"""


@dataclass(frozen=True)
class Question:
    """A query with the question it answers: the first comment line, and how to read it: the comment lines after it."""

    name: str
    question: str
    reading: str
    query: str

    def answer(self, con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[tuple[object, ...]]]:
        """Names of the columns, and the rows."""
        cursor = con.execute(self.query)
        return [column[0] for column in cursor.description or ()], cursor.fetchall()


def questions() -> Iterator[Question]:
    """In the order of their numbers."""
    for path in sorted(ANALYSES.glob("*.sql")):
        lines = path.read_text(encoding="utf-8").splitlines()
        comment = [line.removeprefix("-- ") for line in lines if line.startswith("-- ")]
        query = REF.sub(r"marts.\1", "\n".join(line for line in lines if not line.startswith("-- ")))
        yield Question(path.stem, comment[0], " ".join(comment[1:]), query)


def shown(value: object) -> str:
    """As a Dutch reader writes it."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case float() if not value.is_integer():
            return str(value).replace(".", ",")
        case float():
            return f"{value:,.0f}".replace(",", ".")
        case date():
            return value.isoformat()
    return str(value)


def page(file: Path) -> str:
    """The page, from a published file."""
    parts = [HEAD]
    with duckdb.connect(str(file), read_only=True) as con:
        for number, question in enumerate(questions(), 1):
            names, rows = question.answer(con)
            table = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
            table += [f"| {' | '.join(shown(value) for value in row)} |" for row in rows]
            parts += [f"## {number}. {question.question}\n", f"{question.reading}\n", *(f"{row}" for row in table), ""]
            parts += ["<details><summary>SQL</summary>\n", f"```sql\n{question.query}\n```\n", "</details>\n"]
    return "\n".join(parts)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, mirroring(SHARED / "recordings") as mirror:
        built = talent(Path(folder), "build", "--source", "live", TALENT_MIRROR=mirror)
        if built.status != 3:  # the recordings are not all there is
            print(built.output)
            return 1
        PAGE.write_text(page(built.file), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
