"""The catalogue: one YAML file per dataset, in a folder per publisher."""

from functools import cache
from pathlib import Path

import yaml

from ingestion.dataset import Dataset

FOLDER = Path(__file__).parent


@cache
def load_catalogue() -> dict[str, Dataset]:
    """All datasets by id, sorted. Raises pydantic's ValidationError, with the file's name, on a wrong entry."""
    datasets = {}
    for path in sorted(FOLDER.glob("*/*.yml")):
        try:
            dataset = Dataset.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        except ValueError as error:
            raise ValueError(f"{path.relative_to(FOLDER)}: {error}") from error
        if path.parent.name != dataset.publisher or path.stem != dataset.id.split("__", 1)[1]:
            raise ValueError(
                f"{path.relative_to(FOLDER)}: expected {dataset.publisher}/{dataset.id.split('__', 1)[1]}.yml"
            )
        datasets[dataset.id] = dataset
    return datasets


def hosts() -> frozenset[str]:
    """The only hosts the pipeline may talk to."""
    return frozenset(d.access.host for d in load_catalogue().values() if d.access.host)


def page() -> str:
    """The catalogue as a page for readers: `docs/datasets.md`."""
    lines = [
        "# Datasets",
        "",
        "Made from `ingestion/catalogue/` by `make docs`; do not edit by hand.",
        "",
        "| dataset | title | publisher | protocol | cadence | licence | attribution | serves |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for d in load_catalogue().values():
        cells = (
            f"`{d.id}`", f"[{d.title}]({d.homepage})", d.publisher, d.access.protocol, d.cadence, d.licence, d.attribution,
            ", ".join(f"`{mart}`" for mart in d.serves) or "-",
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
