"""What a person reads while a build runs: the steps' own messages, without Dagster's event log.

They go past the line that shows how far a build is, which stays under them.
"""

import logging

import dagster as dg

from orchestration.cli.app import say

ENGINE = (
    "did not yield or return expected outputs",
    "Dependencies for step",
    "Logging an `AssetObservation` instead",  # a test of a part that Dagster counts to another; its result is told with all
    "dbt selection arguments",
    "partial parsing",
    " dbt command: ",
)


class OwnMessages(logging.Filter):
    """Lets through what the assets say, not the engine's events: why a step failed is told once, at the end."""

    def filter(self, record: logging.LogRecord) -> bool:
        meta = getattr(record, "dagster_meta", {})
        engine = meta.get("dagster_event") or any(phrase in record.getMessage() for phrase in ENGINE)
        return not engine


class OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        text = str(getattr(record, "dagster_meta", {}).get("orig_message") or record.getMessage())
        mark = {logging.WARNING: "! ", logging.ERROR: "✗ ", logging.CRITICAL: "✗ "}.get(record.levelno, "  ")
        return f"{self.formatTime(record, '%H:%M:%S')} {mark}{text}"


class Beside(logging.Handler):
    """To standard error. The first line of a message says it; the rows under it are shown with `-v`."""

    def __init__(self, whole: bool) -> None:
        super().__init__()
        self.whole = whole

    def emit(self, record: logging.LogRecord) -> None:
        first, _, rest = self.format(record).partition("\n")
        say(f"{first}\n{rest}" if self.whole and rest else first)


@dg.logger(
    description="Own messages only, one line each.", config_schema={"log_level": dg.Field(str, default_value="INFO")}
)
def console(context: dg.InitLoggerContext) -> logging.Logger:
    logger = logging.Logger("talent", level=str(context.logger_config["log_level"]).upper())
    handler = Beside(whole=logger.level <= logging.DEBUG)
    handler.addFilter(OwnMessages())
    handler.setFormatter(OneLine())
    logger.addHandler(handler)
    return logger
