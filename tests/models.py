"""The models that are published, as their folders say: facts and figures, without what is private input of theirs."""

from pathlib import Path

MODELS = Path(__file__).resolve().parents[1] / "dbt_project" / "models"
PUBLISHED = {
    path.stem
    for layer in ("facts", "figures")
    for path in (MODELS / layer).rglob("*.sql")
    if path.relative_to(MODELS / layer).parts[0] != "input"
}
