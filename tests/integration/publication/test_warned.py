"""A check that failed is told, as new once and as known from then on."""

import duckdb
import pytest

from orchestration import build_records
from orchestration.publication.warned import told, warned
from tests.integration.publication.conftest import FIGURES
from tests.integration.publication.homes import SmallHome, quality


def judged(small: SmallHome, **outcomes: str) -> list[str]:
    """The names of the checks that a publication with these outcomes warns of; what is new stands with a `!`."""
    with duckdb.connect(str(small.home.warehouse)) as con:
        found = [quality("marts.dim_opgave", name, status) for name, status in outcomes.items()]
        build_records.keep_quality(con, found)
    small.publish(FIGURES)
    with duckdb.connect(str(next(small.home.publication.glob("*.duckdb"))), read_only=True) as con:
        return [f"{w.check_name}{'!' if w.is_new else ''}" for w in warned(con)]


def test_a_warning_is_new_once_and_then_known_until_it_passes(small: SmallHome) -> None:
    assert judged(small, volume="passed", gaps="failed") == ["gaps!"]
    first = small.current_id()
    assert judged(small, volume="failed", gaps="failed") == ["volume!", "gaps"]
    assert small.current("select failing_since from meta.quality_result where check_name = 'gaps'") == [(first,)]
    assert judged(small, volume="broken", gaps="passed") == ["volume"]
    assert judged(small, volume="passed", gaps="failed") == ["gaps!"], "what passed meanwhile is new again"
    assert judged(small, volume="passed", gaps="passed") == []


def test_what_failed_in_a_publication_of_before_this_was_kept_is_known(small: SmallHome) -> None:
    judged(small, gaps="failed")
    first = small.current_id()
    small.as_of_before(
        "alter table meta.quality_result drop column failing_since",
        "delete from meta.column where column_name = 'failing_since'",
    )
    with duckdb.connect(str(small.home.publication / "talentstrategie.duckdb"), read_only=True) as con:
        assert warned(con) == []
    assert judged(small, gaps="failed") == ["gaps"]
    assert small.current("select failing_since from meta.quality_result where check_name = 'gaps'") == [(first,)]


@pytest.mark.parametrize("known", [True, False])
def test_lines_for_a_person(small: SmallHome, known: bool) -> None:
    judged(small, gaps="failed")
    judged(small, gaps="failed", volume="failed")
    with duckdb.connect(str(next(small.home.publication.glob("*.duckdb"))), read_only=True) as con:
        lines = list(told(warned(con), known=known))
    assert lines[0] == "2 waarschuwing(en), waarvan 1 nieuw" + ("" if known else " (alle: talent status)")
    assert lines[1] == "  nieuw: marts.dim_opgave volume: gevonden 9 rijen, verwacht unique"
    assert len(lines) == (3 if known else 2)
    assert list(told([], known=known)) == []
