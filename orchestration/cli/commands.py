"""`talent`: build, look and ask from a terminal. A thin layer over the same Dagster job and the published file."""

from orchestration.cli import building as building
from orchestration.cli import deciding as deciding
from orchestration.cli import reading as reading
from orchestration.cli import upkeep as upkeep
from orchestration.cli.app import app as app
