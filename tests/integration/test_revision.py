"""A publisher revises a figure: the next publication says so, and remembers what it said before."""

from pathlib import Path

import pytest

from tests.integration.conftest import Built, copied, mirroring, talent
from tests.integration.revising import revised

pytestmark = pytest.mark.recordings


def test_a_revised_figure_is_published_with_its_past(live: Built, recordings: Path, tmp_path: Path) -> None:
    home = copied(live, tmp_path / "home")
    with mirroring(revised(recordings, tmp_path / "revised")) as mirror:
        built = talent(home, "build", "--source", "live", "-v", TALENT_MIRROR=mirror)
    assert built.status == 3, built.output
    assert "cbs__84809ned: nieuw" in built.output
    assert "cbs__84809ned: new, 159 rows" in built.output

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
    report = (home / "publication" / "changes.md").read_text(encoding="utf-8")
    assert ": 1 cijfers gewijzigd, 0 nieuw, 0 vervallen" in report.splitlines()[0]
    assert "| persons.arbeid.buiten_eu_efta | 0 | 1 | 0 |" in report
    assert "| 21.500 | 21.450 | -50 | personen |" in report
    assert len(list((home / "publication" / "history").iterdir())) == 2
    assert [p.name for p in (home / "publication").glob("*.duckdb")] == ["talentstrategie.duckdb"]
