"""A publisher revises a figure: the next publication says so, and remembers what it said before."""

import pytest

from tests.integration.conftest import Republished

pytestmark = pytest.mark.recordings


def test_a_revised_figure_is_published_with_its_past(republished: Republished) -> None:
    built = republished.built
    assert built.status == 3, built.output
    assert "cbs__84809ned: nieuw" in built.output
    assert "cbs__84809ned: nieuw, 159 rijen" in built.output

    history = built.published(
        """
        select value, previous_value, superseded_at is null from meta.revision
        where indicator_id = 'persons.arbeid.buiten_eu_efta' and period_start = '2024-01-01' order by published_at
        """
    )
    assert history == [(21_500.0, None, False), (21_450.0, 21_500.0, True)]
    changed = built.published(
        "select count(*) from meta.revision where previous_value is not null and table_name = 'indicator_value'"
    )
    assert changed == [(1,)]
    facts = built.published(
        "select table_name, kind, value, previous_value from meta.revision where table_name <> 'indicator_value' "
        "and previous_value <> value"
    )
    assert facts == [("fct_labour_migration", "changed", 21_450.0, 21_500.0)]
    report = (built.home / "publication" / "changes.md").read_text(encoding="utf-8")
    assert ": 1 cijfers gewijzigd, 0 nieuw, 0 vervallen" in report.splitlines()[0]
    assert "| persons.arbeid.buiten_eu_efta | 0 | 1 | 0 |" in report
    assert "| 21.500 | 21.450 | -50 | personen |" in report
    assert len(list((built.home / "publication" / "history").iterdir())) == 2
    assert [p.name for p in (built.home / "publication").glob("*.duckdb")] == ["talentstrategie.duckdb"]
