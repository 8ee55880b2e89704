"""`talent validate`: is a catalogue entry right, and does the rest of the project know its dataset? No build is needed."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from ingestion.catalogue import FOLDER, SHARED, licences, publishers, read
from ingestion.catalogue.generated import files
from ingestion.dataset import Dataset
from ingestion.home import CHECKOUT

MODELS = CHECKOUT / "dbt_project" / "models"
STAGING = MODELS / "staging"


class NotInCatalogue(Exception):
    """No file of the catalogue is of this dataset; says which are near."""


def findings(dataset_id: str = "") -> dict[str, list[str]]:
    """What is wrong with each entry, or with one; an empty list is right. Raises NotInCatalogue."""
    entries = {f"{p.parent.name}__{p.stem}": p for p in sorted(FOLDER.glob("*/*.yml")) if p.name != SHARED}
    if dataset_id and dataset_id not in entries:
        near = ", ".join(get_close_matches(dataset_id, entries, 5, 0.5))
        raise NotInCatalogue(f"{dataset_id} staat niet in de catalogus" + (f"; lijkt op: {near}" if near else ""))
    texts = {p: p.read_text(encoding="utf-8") for p in STAGING.rglob("*.sql")}
    marts = {p.stem for p in MODELS.rglob("*.sql")} - {p.stem for p in STAGING.rglob("*.sql")}
    found = {}
    for name, path in entries.items():
        if dataset_id in ("", name):
            try:
                found[name] = list(wrong(entry(path), list(texts.values()), marts))
            except ValueError as error:
                found[name] = [" ".join(str(error).split())]
    stale = [str(path.relative_to(CHECKOUT)) for path, text in files().items() if not_as_made(path, text)]
    if stale and all(not errors for errors in found.values()):
        found |= {"catalogue": [f"{name}: niet wat de catalogus geeft; draai make spine" for name in stale]}
    return found


def entry(path: Path) -> Dataset:
    """One entry by itself. Raises ValueError."""
    known = publishers()
    if path.parent.name not in known:
        raise ValueError(f"{path.parent.name}: er staat geen {SHARED} naast")
    return known[path.parent.name].dataset(path.stem, read(path))


def not_as_made(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text


def wrong(dataset: Dataset, staging: list[str], marts: set[str]) -> Iterator[str]:
    """What a build would stumble over, or what nobody would ever see."""
    if dataset.licence not in licences():
        yield f"licence: {dataset.licence!r} staat niet in _licences.yml"
    patterns = {f"contract.columns.{name}": rule.pattern for name, rule in dataset.contract.columns.items()}
    patterns |= {"contract.years": dataset.contract.years.pattern if dataset.contract.years else None}
    for place, pattern in patterns.items():
        if pattern is not None:
            try:
                re.compile(pattern)
            except re.error as error:
                yield f"{place}: {pattern!r} is geen patroon: {error}"
    for pick in getattr(dataset.access, "filters", ()):
        if pick.dimension not in dataset.contract.columns:
            yield f"access.filters: {pick.dimension} is geen kolom van het contract"
    if not any(re.search(rf"[\"']{re.escape(dataset.id)}[\"']", text) for text in staging) and not templated(
        dataset, staging
    ):
        yield "geen staging-model leest haar: zie CONTRIBUTING.md"
    for mart in dataset.serves:
        if mart not in marts:
            yield f"serves: er is geen model {mart}"


def templated(dataset: Dataset, staging: list[str]) -> bool:
    """Is it one of several that a model names by a pattern, as the registers of IND?"""
    return any(dataset.id.startswith(stem) for text in staging for stem in re.findall(r"\"(\w+__\w*_)\" ~", text))
