"""A catalogue of a few entries, and a publisher that is probed for them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ingestion.catalogue import publishers
from ingestion.dataset import Dataset
from ingestion.probe import Finding
from ingestion.probe.run import Probed, probe_all
from tests.unit.ingestion.datasets import CKAN, observation, package
from tests.unit.ingestion.publisher import Answer, Publisher

ROWS = [observation(0), observation(1, "A2")]


@dataclass
class Asked:
    """A catalogue of one entry, and a publisher that is probed for it."""

    publisher: Publisher
    folder: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    def entry(self, name: str, publisher: str, **entry: Any) -> Dataset:
        common = {"title": "Werkenden; beroep", "description": "d", "cadence": "yearly", "homepage": "https://x.nl/"}
        said = common | entry
        dataset = publishers()[publisher].dataset(name, said)
        self.entries[dataset.id] = said
        return dataset

    def probed(self, *datasets: Dataset) -> Probed:
        return probe_all(
            datasets, self.folder, lambda con, dataset: [], adapter=self.publisher, entries=lambda d: self.entries[d.id],
            landing=self.folder / "landing",
        )  # fmt: skip

    def finding(self, dataset: Dataset) -> Finding:
        (found,) = self.probed(dataset).findings
        return found

    def pasted(self, dataset: Dataset, finding: Finding) -> Dataset:
        """The dataset after its first proposal was pasted over the keys of its file."""
        said = self.entries[dataset.id] | yaml.safe_load(finding.proposals[0].lines)
        name = dataset.id.removeprefix(f"{dataset.publisher}__")
        return publishers()[dataset.publisher].dataset(name, said)

    def table(self, columns: Any = ("Beroep", "Perioden"), **access: Any) -> Dataset:
        """The entry of the table of `cbs_bodies`."""
        contract = {"columns": list(columns) if isinstance(columns, tuple) else columns}
        return self.entry("1ned", "cbs", access={"table": "1NED"} | access, contract=contract)


HEADER = "JAAR,SOORT,AANTAL\n"


def csv_entry(asked: Asked, **contract: Any) -> Dataset:
    access = {"package": "p04", "resource_id": "id-1", "file": "graduates-2025.csv"}
    columns = {"JAAR": {"pattern": r"\d{4}"}, "SOORT": {"values": ["hbo"]}, "AANTAL": {"count": True}}
    return asked.entry("p04", "duo", access=access, contract={"columns": columns} | contract)


def ckan(file: Answer, name: str = "graduates-2025.csv") -> dict[str, Answer]:
    return {
        f"{CKAN}/api/3/action/package_show?id=p04": package("id-1" if "2025" in name else "id-2", name),
        f"{CKAN}/dataset/x/{name}": file,
    }
