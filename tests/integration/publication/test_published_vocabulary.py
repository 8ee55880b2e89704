"""`meta.vocabulary`: a reader of the file finds what each code means in the file itself."""

from ingestion.vocabulary import known, labels
from tests.integration.publication.homes import SmallHome


def test_every_list_is_published_with_the_words_of_publishers(one: SmallHome) -> None:
    found = one.current("select list, code, label_nl, label_en, sort_order from meta.vocabulary")
    assert sorted(found) == sorted(labels())
    assert ("frequency", "month", "per maand", "each month", 40) in found
    assert {code for name, code, *_ in found if name == "unit"} == set(known("unit"))


def test_it_is_in_order_and_explained(one: SmallHome) -> None:
    found = one.current("select list, sort_order from meta.vocabulary")
    assert found == sorted(found)
    told = one.current("select column_name, description_nl from meta.column where table_name = 'vocabulary'")
    assert [name for name, _ in told] == ["list", "code", "label_nl", "label_en", "sort_order"]
    assert all(text for _, text in told)
