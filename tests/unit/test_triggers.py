"""What begins by itself asks only what it is about."""

from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from ingestion.catalogue import load_catalogue
from ingestion.home import Home
from orchestration.triggers import asking, schedules, sensors
from orchestration.when_new import build_when_new


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("TALENT_HOME", str(tmp_path))
    return Home(tmp_path).create()


def chosen(run_config: Any) -> set[str]:
    assert dg.validate_run_config(build_when_new, run_config)
    return set(run_config.get("ops", {}).get("ask", {}).get("config", {}).get("datasets", []))


def test_a_schedule_asks_the_publisher_that_it_is_named_after_and_the_nightly_one_all() -> None:
    asked = {}
    for schedule in schedules(build_when_new):
        with dg.build_schedule_context() as context:
            (request,) = schedule.evaluate_tick(context).run_requests or ()
        asked[schedule.name] = chosen(request.run_config)
    for publisher in ("cbs", "eurostat"):
        assert asked.pop(f"after_{publisher}_release") == {
            d.id for d in load_catalogue().values() if d.publisher == publisher
        }
    assert asked == {"nightly": set()}, "none named is all"


def landing(cursor: str | None) -> tuple[dg.RunRequest | dg.SkipReason, str | None]:
    (sensor,) = (s for s in sensors(build_when_new) if s.name == "landing_uwv")
    with dg.build_sensor_context(cursor=cursor) as context:
        found = sensor(context)
        assert isinstance(found, dg.RunRequest | dg.SkipReason)
        return found, context.cursor


def test_a_landed_file_asks_its_own_dataset_once(home: Home) -> None:
    home.settle("live")
    found, cursor = landing(None)
    assert isinstance(found, dg.SkipReason)
    for name in ("uwv__stap", "uwv__twv", "nobody_knows"):
        (home.landing / name).mkdir(parents=True)
    (home.landing / "uwv__stap" / "2022.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    (home.landing / "nobody_knows" / "x.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    found, cursor = landing(cursor)
    assert isinstance(found, dg.RunRequest)
    assert chosen(found.run_config) == {"uwv__stap"}
    assert found.tags["talent/asked"] == "uwv__stap"
    again, cursor = landing(cursor)
    assert isinstance(again, dg.SkipReason)
    (home.landing / "uwv__twv" / "2025.xlsx").write_bytes(b"PK")
    found, cursor = landing(cursor)
    assert isinstance(found, dg.RunRequest)
    assert chosen(found.run_config) == {"uwv__twv"}


def test_a_demo_reads_no_file_of_others(home: Home) -> None:
    home.settle("demo")
    (home.landing / "uwv__stap").mkdir(parents=True)
    (home.landing / "uwv__stap" / "2022.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    assert isinstance(landing(None)[0], dg.SkipReason)


def test_the_datasets_of_a_run_are_those_of_the_catalogue(home: Home) -> None:
    home.settle("demo")
    with dg.DagsterInstance.ephemeral() as instance:
        result = build_when_new.execute_in_process(
            run_config=asking(["uwv__stapp"]), instance=instance, raise_on_error=False
        )
    (failure,) = [e.step_failure_data for e in result.all_events if e.is_step_failure]
    assert failure.error
    assert "uwv__stapp staat niet in de catalogus" in failure.error.message
