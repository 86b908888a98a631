"""Settings from the environment (DESIGN, Configuration). One that is missing or malformed is named in one sentence."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK_API: Final = "https://slack.com/api/"


class Door(StrEnum):
    """What is being started: each needs other settings."""

    WEB = "web"
    WORKER = "worker"
    MIGRATE = "migrate"
    SANDBOX = "sandbox"


class ConfigError(Exception):
    """A setting is missing or malformed; the message is the sentence that the operator reads."""


def _postgresql(url: str) -> str:
    if not re.match(r"postgres(ql)?://", url):
        raise ValueError("postgresql://user:password@host/database")
    return url.replace("postgres://", "postgresql://", 1)


def _http(url: str) -> str:
    if not re.match(r"https?://[^/]+/", url):
        raise ValueError("an address such as https://slack.com/api/")
    return url if url.endswith("/") else url + "/"


def _bot_token(token: str) -> str:
    if not token.startswith("xoxb-"):
        raise ValueError("a bot token, which begins with xoxb-")
    return token


def _prefix(prefix: str) -> str:
    if not re.fullmatch(r"[a-z0-9_-]{0,20}", prefix):
        raise ValueError("up to 20 of a-z, 0-9, - and _")
    return prefix


class Config(BaseSettings):
    """The settings, as read at start and handed down; nothing reads the environment later.

    Attributes:
        database_url: where the database is; None means the embedded one in `dossier_home`.
        dossier_home: where the embedded database and the sandbox keep their state.
        slack_signing_secret: proves that a request is Slack's.
        slack_bot_token: the workspace's token.
        slack_api_url: where Slack's Web API is.
        command_prefix: put before `folder` and `opp` in the names of the commands.
        port: TCP port of the web process.
        web_concurrency: processes of the web server.
        log_level: of structlog.
        sentry_dsn: where errors are reported; None reports nowhere.
    """

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, frozen=True)

    database_url: Annotated[str, AfterValidator(_postgresql)] | None = None
    dossier_home: Path = Path(".dossier")
    slack_signing_secret: str = ""
    slack_bot_token: Annotated[str, AfterValidator(_bot_token)] | None = None
    slack_api_url: Annotated[str, AfterValidator(_http)] = SLACK_API
    command_prefix: Annotated[str, AfterValidator(_prefix)] = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    web_concurrency: Annotated[int, Field(ge=1, le=64)] = 2
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    sentry_dsn: str | None = None


_REQUIRED: Final[dict[Door, tuple[str, ...]]] = {
    Door.WEB: ("slack_signing_secret", "slack_bot_token"),
    Door.WORKER: ("slack_bot_token",),
    Door.MIGRATE: (),
    Door.SANDBOX: (),
}
_WHERE: Final = {
    "slack_signing_secret": "Slack shows it under Basic Information, App Credentials",
    "slack_bot_token": "Slack shows it under OAuth & Permissions once the app is installed",
}
_PRODUCTION: Final = ("slack_signing_secret", "slack_bot_token", "database_url")


def load(door: Door) -> Config:
    """The settings for what is being started.

    Args:
        door: what it is.

    Raises:
        ConfigError: a setting is missing, malformed, or does not belong there.
    """
    try:
        config = Config()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        wanted = str(first["msg"]).removeprefix("Value error, ")
        raise ConfigError(f"{name} is malformed; it should be: {wanted[:1].lower() + wanted[1:]}.") from error
    for name in _REQUIRED[door]:
        if not getattr(config, name):
            raise ConfigError(f"{name.upper()} is missing: {_WHERE[name]}.")
    if door is Door.SANDBOX:
        _refuse_production(config)
    return config


def _refuse_production(config: Config) -> None:
    """The sandbox makes a secret and a token of its own; beside real ones it would be one slip from real people."""
    present = [name.upper() for name in _PRODUCTION if getattr(config, name)]
    if present:
        raise ConfigError(f"The sandbox does not start where {' and '.join(present)} is set: unset it first.")
