"""`talent build --select`: what a name means, as assets. A part is built and checked; the publication never is.

cbs__80472ned     the dataset: fetched, loaded, judged
cbs__80472ned+    with every model that rests on it
fct_llo_uptake    the model or seed, and its checks
+fct_llo_uptake   with the models and seeds that it rests on
fct_llo_uptake+   with what rests on it

What a chosen model, one of its tests or its suite reads is taken along (`companions`) where this home does not have it, and a seed
where it was edited since the last whole build: so a part can be built in an empty home, and judged by today's seeds.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

import dagster as dg

from expectations.registry import mart_suite, mart_tables
from orchestration.assets.ingestion import raw_assets
from orchestration.assets.transformation import dbt_models, manifest
from orchestration.standing import BUILT

QUALITY = "quality_"
NEAR = 5  # names that are told when one is not known


class NotKnown(Exception):
    """A name that is no dataset, model or seed; says which are near."""


def selected(names: Iterable[str]) -> list[dg.AssetKey]:
    """The assets that these names mean. Raises NotKnown."""
    chosen: dict[dg.AssetKey, None] = {}
    for name in names:
        for node in (judged for found in with_relatives(name) for judged in with_judged(found)):
            chosen |= dict.fromkeys([keys()[node]] if node in keys() else [])
    return list(chosen)


def companions(chosen: Iterable[dg.AssetKey], standing: Collection[str]) -> list[dg.AssetKey]:
    """What the chosen assets and their checks read of models and seeds that do not stand, and what those read in turn."""
    made = keys()
    ids = {key: node for node, key in made.items()}
    waiting = [ids[key] for key in chosen if not ids[key].startswith("source.")]
    found = dict.fromkeys(waiting)
    asked = len(found)
    while waiting:
        node = waiting.pop()
        read = [other for reader in (node, *tests_of(node)) for other in manifest["parent_map"][reader]]
        for other in [*read, *read_by_suite(node)]:
            if other.split(".")[0] in BUILT and other not in found and other not in standing:
                found[other] = None
                waiting.append(other)
    return [made[node] for node in list(found)[asked:] if node in made]  # an ephemeral model is part of its readers


def tests_of(node: str) -> list[str]:
    """The ids of the tests that a node's description asks for. One that stands by itself runs where all it reads is there."""
    children = [manifest["nodes"][child] for child in manifest["child_map"][node] if child.startswith("test.")]
    return [str(test["unique_id"]) for test in children if test.get("attached_node") == node]


def read_by_suite(node: str) -> list[str]:
    """The ids of what the suite of Great Expectations on a mart reads: the mart itself, a model of schema quality, others."""
    name = str(manifest["nodes"][node]["name"])
    if name not in mart_tables():
        return []
    read = re.findall(r"\b(?:marts|quality)\.(\w+)", mart_suite(name).query)
    return [nodes()[table] for table in read if table in nodes()]


def with_judged(node: str) -> list[str]:
    """A model, and what its suite judges of it."""
    judged = nodes().get(f"{QUALITY}{node.rpartition('.')[2]}")
    return [node, judged] if judged else [node]


def with_relatives(name: str) -> list[str]:
    """The ids of dbt's nodes that one name means, the plus signs followed."""
    node = nodes().get(name.strip("+"))
    if node is None:
        near = get_close_matches(name.strip("+"), nodes(), NEAR, 0.5)
        raise NotKnown(f"{name} is geen dataset, model of seed" + (f"; lijkt op: {', '.join(near)}" if near else ""))
    found = [node]
    for wanted, relatives in ((name.startswith("+"), "parent_map"), (name.endswith("+"), "child_map")):
        found += reached(node, manifest[relatives]) if wanted else []
    return found


def reached(node: str, relatives: Mapping[str, Sequence[str]]) -> list[str]:
    """Every model and seed that is reached from a node; not another dataset, which is only asked by its name."""
    found: dict[str, None] = {}
    waiting = [node]
    while waiting:
        for other in relatives.get(waiting.pop(), ()):
            if other.split(".")[0] in BUILT and other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)


@cache
def nodes() -> dict[str, str]:
    """Names of datasets, models and seeds to dbt's ids."""
    described: list[Mapping[str, Any]] = [*manifest["sources"].values(), *manifest["nodes"].values()]
    return {str(n["name"]): str(n["unique_id"]) for n in described if n["resource_type"] in ("source", *BUILT)}


def keys() -> dict[str, dg.AssetKey]:
    """dbt's ids to the assets that can be made: ephemeral models are part of others, provenance makes itself."""
    raw = {key.path[-1]: key for assets in raw_assets for key in assets.keys}
    models = {key.path[-1]: key for key in dbt_models.keys}
    return {
        unique_id: key
        for name, unique_id in nodes().items()
        if (key := (raw if unique_id.startswith("source.") else models).get(name))
    }
