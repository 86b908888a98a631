"""The one place where everything is wired: `create_app(config, database)`."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot import (
    commands,
    default_fields,
    digests,
    dormancy,
    errors,
    following,
    home,
    leavers,
    people,
    roles,
    routes,
    settings,
    sharing,
    shortcuts,
    teams,
    usergroups,
)
from bot.config import Config
from bot.folders import activity as folder_activity
from bot.folders import approval as folder_approval
from bot.folders import browse as browse_folders
from bot.folders import create as create_folders
from bot.folders import delete as delete_folders
from bot.folders import edit as edit_folders
from bot.folders import export as export_folders
from bot.folders import filter as filter_folders
from bot.folders import history as folder_history
from bot.folders import menu as folder_menu
from bot.folders import owner as folder_owner
from bot.folders import why as folder_why
from bot.i18n import Reader
from bot.identity import Identity
from bot.opportunities import bin as bin_opportunities
from bot.opportunities import browse as browse_opportunities
from bot.opportunities import create as create_opportunities
from bot.opportunities import duplicate as duplicate_opportunities
from bot.opportunities import edit as edit_opportunities
from bot.opportunities import owner as opportunity_owner
from bot.opportunities import placing, status
from bot.parsing.commands import TABLE
from bot.parsing.errors import UsageError
from bot.parsing.subcommand import SubCommand
from bot.parsing.typed import find, unknown_word
from bot.visit import SLACK_SECONDS, Visit
from core.db import Database

AFTER_THREADS: Final = 2
"""At most so many exports are made at a time in one process: they hold whole tables in memory."""

Listener = Callable[[Visit], None]


@dataclass(frozen=True, slots=True)
class Wiring:
    """What a `register()` needs: Bolt, and how a listener is hung into it.

    Attributes:
        bolt: routes by ids and matchers.
        prefix: put before the names of the commands.
        identity: knows who acts.
        readers: how people met so far read.
        after: runs what is put off until a request is answered.
    """

    bolt: App
    prefix: str
    identity: Identity
    readers: dict[tuple[str, str], Reader]
    after: Executor

    def listener(self, listen: Listener) -> Callable[..., None]:
        """A listener of ours as Bolt calls it."""

        def run(body: dict[str, Any], client: WebClient, ack: Ack, context: BoltContext) -> None:
            visit = Visit(self.identity, self.readers, body=body, client=client, ack=ack, later=self._later)
            context["visit"] = visit
            listen(visit)
            if visit.outdates_home:
                self.after.submit(errors.attempted, visit, partial(home.draw, self.prefix))

        return run

    def _later(self, visit: Visit, act: Listener) -> None:
        self.after.submit(errors.carried_out, visit, act)

    def command(self, request: type[Any], listen: Callable[[Visit, Any], None]) -> None:
        """Hang in what answers the sub-commands that ask for this kind of thing.

        Args:
            request: the kind; `bot.parsing.commands.TABLE` says which sub-commands ask for it.
            listen: answers it.
        """
        for row in TABLE:
            if row.request is request:
                matches = _is(row)
                self.bolt.command(f"/{self.prefix}{row.command}", matchers=[matches])(
                    self.listener(_read_first(row, listen))
                )

    def other_words(self, command: str) -> None:
        """Hang in what answers the words that are no sub-command; it comes before none of them."""

        def refuse(visit: Visit) -> None:
            with visit.acting():
                raise unknown_word(command, visit.command_text, self.prefix)

        def is_unknown(payload: dict[str, Any]) -> bool:
            return find(command, str(payload.get("text") or ""))[0] is None

        self.bolt.command(f"/{self.prefix}{command}", matchers=[is_unknown])(self.listener(refuse))

    def action(self, action_id: str, listen: Listener) -> None:
        """Hang in what answers a button, a menu or a select."""
        self.bolt.action(action_id)(self.listener(listen))

    def submission(self, callback_id: str, listen: Listener) -> None:
        """Hang in what answers a form."""
        self.bolt.view(callback_id)(self.listener(listen))

    def options(self, action_id: str, listen: Listener) -> None:
        """Hang in what answers a search as somebody types."""
        self.bolt.options(action_id)(self.listener(listen))

    def shortcut(self, callback_id: str, listen: Listener) -> None:
        """Hang in what answers a shortcut."""
        self.bolt.shortcut(callback_id)(self.listener(listen))

    def event(self, kind: str, listen: Listener) -> None:
        """Hang in what answers an event of Slack."""
        self.bolt.event(kind)(self.listener(listen))


def _is(row: SubCommand) -> Callable[[dict[str, Any]], bool]:
    """A matcher: whether a command asks for this row of the table."""

    def matches(payload: dict[str, Any]) -> bool:
        return find(row.command, str(payload.get("text") or ""))[0] is row

    return matches


def _read_first(row: SubCommand, listen: Callable[[Visit, Any], None]) -> Listener:
    """Read what was typed behind the word, then answer. Who may do nothing is told so before what they mistyped."""

    def run(visit: Visit) -> None:
        if row.reads_dates:
            with visit.acting():
                pass
        try:
            request = row.read(find(row.command, visit.command_text)[1], visit.reader)
        except UsageError:
            with visit.acting():
                raise
        listen(visit, request)

    return run


def afterwards() -> Executor:
    """What runs that which is put off; whoever closes the database first waits for it."""
    return ThreadPoolExecutor(AFTER_THREADS, thread_name_prefix="afterwards")


def create_app(config: Config, database: Database, after: Executor | None = None) -> App:
    """Bolt with every listener of the product.

    Args:
        config: the settings.
        database: where everything is kept.
        after: runs what is put off until a request is answered; one that lasts as long as the process where None.
    """
    client = WebClient(token=config.slack_bot_token, base_url=config.slack_api_url, timeout=SLACK_SECONDS)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    bolt = App(
        # Bolt would look for a name up the whole stack of calls, which takes longer than all else in here.
        name="dossier",
        client=client,
        signing_secret=config.slack_signing_secret,
        # Our answers travel in the HTTP response itself, so the listener runs before it is sent.
        process_before_response=True,
        token_verification_enabled=False,
    )
    bolt.error(errors.answer)
    wiring = Wiring(bolt, config.command_prefix, Identity(database), {}, after or afterwards())
    for story in (
        commands,
        browse_folders,
        create_folders,
        edit_folders,
        folder_activity,
        delete_folders,
        folder_history,
        folder_why,
        folder_approval,
        folder_owner,
        folder_menu,
        export_folders,
        filter_folders,
        browse_opportunities,
        create_opportunities,
        edit_opportunities,
        status,
        placing,
        duplicate_opportunities,
        opportunity_owner,
        bin_opportunities,
        dormancy,
        digests,
        leavers,
        following,
        sharing,
        home,
        people,
        shortcuts,
        settings,
        default_fields,
        teams,
        usergroups,
        roles,
        routes,
    ):
        story.register(wiring)
    return bolt
