"""docs/architecture.md shows the project as it is: its graphs are what dbt's manifest and the catalogue give."""

from tests import architecture


def test_the_graphs_are_made_from_what_is_there() -> None:
    page = architecture.PAGE.read_text(encoding="utf-8")
    assert list(architecture.blocks(page)) == ["layers", "topics"]
    assert page == architecture.made(page), "run make architecture"


def test_every_layer_and_publisher_is_a_node_and_nothing_points_back() -> None:
    order = ("seeds", *architecture.LAYERS)
    edges = architecture.references(architecture.layer)
    assert {name for pair in edges for name in pair} == set(order)
    assert all(order.index(a) < order.index(b) for a, b in edges)
    known = {name for pair in architecture.references(architecture.topic) for name in pair}
    assert {"cbs", "duo", "uwv", "ind", "roa", "eurostat", "education", "figures"} <= known
