"""The command line. Nothing here imports Dagster but where a run or the UI is started (`build`, `selection`, `ui`)."""

from orchestration.cli.commands import app as app
