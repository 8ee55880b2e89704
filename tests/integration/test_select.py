"""`talent build --select`: just that part is asked for, built and checked, and nothing is published."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingestion.home import Home
from orchestration import build_records, standing
from orchestration.cli import selection
from orchestration.cli.selection import NotKnown, selected
from tests.integration.conftest import Built, copied, talent


def names(*wanted: str) -> set[str]:
    return {key.path[-1] for key in selected(wanted)}


def test_a_name_means_itself_and_a_plus_what_rests_on_it() -> None:
    assert names("cbs__85224ned") == {"cbs__85224ned"}
    with_models = names("cbs__85224ned+")
    assert {
        "cbs__85224ned",
        "stg_cbs__labour_participation",
        "fct_labour_participation",
        "opgave_scorecard",
    } <= with_models
    assert "cbs__80472ned" not in with_models, "the code lists are shared, the tables are not"
    assert len(with_models) < 40
    before = names("+fct_llo_uptake")
    assert {"fct_llo_uptake", "opgave_field"} <= before
    assert not [name for name in before if name.startswith(("cbs__", "duo__"))], (
        "models and seeds; no publisher is asked"
    )
    assert names("opgave_field", "dim_opgave") == {"opgave_field", "dim_opgave"}
    assert names("fct_llo_uptake") == {"fct_llo_uptake", "quality_fct_llo_uptake"}, "and what its suite judges"
    assert all("publication" not in names(f"{name}+") for name in ("cbs__85224ned", "opgave_field"))


def test_what_the_checks_of_a_part_read_is_taken_along_where_it_is_not_there() -> None:
    chosen = selected(["+fct_llo_uptake"])
    along = {key.path[-1] for key in selection.companions(chosen, set())}
    assert {"vocabulary", "deelopgave", "dim_dataset", "bridge_opgave"} <= along
    assert not along & names("+fct_llo_uptake")
    assert len(along) < 40, "what they rest on, not the whole project"
    assert selection.companions(chosen, selection.keys()) == []
    assert selection.companions(selected(["cbs__85224ned"]), set()) == []
    everywhere = set(selection.keys()) - {selection.nodes()["vocabulary"]}
    assert [key.path[-1] for key in selection.companions(chosen, everywhere)] == ["vocabulary"]


def test_a_seed_that_was_edited_since_the_last_whole_build_does_not_stand(
    demo: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(node: Mapping[str, Any]) -> datetime:
        return datetime.max if node["name"] == "vocabulary" else datetime.min

    monkeypatch.setattr(standing, "edited", edited)
    here = standing.standing(Home(copied(demo, tmp_path / "home")), selection.manifest)
    built = {node for node in selection.nodes().values() if not node.startswith("source.")}
    ephemeral = {
        n["unique_id"] for n in selection.manifest["nodes"].values() if n["config"].get("materialized") == "ephemeral"
    }
    assert built - here == {selection.nodes()["vocabulary"]} | ephemeral
    assert standing.standing(Home(tmp_path / "empty"), selection.manifest) == set()


def test_a_typing_error_is_told_with_names_that_are_near() -> None:
    with pytest.raises(NotKnown, match="fct_llo_uptak is geen dataset, model of seed; lijkt op: fct_llo_uptake"):
        selected(["fct_llo_uptak"])


def test_every_dataset_and_model_can_be_selected() -> None:
    made = selection.keys()
    unmade = {name for name, node in selection.nodes().items() if node not in made}
    assert {n for n in unmade if n.startswith(("cbs__", "duo__")) and n not in NOT_FETCHED} == set()


NOT_FETCHED = {
    "cbs__property",
    "cbs__dimension",
    "cbs__measure",
    "cbs__code",
}  # filled with the tables that they describe


def test_a_part_is_built_and_checked_and_nothing_is_published(demo: Built, tmp_path: Path) -> None:
    home = copied(demo, tmp_path / "home")
    before = Built(home, 0, "", {}).state()
    done = talent(home, "build", "--select", "cbs__80567ned+", "-v")
    assert done.status == 0, done.output
    assert "cbs__80567ned: ongewijzigd" in done.output
    assert "cbs__80567ned: ongewijzigd, 680 rijen" in done.output
    assert "1 dataset(s)" in done.output
    assert "niets gepubliceerd" in done.output
    again = talent(home, "build", "--select", "dim_delineation")
    assert again.status == 0, again.output
    assert "dbt: niets gewijzigd" not in again.output, "a part that was built before is no whole build"
    assert Built(home, 0, "", {}).state() == before
    with duckdb.connect(str(home / "warehouse.duckdb")) as con:
        latest = build_records.latest_build(con)
        assert latest is not None
        assert latest[1:] != (build_records.fingerprint(con), True), "a part is never taken for the whole"


def test_a_part_can_be_built_in_an_empty_home(tmp_path: Path) -> None:
    done = talent(tmp_path / "home", "build", "--source", "demo", "--select", "dim_delineation")
    assert done.status == 0, done.output
    assert "dus ook gebouwd: brc2014" in done.output


def test_a_part_with_a_failing_check_ends_with_1(demo: Built, tmp_path: Path) -> None:
    home = copied(demo, tmp_path / "home")
    typo = talent(home, "build", "--select", "cbs_80567ned")
    assert typo.status == 1
    assert "Niet gebouwd: cbs_80567ned is geen dataset, model of seed; lijkt op: cbs__80567ned" in typo.output


def test_a_seed_with_another_column_fits_into_a_home_of_before(demo: Built, tmp_path: Path) -> None:
    home = copied(demo, tmp_path / "home")
    with duckdb.connect(str(home / "warehouse.duckdb")) as con:
        con.execute("alter table seeds.delineation drop column is_default")
    done = talent(home, "build", "--select", "delineation")
    assert done.status == 0, done.output
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from seeds.delineation where is_default is not null").fetchall() > [(1,)]
