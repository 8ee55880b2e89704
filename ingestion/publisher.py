"""Who publishes: the schema of `_publisher.yml` and `_licences.yml` in the catalogue, and what a dataset inherits.

A publisher's file says once what its datasets share; an entry says what is its own, and may say any of it otherwise.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import model_validator

from ingestion.dataset import Cadence, Dataset, Strict
from ingestion.vocabulary import known

RHYTHMS = tuple(cadence for cadence, row in known("cadence").items() if row["fresh_days"])  # what still comes
BLOCKS = ("access", "contract", "revisions", "size")  # inherited key by key; every other field as a whole


class Licence(Strict):
    """Conditions of use; the key in `_licences.yml` is its name, as publishers and `dim_dataset` say it."""

    spdx: str | None = None  # identifier in the list of SPDX
    eu: str | None = None  # code in the authority table `licence` of the EU Publications Office
    url: str | None = None  # where its text stands

    @model_validator(mode="after")
    def _named_licence_has_a_text(self) -> "Licence":
        if self.spdx and not self.url:
            raise ValueError(f"{self.spdx}: zeg waar de tekst staat (url)")
        return self


class Publisher(Strict):
    """One publisher, and what its datasets have in common."""

    id: str  # the name of its folder, and the first part of its datasets' ids
    name: str  # in full, for a citation
    short_name: str  # in a row of publishers
    home: str
    about: str  # what its datasets are, for readers
    hosts: tuple[str, ...]  # the only ones its datasets may be fetched from
    late_after_days: dict[Cadence, int]  # after the end of the newest period
    datasets: dict[str, Any]  # fields of an entry; `homepage` is a pattern over `{name}` and the keys of `access`

    def dataset(self, name: str, entry: Mapping[str, Any]) -> Dataset:
        """The dataset `<publisher>__<name>` of a catalogue entry, with all it inherits. Raises ValueError."""
        given = sorted({"id", "publisher"} & entry.keys())
        if given:
            raise ValueError(f"{' en '.join(given)}: volgt uit de plaats van het bestand, laat het weg")
        whole = {**self.datasets, **entry, "id": f"{self.id}__{name}", "publisher": self.id}
        whole |= {block: self._block(block, entry) for block in BLOCKS if block in whole}
        if "homepage" in self.datasets and "homepage" not in entry:
            whole["homepage"] = self._homepage(name, whole.get("access", {}))
        if whole.get("cadence") in RHYTHMS and "late_after_days" not in whole:
            whole["late_after_days"] = self._late_after(whole["cadence"])
        dataset = Dataset.model_validate(whole)
        if dataset.access.host and dataset.access.host not in self.hosts:
            raise ValueError(f"access: {dataset.access.host} is geen host van {self.id} (hosts in _publisher.yml)")
        return dataset

    def _block(self, block: str, entry: Mapping[str, Any]) -> dict[str, Any]:
        """The keys of both; of the publisher's `access` only where the dataset is asked by the same protocol."""
        shared, own = self.datasets.get(block, {}), entry.get(block, {})
        if not isinstance(own, Mapping):
            raise ValueError(f"{block}: verwacht velden, gevonden {own!r}")
        if block == "access" and own.get("protocol", shared.get("protocol")) != shared.get("protocol"):
            return dict(own)
        return {**shared, **own}

    def _homepage(self, name: str, access: Mapping[str, Any]) -> str:
        try:
            return str(self.datasets["homepage"]).format(name=name, **access)
        except KeyError as error:
            raise ValueError(
                f"homepage: het patroon van {self.id} vraagt access.{error.args[0]}; geef de homepage zelf"
            ) from None

    def _late_after(self, cadence: Cadence) -> int:
        if cadence not in self.late_after_days:
            raise ValueError(
                f"cadence: {self.id} zegt niet na hoeveel dagen een dataset met {cadence} laat is (late_after_days in _publisher.yml)"
            )
        return self.late_after_days[cadence]
