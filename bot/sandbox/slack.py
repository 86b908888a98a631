"""The local Slack as one object: what the page does over HTTP, tests do with its methods."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from werkzeug.serving import BaseWSGIServer, make_server

from bot.sandbox import acts, forms, happenings, says, shortcuts
from bot.sandbox.acts import place_of
from bot.sandbox.errors import Trouble
from bot.sandbox.keeping import Keeper
from bot.sandbox.passes import Passes
from bot.sandbox.residents import Residents
from bot.sandbox.serving import POLL, Quiet
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.timing import Timing
from bot.sandbox.wire import Entry, Feed, Wire
from bot.sandbox.workspace import Channel, Group, Person, Team, Workspace

Json = dict[str, Any]
Found = TypeVar("Found")


class LocalSlack(Residents):
    """A Slack workspace on this machine, with one app in it.

    `manifest` is the app's standard manifest: only its commands, shortcuts and events reach the app, and only its bot
    scopes count. `app_url` is where the app takes requests; it may be set later. With `home`, the workspace is kept
    there between starts: `start` takes it back, and `is_empty` says whether there was anything. `start_over` fills
    the workspace again after `reset` has emptied it. `clock_moved` is told how many seconds its clock is ahead.

    Nothing happens before `start`. Usable as a context manager.
    """

    def __init__(
        self,
        *,
        signing_secret: str,
        bot_token: str,
        manifest: Json,
        app_url: str | None,
        home: Path | None = None,
        start_over: Callable[[], None] | None = None,
        commands_help: list[Json] | None = None,
        port: int = 0,
        team: Team | None = None,
        timing: Timing | None = None,
    ) -> None:
        timing = timing or Timing()
        self.feed = Feed()
        self.workspace = Workspace(team or Team(), timing, self.feed)
        self.board = Switchboard(
            workspace=self.workspace,
            wire=Wire(self.feed, self.workspace.stir),
            passes=Passes(timing),
            timing=timing,
            manifest=manifest,
            signing_secret=signing_secret,
            bot_token=bot_token,
        )
        self.board.app_url = app_url
        self.start_over = start_over
        self.clock_moved: Callable[[float], None] = lambda _: None
        self.commands_help = commands_help
        self._port = port
        self._keeper = Keeper(self.workspace, home) if home else None
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    # life

    def start(self) -> None:
        """Listen on 127.0.0.1. Raises OSError for a port that is taken."""
        from bot.sandbox.pages import create_site

        self._server = make_server("127.0.0.1", self._port, create_site(self), threaded=True, request_handler=Quiet)
        self.board.url = f"http://127.0.0.1:{self._server.server_port}"
        self.board.open()
        if self._keeper is not None:
            self._keeper.open()
            self.clock_moved(self.workspace.ahead)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL,), name="local-slack", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, and write down what is to be kept."""
        self.board.close()
        self.feed.close()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        if self._thread is not None:
            self._thread.join()
        if self._keeper is not None:
            self._keeper.close()

    def __enter__(self) -> "LocalSlack":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where the page is; known once it is started."""
        return self.board.url

    @property
    def api_url(self) -> str:
        """What the app takes for SLACK_API_URL."""
        return f"{self.board.url}/api/"

    @property
    def app_url(self) -> str | None:
        """Where the app takes requests."""
        return self.board.app_url

    @app_url.setter
    def app_url(self, url: str | None) -> None:
        self.board.app_url = url

    @property
    def team(self) -> Team:
        """The workspace's ids and names."""
        return self.workspace.team

    # what went over the wire

    @property
    def wire(self) -> list[Entry]:
        """Every request and answer, oldest first."""
        return self.board.wire.since()

    @property
    def refusals(self) -> list[Entry]:
        """Payloads of the app that Slack would refuse."""
        return self.board.wire.refusals

    @property
    def failures(self) -> list[Entry]:
        """Times when the app did not acknowledge within three seconds, or not with a 200."""
        return self.board.wire.failures

    def again(self, entry: Entry) -> int:
        """Send a request to the app once more, to the byte; gives the HTTP status."""
        return self.board.again(entry)

    def wait_for(self, look: Callable[[], Found | None], seconds: float = 5.0) -> Found | None:
        """Look after each change until there is something to see; None when the time is over.

        The time is real time, also where a test holds the clock.
        """
        seen: list[Found] = []

        def there() -> bool:
            found = look()
            if found:
                seen.append(found)
            return bool(found)

        with self.workspace.moved:
            self.workspace.moved.wait_for(there, seconds)
        return seen[-1] if seen else None

    # what people do

    def say(self, who: Person | str, channel: Channel | str, text: str) -> None:
        """Write in a channel. Raises Trouble, in Slack's words, for a command that fails."""
        says.say(self.board, self.person(who), self.channel(channel), text)

    def act(
        self,
        who: Person | str,
        *,
        block_id: str = "",
        action_id: str = "",
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
        forged: bool = False,
        actions: list[Json] | None = None,
        **given: Any,
    ) -> None:
        """Use an element of a message (`channel`, `ts`) or of a view (`view_id`), with what was chosen in `given`.

        `forged` sends `actions` as they are, whatever is on the screen.
        """
        person = self.person(who)
        place = place_of(self.board, person, channel, ts, view_id)
        if forged:
            acts.act_forged(self.board, person, place, actions or [], given.get("state"))
        else:
            acts.act(self.board, person, place, block_id, action_id, given)

    def suggest(
        self,
        who: Person | str,
        *,
        block_id: str,
        action_id: str,
        value: str,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
    ) -> Json:
        """Type into a menu that searches; gives `{"options": …}` or `{"option_groups": …}`."""
        person = self.person(who)
        place = place_of(self.board, person, channel, ts, view_id)
        return acts.suggest(self.board, person, place, block_id, action_id, value)

    def enter(self, who: Person | str, view_id: str, values: Json) -> None:
        """Fill in fields of a form without sending it; `values` are shaped as `state.values`."""
        forms.enter(self.board, self.person(who), view_id, values)

    def submit(
        self, who: Person | str, view_id: str, values: Json | None = None, *, forged: bool = False
    ) -> dict[str, str]:
        """Send the form on top; gives what is wrong by block_id. `forged` skips what Slack itself would ask."""
        return forms.submit(self.board, self.person(who), view_id, values, forged=forged)

    def close(self, who: Person | str, view_id: str, *, clear: bool = False) -> None:
        """Close the form on top, or the whole stack."""
        forms.close(self.board, self.person(who), view_id, clear=clear)

    def shortcut(
        self, who: Person | str, callback_id: str, *, channel: str | None = None, ts: str | None = None
    ) -> None:
        """Use a global shortcut, or one on a message."""
        person = self.person(who)
        place = place_of(self.board, person, channel, ts, None) if ts else None
        shortcuts.use_shortcut(self.board, person, callback_id, place)

    def open_home(self, who: Person | str) -> None:
        """Open the app's Home tab."""
        shortcuts.open_home(self.board, self.person(who))

    def read(self, who: Person | str, channel: Channel | str) -> None:
        """Mark everything in a channel as read."""
        person, place = self.person(who), self.channel(channel)
        messages = self.workspace.messages_for(person.id, place.id)
        if messages:
            self.workspace.read[f"{person.id} {place.id}"] = messages[-1].ts
            self.workspace.changed({"kind": "state"}, [person.id])

    # what happens

    def change_person(self, who: Person | str, **fields: Any) -> None:
        """Change a person; the app hears `user_change`."""
        happenings.change_person(self.board, self.person(who), fields)

    def join(self, name: str, **fields: Any) -> Person:
        """Somebody new; the app hears `team_join`."""
        person = self.add_person(name, **fields)
        happenings.join(self.board, person)
        return person

    def change_channel(self, where: Channel | str, **fields: Any) -> None:
        """Archive or rename a channel, let the app in or out, change its members; the app hears of it."""
        happenings.change_channel(self.board, self.channel(where), fields)

    def change_group(self, group: Group, **fields: Any) -> None:
        """Rename a user group or change who is in it; the app hears of it."""
        happenings.change_group(self.board, group, fields)

    def uninstall(self) -> None:
        """Throw the app out; it hears `tokens_revoked` and `app_uninstalled`."""
        happenings.uninstall(self.board)

    def set_fault(self, method: str, kind: str, *, times: int = 1, retry_after: int = 1) -> None:
        """Bad days of the Web API: the next `times` calls of `method` ("*" = any) fail.

        kind: `ratelimited` (429 with Retry-After), `error500`, `lost` (done, but the answer never arrives), or any
        error code of Slack.
        """
        happenings.set_fault(self.board, method, kind, times, retry_after)

    def move_clock(self, seconds: float) -> None:
        """Let time pass. What is signed, and how long Slack waits, stays with the real time."""
        with self.workspace.lock:
            happenings.let_pass(self.board, seconds)
            self.clock_moved(self.workspace.ahead)

    def reset(self) -> None:
        """Start over, in the present: forget everything, then let `start_over` fill the workspace again."""
        if self.start_over is None:
            raise Trouble("There is nothing to start over from.", 404)
        self.workspace.forget()
        self.board.wire.forget()
        self.board.faults.clear()
        self.clock_moved(self.workspace.ahead)
        self.start_over()
        self.workspace.changed({"kind": "state"})
