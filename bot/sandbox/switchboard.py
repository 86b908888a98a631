"""The line to the app: signed requests, three seconds of patience, and events that are tried again."""

import hashlib
import hmac
import http.client
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bot.sandbox.errors import ApiError, Trouble
from bot.sandbox.passes import Passes
from bot.sandbox.timing import Timing
from bot.sandbox.weather import Weather
from bot.sandbox.wire import Entry, Wire
from bot.sandbox.workspace import Workspace

Json = dict[str, Any]
Read = TypeVar("Read")

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True)
class Answer:
    """What the app answered: status, headers with lower-case names, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        """The body: parsed where it says that it is JSON, None where it is empty, else text."""
        if not self.body:
            return None
        text = self.body.decode("utf-8", "replace")
        if not self.headers.get("content-type", "").startswith(JSON):
            return text
        try:
            return json.loads(text)
        except ValueError:
            raise ApiError("invalid_json", [f"[ERROR] the body is no JSON: {text[:200]}"]) from None


class NoAnswer(Exception):
    """The app did not acknowledge: `operation_timeout`, or `dispatch_failed` for anything but a 200."""

    def __init__(self, error: str, retry_reason: str, *, no_retry: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.retry_reason = retry_reason
        self.no_retry = no_retry


class Switchboard:
    """What a story at the local Slack needs: the workspace, the wire, the passes, and the line to the app."""

    def __init__(
        self,
        *,
        workspace: Workspace,
        wire: Wire,
        passes: Passes,
        timing: Timing,
        manifest: Json,
        signing_secret: str,
        bot_token: str,
    ) -> None:
        self.workspace = workspace
        self.wire = wire
        self.passes = passes
        self.timing = timing
        self.manifest = manifest
        self.bot_token = bot_token
        self.url = ""
        self.app_url: str | None = None
        self.faults: list[Json] = []
        self.weather = Weather()
        self._secret = signing_secret.encode()
        self._closing = threading.Event()

    def features(self, name: str) -> Any:
        """A part of the manifest's features; an empty one where it says nothing."""
        return self.manifest.get("features", {}).get(name, {} if name == "app_home" else [])

    @property
    def scopes(self) -> set[str]:
        """The bot scopes that the manifest asks for."""
        return set(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    @property
    def subscribed(self) -> set[str]:
        """The events that the manifest subscribes to."""
        return set(self.manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", []))

    def open(self) -> None:
        """Take calls again after `close`."""
        self._closing.clear()

    def close(self) -> None:
        """Stop trying events again."""
        self._closing.set()

    def _signed(self, body: bytes, content_type: str) -> dict[str, str]:
        stamp = str(int(self.timing.now()))
        digest = hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
        }

    def _post(self, body: bytes, headers: dict[str, str]) -> Answer:
        if self.app_url is None:
            raise Trouble("No app is listening.")
        target = urlsplit(self.app_url)
        line = http.client.HTTPConnection(target.hostname or "", target.port, timeout=self.timing.acknowledge)
        try:
            line.request("POST", target.path or "/", body, headers)
            found = line.getresponse()
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        except TimeoutError:
            raise NoAnswer("operation_timeout", "http_timeout") from None
        except (OSError, http.client.HTTPException):
            raise NoAnswer("dispatch_failed", "connection_failed") from None
        finally:
            line.close()

    def ask(
        self,
        kind: str,
        person: str | None,
        body: bytes,
        content_type: str,
        shown: Any,
        read: Callable[[Answer], Read],
        extra: dict[str, str] | None = None,
    ) -> Read:
        """Send one request to the app and read its answer; both go on the wire.

        `read` turns the answer into what the caller wants and raises ApiError for one that Slack would refuse.
        Raises NoAnswer where the app is late or does not say 200, and ApiError from `read`.
        """
        headers = self._signed(body, content_type) | (extra or {})
        return self._exchange(kind, person, body, headers, shown, read)

    def again(self, entry: Entry) -> int:
        """Send a request of the wire once more, to the byte; gives the status. The signature is the old one."""
        if entry.sent is None:
            raise Trouble("Only what went to the app can be sent again.")
        body, headers = entry.sent
        return self._exchange(entry.kind, entry.person, body, headers, entry.request, lambda answer: answer.status)

    def _exchange(
        self,
        kind: str,
        person: str | None,
        body: bytes,
        headers: dict[str, str],
        shown: Any,
        read: Callable[[Answer], Read],
    ) -> Read:
        began = self.timing.now()
        status: int | None = None
        response: Any = None
        refused: Json | None = None
        failed: str | None = None
        try:
            answer = self._post(body, headers)
            status = answer.status
            response = answer.body.decode("utf-8", "replace")
            if status != 200:
                no_retry = answer.headers.get("x-slack-no-retry") == "1"
                raise NoAnswer("dispatch_failed", "http_error", no_retry=no_retry)
            response = answer.content
            return read(answer)
        except NoAnswer as none:
            failed = none.error if status is None else f"{none.error}: HTTP {status}"
            raise
        except ApiError as error:
            refused = {"error": error.error, "details": error.details}
            raise
        finally:
            self.wire.note(
                at=began,
                ended=self.timing.now(),
                direction="to_app",
                kind=kind,
                status=status,
                request=shown,
                response=response,
                person=person,
                refused=refused,
                failed=failed,
                sent=(body, headers),
            )

    # events

    def deliver(self, name: str, event: Json, person: str | None = None, *, wait: bool = True) -> bool:
        """Tell the app of an event, if it subscribed to `name`; False if it did not.

        With `wait` the first try is over when this returns. A try that fails is made again after each pause of
        `Timing.retries`, unless the app answers `X-Slack-No-Retry: 1` (SLACK.md, "Interaction protocol").
        """
        if name not in self.subscribed or self.app_url is None:
            return False
        team = self.workspace.team
        envelope = {
            "token": "verification-token",
            "team_id": team.id,
            "api_app_id": team.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(6).upper()}",
            "event_time": int(self.timing.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team.id,
                    "user_id": team.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{team.id}-{team.app_id}",
        }
        if not wait:
            threading.Thread(target=self._try_all, args=(envelope, person), daemon=True).start()
            return True
        reason = self._try(envelope, person, None)
        if reason is not None:
            threading.Thread(target=self._try_again, args=(envelope, person, reason), daemon=True).start()
        return True

    def _try_all(self, envelope: Json, person: str | None) -> None:
        reason = self._try(envelope, person, None)
        if reason is not None:
            self._try_again(envelope, person, reason)

    def _try_again(self, envelope: Json, person: str | None, reason: str) -> None:
        for number, pause in enumerate(self.timing.retries, 1):
            if self._closing.wait(pause):
                return
            headers = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
            again = self._try(envelope, person, headers)
            if again is None:
                return
            reason = again

    def _try(self, envelope: Json, person: str | None, headers: dict[str, str] | None) -> str | None:
        """Why this try failed and another one is due; None when all is well or the app wants no other."""
        kind = f"event {envelope['event']['type']}"
        try:
            self.ask(kind, person, json.dumps(envelope).encode(), JSON, envelope, lambda _: None, headers)
        except NoAnswer as none:
            return None if none.no_retry else none.retry_reason
        except ApiError:
            return None
        return None
