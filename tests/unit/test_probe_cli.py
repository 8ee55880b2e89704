"""What `talent probe` says of titles that the models choose on, and `talent status` of a home without a publication."""

from pathlib import Path

import dagster as dg
import duckdb
import pytest
from typer.testing import CliRunner

from ingestion.catalogue import load_catalogue
from ingestion.home import Home
from ingestion.load import create_metadata_tables
from ingestion.probe.workplace import HELD, workplace
from orchestration.cli.commands import app
from orchestration.cli.probe import alike, titles_expected
from orchestration.instance import prepare


def test_a_title_that_is_gone_comes_with_its_suite_and_the_title_that_has_most_of_it() -> None:
    dataset = load_catalogue()["cbs__84545ned"]
    with duckdb.connect() as con:
        con.execute("create schema raw")
        create_metadata_tables(con)
        for number, title in enumerate(("Openstaande vacatures", "Nieuw ontstane vacatures", "Vacatures die weg zijn")):
            con.execute(
                'insert into raw.cbs__measure by name select ? as dataset_id, ? as "Index", ? as Title',
                [dataset.id, number, title],
            )
        (lost,) = titles_expected(con, dataset)
    assert (lost.place, lost.expected) == ("titels van Measure", "een titel als vervuld")
    assert lost.found == "Openstaande vacatures; Nieuw ontstane vacatures; Vacatures die weg zijn"
    assert "expectations/suites/raw/cbs_tables/labour_market.py" in lost.action


@pytest.mark.parametrize(
    ("title", "share"), [("Mbo-entreeopleiding", 1.0), ("Mbo niveau 4", 6 / 7), ("Totaal mbo", 1 / 6)]
)
def test_a_title_is_like_a_pattern_by_what_it_has_of_it_in_one_piece(title: str, share: float) -> None:
    assert alike("^Entree|niveau ?1", title) == pytest.approx(share)


def test_a_name_that_is_not_in_the_catalogue_is_refused_before_anyone_is_asked() -> None:
    refused = CliRunner().invoke(app, ["probe", "cbs__85224nee"])
    assert refused.exit_code == 2
    assert "cbs__85224nee" in refused.output


def test_status_says_why_a_first_build_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENT_HOME", str(tmp_path / "home"))
    home = Home.from_env().create()
    home.settle("demo")
    for name in ("DAGSTER_HOME", "DBT_SEND_ANONYMOUS_USAGE_STATS", "DO_NOT_TRACK", "GX_ANALYTICS_ENABLED"):
        monkeypatch.setenv(name, "")  # so that what `prepare` sets ends with the test
    prepare(home)

    @dg.op
    def publication() -> None:
        raise dg.Failure("critical checks failed: fct_llo_uptake.no_duplicates", allow_retries=False)

    @dg.job
    def warehouse() -> None:
        publication()

    with dg.DagsterInstance.get() as instance:
        warehouse.execute_in_process(instance=instance, raise_on_error=False)
    told = CliRunner().invoke(app, ["status"])
    assert told.exit_code == 1
    assert "is mislukt" in told.output
    assert "publication: critical checks failed: fct_llo_uptake.no_duplicates" in told.output
    assert "Er is nog niets gepubliceerd" in told.output


def test_nothing_of_a_probe_stays_not_of_a_killed_one_either(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with workplace(home) as one, workplace(home) as other:
        killed = one.parent / "killed"
        killed.mkdir()
        (killed / HELD).touch()
        (killed / "names").write_text("Jansen", encoding="utf-8")
        half = one.parent / "half"  # killed before it held its folder
        half.mkdir()
        with workplace(home):
            assert {p.name for p in one.parent.iterdir()} > {one.name, other.name}
            assert not killed.exists()
            assert not half.exists()
    assert not home.root.exists()


def test_a_home_that_was_there_stays(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    before = sorted(home.root.rglob("*"))
    with workplace(home) as folder:
        assert home.root in folder.parents
    assert sorted(home.root.rglob("*")) == before
