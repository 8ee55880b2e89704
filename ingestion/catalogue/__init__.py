"""The catalogue: a folder per publisher, with what its datasets share in `_publisher.yml`, and one YAML file per dataset."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingestion.dataset import Dataset
from ingestion.publisher import Licence, Publisher

FOLDER = Path(__file__).parent
SHARED = "_publisher.yml"
LICENCES = "_licences.yml"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # six times as fast, where PyYAML has it


@cache
def licences() -> dict[str, Licence]:
    """The conditions of use by name. Raises ValueError."""
    entries = read(FOLDER / LICENCES)
    return {name: Licence.model_validate(entry) for name, entry in entries.items()}


@cache
def publishers() -> dict[str, Publisher]:
    """All publishers by id, sorted. Raises ValueError, with the file's name, on a wrong entry."""
    found = {}
    for path in sorted(FOLDER.glob(f"*/{SHARED}")):
        try:
            found[path.parent.name] = Publisher.model_validate({**read(path), "id": path.parent.name})
        except (ValueError, yaml.YAMLError) as error:
            raise ValueError(f"{path.relative_to(FOLDER)}: {error}") from error
    return found


@cache
def load_catalogue() -> dict[str, Dataset]:
    """All datasets by id, sorted. Raises ValueError, with the file's name, on a wrong entry."""
    datasets = {}
    for path in sorted(FOLDER.glob("*/*.yml")):
        if path.name == SHARED:
            continue
        try:
            if path.parent.name not in publishers():
                raise ValueError(f"there is no {SHARED} beside it")
            dataset = publishers()[path.parent.name].dataset(path.stem, read(path))
            if dataset.licence not in licences():
                raise ValueError(f"licence: {dataset.licence!r} is not in {LICENCES}: {', '.join(licences())}")
        except (ValueError, yaml.YAMLError) as error:
            raise ValueError(f"{path.relative_to(FOLDER)}: {error}") from error
        datasets[dataset.id] = dataset
    return datasets


def file_of(dataset: Dataset) -> Path:
    """Where a dataset of the catalogue is written."""
    return FOLDER / dataset.publisher / f"{dataset.id.removeprefix(f'{dataset.publisher}__')}.yml"


def read(path: Path) -> dict[str, Any]:
    entry = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe loader
    if not isinstance(entry, dict):
        raise ValueError(f"expected fields, found {type(entry).__name__}")
    return entry


def hosts() -> frozenset[str]:
    """The only hosts the pipeline may talk to."""
    return frozenset(host for publisher in publishers().values() for host in publisher.hosts)
