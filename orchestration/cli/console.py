"""What a person reads while a build runs: the steps' own messages, without Dagster's event log."""

import logging
import sys

import dagster as dg

ENGINE = (
    "did not yield or return expected outputs",
    "Dependencies for step",
    "dbt selection arguments",
    "partial parsing",
    " dbt command: ",
    "instead of an `AssetCheckResult`",  # a test of a part that Dagster counts to another; its result is told with all others
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


@dg.logger(
    description="Own messages only, one line each.", config_schema={"log_level": dg.Field(str, default_value="INFO")}
)
def console(context: dg.InitLoggerContext) -> logging.Logger:
    logger = logging.Logger("talent", level=str(context.logger_config["log_level"]).upper())
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(OwnMessages())
    handler.setFormatter(OneLine())
    logger.addHandler(handler)
    return logger
