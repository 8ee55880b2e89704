"""`talent probe`: what every publisher has now against what the catalogue expects, told to a person or as JSON."""

import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from expectations.suites.raw.cbs_batch import ANY, missing_titles
from expectations.suites.raw.cbs_tables import TABLES, accounts, education, labour_market, learning, migration
from ingestion.archive import Archive
from ingestion.catalogue import load_catalogue
from ingestion.dataset import Dataset
from ingestion.errors import ContractBroken, IngestionError
from ingestion.home import CHECKOUT, Home
from ingestion.probe import Finding, Verdict
from ingestion.probe.run import Probed, probe_all
from ingestion.probe.workplace import workplace
from ingestion.snapshot import Receipt
from orchestration.cli.answers import Form, write, write_json

NOT_AS_EXPECTED = 3
WORDS: dict[Verdict, tuple[str, str]] = {  # of one dataset, of several
    "agrees": ("klopt", "kloppen"),
    "differs": ("wijkt af", "wijken af"),
    "gone": ("is er niet (meer)", "zijn er niet (meer)"),
    "unreachable": ("geeft geen antwoord", "geven geen antwoord"),
}
MODELS = CHECKOUT / "dbt_project" / "models" / "staging"
SUFFIXES = {"application/json": ".json", "text/html": ".html", "text/csv": ".csv", "application/zip": ".zip"}


def run(names: Sequence[str], save: Path | None, form: Form, out: Console) -> int:
    """Probes these datasets, or all: 0 where every one agrees, 3 where one does not."""
    datasets = [load_catalogue()[name] for name in names] if names else list(load_catalogue().values())
    started = time.monotonic()
    home = Home.from_env("live")
    with workplace(home) as folder:
        probed = probe_all(datasets, folder, titles_expected, landing=home.landing)
        kept = keep(probed, Archive(folder, "live"), save) if save else 0
    seconds = time.monotonic() - started
    if form is Form.json:
        write_json(told(probed, seconds), out)
    elif form is Form.csv:
        rows: list[tuple[str, ...]] = []
        for f in probed.findings:
            rows += [(f.dataset_id, f.verdict, d.place, d.found, d.expected, d.action) for d in f.differences]
            rows += [] if f.differences else [(f.dataset_id, f.verdict, "", "", "", "")]
        write(("dataset", "oordeel", "plaats", "gevonden", "verwacht", "doe"), rows, form, out)
    else:
        say(probed, seconds, out)
        if save:
            out.print(f"{kept} antwoorden bewaard in {save}; wat namen bevat niet.", markup=False)
    return 0 if all(f.verdict == "agrees" for f in probed.findings) else NOT_AS_EXPECTED


def titles_expected(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Iterator[IngestionError]:
    """The titles that the models choose on, as the dataset's suite has them, that CBS's lists lack."""
    table = TABLES.get(dataset.id)
    if table is None or not table.titles:
        return
    for dimension, pattern, _ in con.execute(missing_titles(dataset, table.titles)).fetchall():
        found = titles(con, dimension)
        near = f"Perhaps {max(found, key=lambda t: alike(pattern, t))!r}. " if found else ""
        yield ContractBroken(
            dataset.id,
            f"titles of {dimension}",
            "; ".join(found[:40]) or "no such dimension",
            f"a title like {pattern}",
            f"{near}The models choose on it: say the new wording in {suite_of(dataset)}, and in the models.",
        )


def suite_of(dataset: Dataset) -> str:
    """The module with what the dataset's suite looks for."""
    listed = (accounts, education, labour_market, learning, migration)
    module = next(m for m in listed if dataset.id in m.TABLES)
    return str(Path(str(module.__file__)).relative_to(CHECKOUT))


def alike(pattern: str, title: str) -> float:
    """How much of one of the alternatives of a pattern stands in a title, in one piece."""
    shares = [0.0]
    letters = [re.sub(r"[\W_]+", "", text).casefold() for text in (title, *pattern.split("|"))]
    for alternative in letters[1:]:
        match = SequenceMatcher(None, alternative, letters[0], autojunk=False).find_longest_match()
        shares.append(match.size / max(len(alternative), 1))
    return max(shares)


def titles(con: duckdb.DuckDBPyConnection, dimension: str) -> list[str]:
    """The titles of a dimension, of the measures, or of all dimensions."""
    values: list[str] = []
    if dimension == "Measure":
        query = 'select Title from raw.cbs__measure order by "Index"'
    elif dimension == ANY:
        query = "select distinct Title from raw.cbs__code order by Title"
    else:
        query, values = 'select Title from raw.cbs__code where "Dimension" = ? order by "Index"', [dimension]
    return [" ".join(str(title).split()) for (title,) in con.execute(query, values).fetchall()]


def say(probed: Probed, seconds: float, out: Console) -> None:
    """What does not agree, one by one, and what a build will therefore miss."""
    for finding in (f for f in probed.findings if f.verdict != "agrees"):
        out.print(f"{finding.dataset_id}: {WORDS[finding.verdict][0]}", markup=False)
        for difference in finding.differences:
            out.print(f"  {difference.place}", markup=False)
            out.print(f"    gevonden: {difference.found}", markup=False)
            out.print(f"    verwacht: {difference.expected}", markup=False)
            out.print(f"    {difference.action}", markup=False)
        for proposal in finding.proposals:
            out.print(f"  Voorstel voor {proposal.file} ({proposal.reason}):", markup=False)
            for line in proposal.lines.splitlines():
                out.print(f"      {line}", markup=False)
        if finding.mended:
            out.print("  Met dit voorstel vindt de probe hier niets meer.", markup=False)
        for path in readers(finding):
            out.print(f"  Het leest ook: {path}", markup=False)
    counts = Counter(f.verdict for f in probed.findings)
    summary = ", ".join(f"{n} {words[n > 1]}" for verdict, words in WORDS.items() if (n := counts[verdict]))
    out.print(
        f"{len(probed.findings)} datasets bekeken in {seconds:.0f} s met {probed.requests} kleine vragen: {summary}.",
        markup=False,
    )
    missed = [f.dataset_id for f in probed.findings if f.stops]
    if missed:
        told = f"Een build van nu mist er {len(missed)}, of houdt ze op hun laatste goede stand: {', '.join(missed)}."
        out.print(told, markup=False)


def readers(finding: Finding) -> list[Path]:
    """The staging models of a dataset whose entry should change: they name its columns too."""
    if not any(p.file.endswith(".yml") for p in finding.proposals):
        return []
    wanted = re.compile(rf"[\"']{re.escape(finding.dataset_id)}[\"']")
    return sorted(
        p.relative_to(CHECKOUT) for p in MODELS.rglob("*.sql") if wanted.search(p.read_text(encoding="utf-8"))
    )


def told(probed: Probed, seconds: float) -> dict[str, Any]:
    """The same for a script."""
    counts = Counter(f.verdict for f in probed.findings)
    return {
        "seconds": round(seconds, 1),
        "requests": probed.requests,
        "counts": {verdict: counts[verdict] for verdict in WORDS},
        "datasets": [asdict(f) for f in probed.findings],
    }


def keep(probed: Probed, archive: Archive, folder: Path) -> int:
    """Writes the bodies, a folder a dataset, and `index.json` with the address of each; those of registers of names not."""
    folder.mkdir(parents=True, exist_ok=True)
    index: list[dict[str, Any]] = []
    for dataset_id, parts in probed.bodies.items():
        if load_catalogue()[dataset_id].confidential:
            continue
        for receipt in parts:
            file = folder / dataset_id / f"{receipt.part.replace('/', '-')}{suffix(receipt)}"
            file.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(receipt.sha256) as body, file.open("wb") as copy:
                shutil.copyfileobj(body, copy)
            index.append(
                {
                    "url": receipt.url,
                    "file": str(file.relative_to(folder)),
                    "content_type": receipt.content_type,
                    "retrieved_at": receipt.retrieved_at.isoformat(),
                }
            )
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(index)


def suffix(receipt: Receipt) -> str:
    return SUFFIXES.get(receipt.content_type.split(";")[0].strip(), "")
