"""`python -m orchestration.cli`: what `talent` is where nothing is installed."""

from orchestration.cli.commands import app

app()
