"""The models as their files say: what is published (facts and figures, without what is private input of theirs), and what is
said of each model, seed and source."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingestion.catalogue import LOADER

DBT = Path(__file__).resolve().parents[1] / "dbt_project"
MODELS = DBT / "models"
PUBLISHED = {
    path.stem
    for layer in ("facts", "figures")
    for path in (MODELS / layer).rglob("*.sql")
    if path.relative_to(MODELS / layer).parts[0] != "input"
}


@cache
def described(kind: str) -> dict[str, dict[str, Any]]:
    """By name what dbt is told of each of that kind: `models` or `seeds`."""
    return {entry["name"]: entry for file in properties() for entry in file.get(kind, [])}


@cache
def properties() -> tuple[dict[str, Any], ...]:
    files = (path for folder in ("models", "seeds") for path in sorted((DBT / folder).rglob("*.yml")))
    texts = (path.read_text(encoding="utf-8") for path in files)
    return tuple(yaml.load(text, LOADER) or {} for text in texts)
