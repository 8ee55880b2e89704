"""What rests on what, from dbt's manifest: from a finding on a model to the datasets that it rests on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

BUILT = ("model", "seed", "snapshot")
BUILDS = "builds"  # the check that every model passes by being built; told of those that could not
# What tells of the datasets themselves, and not what they hold: brought up to date when one is taken back.
QUALITY = "quality_"  # the models of layer quality: each beside the mart of the rest of its name
PROVENANCE = ("catalogue__dataset", "archive__snapshot", "cbs__property")


class Lineage:
    """The graph of seeds, models and raw tables. Nodes are dbt's unique ids; a dataset is its id in the catalogue."""

    def __init__(self, manifest: Mapping[str, Any], datasets: Collection[str]) -> None:
        self.nodes: Mapping[str, Any] = manifest["nodes"]
        self.parents: Mapping[str, Sequence[str]] = manifest["parent_map"]
        self.children: Mapping[str, Sequence[str]] = manifest["child_map"]
        self.source = {s["name"]: s["unique_id"] for s in manifest["sources"].values()}
        self.dataset = {unique_id: name for name, unique_id in self.source.items() if name in datasets}
        self.test = {n["name"]: n["unique_id"] for n in self.nodes.values() if n["resource_type"] == "test"}
        self.model = {n["name"]: n["unique_id"] for n in self.nodes.values() if n["resource_type"] in BUILT}

    def name(self, node: str) -> str:
        """As dbt's own selection and a reader know it."""
        return str(self.nodes[node]["name"])

    def selection(self, nodes: Iterable[str]) -> str:
        """These nodes, and no others, as dbt selects them: a name alone may be that of a folder too."""
        return " ".join(f"fqn:{'.'.join(self.nodes[n]['fqn'])}" for n in sorted(nodes))

    def tables(self, node: str) -> list[str]:
        """The model, or where it is only a part of others' queries (ephemeral) the models that hold it."""
        if not self.is_ephemeral(node):
            return [node]
        return [t for child in self.children[node] if child.startswith("model.") for t in self.tables(child)]

    def is_mart(self, node: str) -> bool:
        return node in self.nodes and self.nodes[node]["schema"] == "marts"

    def is_ephemeral(self, node: str) -> bool:
        return bool(self.nodes[node]["config"].get("materialized") == "ephemeral")

    def upstream(self, nodes: Iterable[str]) -> set[str]:
        """Everything that these rest on, themselves too: models, seeds and raw tables."""
        return reached(nodes, self.parents)

    def downstream(self, nodes: Iterable[str]) -> set[str]:
        """Every model and seed that rests on these, themselves too where they are such."""
        return {n for n in reached(nodes, self.children) if n.split(".")[0] in BUILT}

    def datasets(self, node: str) -> set[str]:
        """The datasets that a model rests on."""
        return {self.dataset[n] for n in self.upstream([node]) if n in self.dataset}

    def on(self, dataset_id: str) -> set[str]:
        """The models that rest on a dataset."""
        return self.downstream([self.source[dataset_id]])

    def on_provenance(self) -> set[str]:
        """The models that tell which datasets there are, of when, and how they came."""
        return self.downstream(self.source[name] for name in PROVENANCE)

    def subject_of(self, finding: str) -> str | None:
        """The model that a finding is about, by its name (`<target> <check>`); None where there is no such check now."""
        target, _, check = finding.partition(" ")
        if check in self.test:
            return self.subject(self.test[check])
        name = check.removeprefix(f"{BUILDS} ") if check.startswith(f"{BUILDS} ") else target.removeprefix("marts.")
        return self.judged(self.model[name]) if name in self.model else None

    def subject(self, test: str) -> str:
        """The model that a test is about: the one it stands with, else the furthest of those that it reads."""
        node = self.nodes[test]
        attached = node.get("attached_node")
        return self.judged(str(attached or max(node["depends_on"]["nodes"], key=lambda n: self.depth[n])))

    def judged(self, node: str) -> str:
        """The mart that a model of layer quality puts its checks' columns beside; any other model is itself."""
        return self.model.get(self.name(node).removeprefix(QUALITY), node) if node in self.nodes else node

    def way(self, node: str) -> set[str]:
        """All that a model is made of and judged by: what its tests read as well."""
        beside = {self.model.get(f"{QUALITY}{self.name(node)}", node)}
        read = {p for t in self.tests_of([node], of_subject=[node]) for p in self.parents[t]}
        return self.upstream({node} | beside | read)

    def tests_of(self, nodes: Collection[str], *, of_subject: Collection[str] = ()) -> set[str]:
        """The tests that read one of these; with `of_subject` only those that are about one of them."""
        found = {c for n in nodes for c in self.children.get(n, ()) if c.split(".")[0] == "test"}
        return {t for t in found if self.subject(t) in of_subject} if of_subject else found

    def nearest_marts(self, node: str) -> list[str]:
        """The published tables that read a model with no other published one between; itself where it is one."""
        if self.is_mart(node):
            return [node]
        found: dict[str, None] = {}
        waiting, seen = [node], {node}
        while waiting:
            for child in self.children.get(waiting.pop(), ()):
                if self.is_mart(child) and child.startswith("model."):
                    found[child] = None
                elif child.split(".")[0] == "model" and child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return sorted(found)

    @cached_property
    def depth(self) -> dict[str, int]:
        """The longest way from a raw table or seed to each node: what lies earlier has the smaller number."""
        found: dict[str, int] = {}

        def of(node: str) -> int:
            if node not in found:
                found[node] = 1 + max((of(p) for p in self.parents.get(node, ())), default=0)
            return found[node]

        for node in self.parents:
            of(node)
        return found


def reached(nodes: Iterable[str], relatives: Mapping[str, Sequence[str]]) -> set[str]:
    """These and everything that is reached from them."""
    found = set(nodes)
    waiting = list(found)
    while waiting:
        for other in relatives.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
