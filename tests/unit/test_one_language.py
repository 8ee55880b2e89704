"""What a person reads of a build, a check or a refusal is Dutch: every text in the sources of the rooms is looked at.

Not by what becomes of it, for a message is often put together far from where it is told: every literal counts that is no
docstring. Words that SQL has too (`from`, `not`) count only where a text is given to an exception or to a console.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ROOMS = ("ingestion", "expectations", "orchestration")
IMITATED = CHECKOUT / "ingestion" / "demo"  # what publishers write, in their own words

# no word of Dutch, and none of SQL
ENGLISH = re.compile(
    r"(?<![-`\w])(the|an|are|has|have|this|that|these|those|which|than|its|cannot|could|does|did|were|been|only|more|most|"
    r"found|expected|missing|unknown|nothing|another|column|rows|must|should|after|before|every|each|again|failed|"
    r"least|too|two|one|to|page|changed|wrong)\b(?!['\"_])",
    re.IGNORECASE,
)
TOLD = re.compile(
    rf"{ENGLISH.pattern}|(?<![-`\w])(not|and|with|from|at|by|for|no|where|when|between|other|all)\b", re.IGNORECASE
)
TELLERS = {"say", "print", "note", "info", "warning", "error", "Failure", "SkipReason", "verdict"}
SQL = re.compile(
    r"\b(select|from|delete|insert|update|alter|create|drop|copy|comment on|rows between|case|over|varchar|lambda)\b"
)
NAMES = (  # texts of others that are looked for or sent, headings of files that we make, and code
    r"ingestion/(errors|private_files)\.py: ",  # what libraries say of damage and of a full disk
    r"orchestration/isolation/bench\.py: (No space left|Out of Memory|not passed)",
    r"orchestration/(progress|isolation/bench)\.py: not passed",
    r"orchestration/cli/app\.py: .*(No such|Missing|Got unexpected|Option|Invalid value)",  # Typer's, to be told in Dutch
    r"orchestration/cli/console\.py: ",
    r"orchestration/cli/scaffold\.py: (-- Measures|column$)",
    r"ingestion/catalogue/generated\.py: ",
    r"orchestration/publication/site/english\.py: ",  # the pages in English
    r"orchestration/publication/site/placing\.py: .*(This is the lasting|The newest version|Lasting address|which stays)",
    r"(orchestration/publication/meta|ingestion/provenance)\.py: ",  # the comments of public tables name their codes
)


def literals(path: Path) -> Iterator[tuple[int, str, bool]]:
    """(line, text, is it given to an exception or a console) of every literal that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    joined = [n for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)]
    silent |= {id(part) for n in joined for part in n.values}
    silent |= {id(v.format_spec) for n in joined for v in n.values if isinstance(v, ast.FormattedValue)}
    told = {id(n) for call in ast.walk(tree) if tells(call) for n in ast.walk(call)}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value, id(node) in told
        elif isinstance(node, ast.JoinedStr):
            words = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
            yield node.lineno, words, id(node) in told


def tells(node: ast.AST) -> bool:
    """Is it a call that makes an exception, or that says something to a person?"""
    if isinstance(node, ast.Raise):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in TELLERS


def english(path: Path, name: str) -> list[str]:
    """The texts of a file that are not Dutch, each with where it stands."""
    found = []
    for line, text, told in literals(path):
        if " " not in text.strip() or (SQL.search(text) and not told):
            continue
        words = re.sub(r"\{.*?\}|`[^`]*`", "", text)  # what is filled in, and names
        if (TOLD if told else ENGLISH).search(words) and not any(re.match(n, f"{name}: {text}") for n in NAMES):
            found.append(f"{name}:{line}: {text}")
    return found


def test_every_text_is_dutch() -> None:
    files = [p for room in ROOMS for p in sorted((CHECKOUT / room).rglob("*.py")) if IMITATED not in p.parents]
    assert [told for p in files for told in english(p, str(p.relative_to(CHECKOUT)))] == []


def test_english_is_seen_where_it_is_made_and_where_it_is_told(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '''
"""The docstring is English."""
found = f"{1} rows of the table"  # the comment too
query = "select the from rows"
log.debug("nothing changed")
raise WrongBody("cbs__1", "kop", f"{found} tabellen", "not empty", "Bekijk het bestand.")
say("geen antwoord from CBS")
print(f"`talent status` has niets")
say("Niets gewijzigd: de publicatie blijft zoals zij is.")
''',
        encoding="utf-8",
    )
    assert [told.split(": ")[0] for told in english(module, "m.py")] == [
        "m.py:3",
        "m.py:5",
        "m.py:6",
        "m.py:7",
        "m.py:8",
    ]
