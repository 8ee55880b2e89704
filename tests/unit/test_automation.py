"""When the job `rebuild` begins by itself: once for what was loaded alone, and never for what a run of the whole made."""

from collections.abc import Iterator

import dagster as dg
import pytest

from orchestration.automation import LOADED_ALONE


class Machine(Exception):
    """What a machine may do to a run."""


@dg.asset
def raw() -> None: ...


@dg.asset
def raw_beside() -> None: ...


@dg.asset(deps=[raw, raw_beside])
def staging(context: dg.AssetExecutionContext) -> None:
    if "fails" in context.run_tags:
        raise Machine


@dg.asset(deps=[staging])
def mart() -> None: ...


MADE = [raw, raw_beside, staging, mart]
DEFS = dg.Definitions(
    assets=MADE, jobs=[dg.define_asset_job("rebuild", selection=[staging, mart], automation_condition=LOADED_ALONE)]
)


class Daemon:
    """Dagster's daemon, a tick at a time."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self.instance, self.cursor = instance, None

    def requests(self) -> int:
        """How many runs the next tick asks for."""
        result = dg.evaluate_automation_conditions(DEFS, self.instance, cursor=self.cursor)  # type: ignore[arg-type]
        self.cursor = result.cursor  # type: ignore[assignment]
        return result.total_requested

    def run(self, *made: dg.AssetsDefinition, **tags: str) -> None:
        dg.materialize(MADE, selection=list(made), instance=self.instance, tags=tags, raise_on_error=False)


@pytest.fixture
def daemon() -> Iterator[Daemon]:
    with dg.DagsterInstance.ephemeral() as instance:
        daemon = Daemon(instance)
        assert daemon.requests() == 0, "nothing was loaded yet"
        yield daemon


def test_what_is_loaded_alone_is_built_on_once(daemon: Daemon) -> None:
    daemon.run(raw)
    assert daemon.requests() == 1
    assert [daemon.requests() for _ in range(5)] == [0] * 5, "the run that was asked for has not begun yet"
    daemon.run(staging, mart)
    assert daemon.requests() == 0
    daemon.run(raw, raw_beside)
    assert daemon.requests() == 1, "one run for both"


def test_a_run_of_the_whole_asks_for_no_other(daemon: Daemon) -> None:
    daemon.run(raw, raw_beside, staging, mart)
    assert [daemon.requests() for _ in range(3)] == [0] * 3


def test_a_run_that_fails_is_not_tried_for_ever(daemon: Daemon) -> None:
    daemon.run(raw)
    assert daemon.requests() == 1
    daemon.run(staging, fails="yes")
    assert [daemon.requests() for _ in range(5)] == [0] * 5


def test_a_run_under_way_sees_what_is_loaded_before_its_turn(daemon: Daemon) -> None:
    daemon.instance.create_run_for_job(DEFS.resolve_job_def("rebuild"), status=dg.DagsterRunStatus.STARTED)
    daemon.run(raw)
    assert daemon.requests() == 0
