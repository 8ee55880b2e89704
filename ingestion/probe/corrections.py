"""What would put a catalogue entry right: the entry anew, from what a publisher's own lists and headers say now.

A header under another name becomes a synonym of ours, a lost dimension optional, a new one filtered on its total. A person
judges: what a column means is not seen in its name.
"""

import copy
import csv
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import duckdb
import yaml

from ingestion import contract
from ingestion.archive import Archive
from ingestion.dataset import CbsBulk, CbsOData3, CbsOData4, Ckan, CkanZips, Dataset, Download, Eurostat
from ingestion.errors import ContractBroken, IngestionError
from ingestion.load import raw_table
from ingestion.protocols import Loadable, ckan_zips
from ingestion.snapshot import Receipt
from ingestion.sql import identifier

NEAR = 0.6  # of names, in the measure of difflib: `Uitkering` and `Uitkeringen` are 0.9, `Leeftijd` and `Leerweg` 0.5
DELIMITERS = ";,\t|"
TOTAL = re.compile(r"totaal\b|[a-z]-[a-z] alle\b", re.IGNORECASE)


@dataclass(frozen=True)
class Seen:
    """What a round saw of one dataset, and the tables that it filled."""

    con: duckdb.DuckDBPyConnection
    dataset: Dataset
    errors: Sequence[IngestionError]
    loadable: Loadable | None
    archive: Archive
    parts: Mapping[str, Receipt]

    @property
    def is_cbs(self) -> bool:
        return isinstance(self.dataset.access, CbsOData4 | CbsBulk | CbsOData3)

    @property
    def missing(self) -> list[str]:
        return [name for e in self.errors if isinstance(e, ContractBroken) for name in e.missing]

    @property
    def spare(self) -> list[str]:
        """Columns found that the contract does not know."""
        known = contract.promised(self.dataset)
        return [c for c in self.loadable.columns if c not in known] if self.loadable else []

    def codes(self, dimension: str) -> dict[str, str]:
        """The publisher's titles by code."""
        query = 'select Identifier, Title from raw.cbs__code where "Dimension" = ? order by "Index"'
        return {str(c): " ".join(str(t).split()) for c, t in self.con.execute(query, [dimension]).fetchall()}


def corrected(entry: Mapping[str, Any], seen: Seen) -> dict[str, Any]:
    """The entry as it should be said; the same where nothing is known to help, or where what was found may name persons."""
    new = copy.deepcopy(dict(entry))
    if seen.errors and not seen.dataset.confidential:
        for correct in (delimiter, columns, filters, values, resource, editions):
            correct(new, seen)
    return new


def lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The top-level keys that changed, as YAML; empty where none did."""
    changed = {k: v for k, v in after.items() if before.get(k) != v}
    if not changed:
        return ""
    return yaml.safe_dump(changed, sort_keys=False, allow_unicode=True, width=math.inf, default_flow_style=None)


def file_of(dataset: Dataset) -> str:
    """The dataset's file in the checkout."""
    return f"ingestion/catalogue/{dataset.publisher}/{dataset.id.removeprefix(f'{dataset.publisher}__')}.yml"


def nearest(wanted: str, names: Iterable[str], at_least: float = NEAR) -> str | None:
    """The name that looks most like the wanted one, without regard to case, words in brackets and what is no letter."""
    scored = [(SequenceMatcher(None, bare(wanted), bare(name)).ratio(), name) for name in names]
    score, name = max(scored, default=(0.0, None))
    return name if score >= at_least else None


def bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"\([^)]*\)", "", name)).casefold()


def own(entry: dict[str, Any], block: str, inherited: Mapping[str, Any]) -> dict[str, Any]:
    """A block of the entry to change, begun from what it inherits where it says nothing itself."""
    said: dict[str, Any] = entry.setdefault(block, {})
    for key, value in inherited.items():
        said.setdefault(key, copy.deepcopy(value))
    return said


def said_columns(dataset: Dataset) -> dict[str, Any]:
    """The rules of a dataset's columns, where its entry says none itself."""
    return {n: rule.model_dump(mode="json", exclude_defaults=True) for n, rule in dataset.contract.columns.items()}


def columns(entry: dict[str, Any], seen: Seen) -> None:
    """Columns under other names, by which they are known from now on; of a table of CBS also its lost and new dimensions."""
    spare, names = seen.spare, {}
    for name in seen.missing:
        if near := nearest(name, spare):
            names[name] = near
            spare.remove(near)
    lost = [name for name in seen.missing if name not in names] if seen.is_cbs else []
    repeating = [name for name in spare if seen.is_cbs and len(seen.codes(name)) > 1]
    if not (names or lost or repeating):
        return
    contract_block = own(entry, "contract", {"columns": said_columns(seen.dataset)})
    picks = entry["access"].get("filters", []) if seen.is_cbs else []
    listed = contract_block["columns"]
    filtered = {pick["dimension"] for pick in picks}
    rules = dict.fromkeys(listed) if isinstance(listed, list) else dict(listed)
    for ours, theirs in names.items():
        if ours in filtered:  # a filter has the publisher's name, and a filter's dimension is a column
            rules = {theirs if name == ours else name: rule for name, rule in rules.items()}
        else:
            rules[ours] = {**(rules[ours] or {}), "synonyms": [*((rules[ours] or {}).get("synonyms", [])), theirs]}
    rules |= dict.fromkeys(repeating)
    contract_block["columns"] = rules if any(rules.values()) or isinstance(listed, dict) else list(rules)
    if lost:
        contract_block["optional"] = [*contract_block.get("optional", []), *lost]
    for pick in picks:
        pick["dimension"] = names.get(pick["dimension"], pick["dimension"])
    for name in repeating:
        if isinstance(seen.dataset.access, CbsOData4) and (total := the_total(seen.codes(name))):
            entry["access"].setdefault("filters", []).append({"dimension": name, "titles": [total]})


def the_total(codes: Mapping[str, str]) -> str | None:
    """The title of a dimension that reads as its total; None where none does, or several do."""
    found = [title for title in codes.values() if TOTAL.match(title)]
    return found[0] if len(found) == 1 else None


def filters(entry: dict[str, Any], seen: Seen) -> None:
    """Codes and titles that the publisher's list does not have: the nearest title, for a single code the total."""
    for pick in entry["access"].get("filters", []) if seen.is_cbs else []:
        codes = seen.codes(pick["dimension"])
        if not codes or pick.get("total"):  # a total is found by its title, and one that nobody knows is a word
            continue
        if any(code not in codes for code in pick.get("codes", [])):
            total = the_total(codes) if len(pick["codes"]) == 1 else None
            if total:
                del pick["codes"]
                pick["titles"] = [total]
        elif titles := pick.get("titles"):
            pick["titles"] = [t if t in codes.values() else nearest(t, codes.values()) or t for t in titles]


def delimiter(entry: dict[str, Any], seen: Seen) -> None:
    """Another sign between the columns, where it gives more of the columns that are missing."""
    access, data = seen.dataset.access, seen.parts.get("data")
    if not isinstance(access, Ckan | Download | Eurostat) or not (data and seen.missing):
        return
    header = seen.archive.read(data.sha256).decode(access.format.encodings[-1], "replace").lstrip("\ufeff")
    found = {
        d: len(set(next(csv.reader([header.splitlines()[0]], delimiter=d))) & set(seen.missing)) for d in DELIMITERS
    }
    best = max(found, key=lambda d: found[d])
    if found[best] > found[access.format.delimiter]:
        form = access.format.model_dump(mode="json", exclude_defaults=True)
        own(entry, "access", {})["format"] = form | {"delimiter": best}


def values(entry: dict[str, Any], seen: Seen) -> None:
    """Values that a closed list of the contract does not have."""
    told = {e.column for e in seen.errors if isinstance(e, ContractBroken)}
    for name, rule in seen.dataset.contract.columns.items():
        if name not in told or rule.values is None:
            continue
        found = seen.con.execute(
            f"select distinct trim({identifier(name)}) as word from {raw_table(seen.dataset)} "
            f"where {contract.breach(rule, name)} order by 1"
        ).fetchall()
        rules = own(entry, "contract", {"columns": said_columns(seen.dataset)})["columns"]
        rules[name] = dict(rules[name]) | {"values": [*rule.values, *(word for (word,) in found if word)]}


def resource(entry: dict[str, Any], seen: Seen) -> None:
    """A file of a package under another id and another name."""
    access, package = seen.dataset.access, seen.parts.get("package_show")
    if not isinstance(access, Ckan) or package is None or "data" in seen.parts:
        return
    files = {r["url"].rsplit("/", 1)[-1]: r["id"] for r in resources(seen.archive, package)}
    if near := nearest(access.file, files):
        entry["access"] |= {"resource_id": files[near], "file": near}


def editions(entry: dict[str, Any], seen: Seen) -> None:
    """Names of zips that the pattern does not know: the pattern of all names that hold a day."""
    access, package = seen.dataset.access, seen.parts.get("package_show")
    if not isinstance(access, CkanZips) or package is None:
        return
    names = [ckan_zips.file_name(r["url"]) for r in resources(seen.archive, package)]
    dated = [re.split(r"\d{8}", n) for n in names if n.lower().endswith(".zip") and len(re.findall(r"\d{8}", n)) == 1]
    if dated and not all(re.fullmatch(access.file, n) for n in names if re.search(r"\d{8}.*\.zip$", n, re.IGNORECASE)):
        before, after = (
            "|".join(dict.fromkeys(re.escape(parts[side]).replace(r"\ ", " ") for parts in dated)) for side in (0, 1)
        )
        entry["access"]["file"] = rf"(?:{before})(\d{{8}})(?:{after})"


def resources(archive: Archive, package: Receipt) -> list[dict[str, Any]]:
    return list(json.loads(archive.read(package.sha256))["result"]["resources"])
