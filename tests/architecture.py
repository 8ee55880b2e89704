"""The graphs of `docs/architecture.md`, from dbt's manifest and the catalogue: layers, and what feeds which topic.

`make architecture` writes them between the marks of the page; a test holds what is checked in against what they give.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ingestion.catalogue import load_catalogue, publishers
from orchestration.assets.transformation import manifest

PAGE = Path(__file__).resolve().parents[1] / "docs" / "architecture.md"
BLOCK = re.compile(r"(<!-- (layers|topics): made by `make architecture` -->\n).*?(<!-- end -->)", re.DOTALL)
LAYERS = ("raw", "staging", "shaped", "route", "facts", "figures", "bi", "quality")
KINDS = ("source", "seed", "model")
Edges = Mapping[tuple[str, str], int]


def nodes() -> dict[str, Mapping[str, Any]]:
    """Sources, seeds and models by their dbt id."""
    listed = {**manifest["sources"], **manifest["nodes"]}
    return {name: node for name, node in listed.items() if node["resource_type"] in KINDS}


def layer(node: Mapping[str, Any]) -> str:
    """Of a model its folder under models/; the tables of the archive and of the catalogue are raw too."""
    kind = str(node["resource_type"])
    return {"source": "raw", "seed": "seeds"}.get(kind) or Path(node["original_file_path"]).parts[1]


def topic(node: Mapping[str, Any]) -> str:
    """Of a source or staging model its publisher, of another its folder in the layer; `figures` are one."""
    if node["resource_type"] == "source":
        return str(node["name"]).split("__")[0]
    folders = [part for part in Path(node["original_file_path"]).parts[2:-1] if part != "input"]
    if layer(node) in ("seeds", "figures", "bi", "quality"):
        return layer(node)
    return folders[0] if folders else "crosswalk"  # `opgave_weight` lies above the topics of its layer


def references(name: Any) -> Edges:
    """How often what has one name is read by what has another. `name` gives that of a node."""
    known, found = nodes(), Counter[tuple[str, str]]()
    for node in known.values():
        for read in node.get("depends_on", {}).get("nodes", ()):
            pair = (name(known[read]), name(node))
            found[pair] += pair[0] != pair[1]
    return {pair: count for pair, count in sorted(found.items()) if count}


def layers() -> str:
    """Each layer with how many tables and models it has, and how often one reads another."""
    sizes = Counter(layer(node) for node in nodes().values())
    named = {name: f"{name}<br>{sizes[name]}" for name in ("seeds", *LAYERS)}
    return mermaid("LR", named, references(layer))


def topics() -> str:
    """Publishers with their datasets, topics with their models, and how many models of one read the other."""
    datasets = Counter(dataset.publisher for dataset in load_catalogue().values())
    named = {
        p.id: f"{p.short_name}<br>{datasets[p.id]} dataset{'s' * (datasets[p.id] != 1)}" for p in publishers().values()
    }
    models = Counter(topic(n) for n in nodes().values() if layer(n) in LAYERS[2:])
    named |= {name: f"{name.replace('_', ' ')}<br>{count} models" for name, count in sorted(models.items())}
    edges = {pair: count for pair, count in references(topic).items() if set(pair) <= named.keys()}
    return mermaid("LR", named, edges)


def mermaid(direction: str, named: Mapping[str, str], edges: Edges) -> str:
    """A flowchart in Mermaid, as GitHub shows it."""
    lines = [f"flowchart {direction}", *(f'    {name}["{label}"]' for name, label in named.items())]
    lines += [f"    {a} -->|{count}| {b}" for (a, b), count in edges.items()]
    return "\n".join(["```mermaid", *lines, "```", ""])


def made(page: str) -> str:
    """The page with its graphs as they should be."""
    graphs = {"layers": layers, "topics": topics}
    return BLOCK.sub(lambda block: block[1] + graphs[block[2]]() + block[3], page)


def blocks(page: str) -> Iterable[str]:
    return [match[2] for match in BLOCK.finditer(page)]


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE.name}")
