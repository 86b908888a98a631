"""How stories are told: `slack.says(ada, "/folder list")`, `slack.clicks(ada, "Open", beside="Acme")`.

Everything goes over HTTP, signed, from the local Slack to the app. Things are found by the words on the screen. A
payload that Slack would refuse, or a request that the app did not acknowledge, fails the story at its end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.sandbox.blockkit.walk import find, value_key
from bot.sandbox.slack import LocalSlack
from bot.sandbox.timing import Timing
from bot.sandbox.wire import Entry
from bot.sandbox.workspace import Channel, Person, View
from tests.sandbox.finding import Finder
from tests.sandbox.screen import Part, Screen, unescaped, view_part

Json = dict[str, Any]

UNHURRIED = Timing(acknowledge=20.0, trigger=20.0)
"""Slack's patience where speed is not the story: a busy machine makes no answer wrong. `test_away` keeps Slack's."""

_TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}


class Slack:
    """The teller of stories: what people do at the local Slack, and what they then have in front of them.

    `patience`: seconds, in real time, that an answer may take to appear.
    """

    def __init__(self, local: LocalSlack, *, patience: float = 20.0) -> None:
        self.local = local
        self._find = Finder(local)
        self._patience = patience
        self._forgiven: set[int] = set()
        self._typed: dict[tuple[str, str], Json] = {}

    # what people do

    def says(self, who: Person, text: str, *, at: Channel | str | None = None, quiet: bool = False) -> Screen:
        """Write a command or a message, in the person's direct messages with the app where `at` says nothing else.

        Gives what came in answer. `quiet` = none is expected.
        """
        mark = self._mark()
        self.local.say(who, at or self.local.app_dm(who), text)
        return self._after(who, mark, f"says {text}", quiet=quiet)

    def clicks(
        self, who: Person, label: str, *, on: Screen | None = None, beside: str | None = None, quiet: bool = False
    ) -> Screen:
        """Click a button or an entry of an overflow menu, found by its words; confirmations are accepted.

        `beside` names words of its row where several look alike. `on` is a screen seen before: what is no longer there
        is clicked all the same, as on an old message. Without it, the newest thing on the person's screen that has it.
        """
        part, block, element, option = self._find.button(who, label, on, beside)
        chosen: Json = {"selected_option": option} if option else {}
        if not option and "value" in element:
            chosen = {"value": element["value"]}
        return self._acts(who, part, block, element, chosen, f"clicks {label}", quiet=quiet)

    def chooses(
        self, who: Person, field: str, *choices: str | Person, typing: str | None = None, on: Screen | None = None
    ) -> Screen:
        """Choose in a select, a date picker, radio buttons or checkboxes, found by label or placeholder.

        People are given as themselves or by name, channels by name, dates as YYYY-MM-DD. A select that searches is
        typed into (`typing`, else the choice itself); it fails with what was offered where the choice is not there.
        Choosing nothing empties the field.
        """
        part, block, element = self._find.field(who, field, on)
        picked = [self._pick(who, part, block, element, choice, typing) for choice in choices]
        key = value_key(element)
        plural = key.endswith("s") and key != "files"
        chosen = {key: picked if plural else (picked[0] if picked else None)}
        if block["type"] == "input" and not block.get("dispatch_action"):
            self._keep(who, part, block, element, chosen)
            return self.looks(who) if part.view_id else Screen(who, [part], self.local.workspace)
        return self._acts(who, part, block, element, chosen, f"chooses in {field}", quiet=False)

    def offers(self, who: Person, field: str, typing: str) -> list[str]:
        """What a select that searches offers for what is typed."""
        part, block, element = self._find.field(who, field, None)
        return [unescaped(option["text"]["text"]) for option in self._offered(who, part, block, element, typing)]

    def fills(self, who: Person, fields: dict[str, Any]) -> Screen:
        """Fill in the form on top, by label; what is no text is chosen as `chooses` does (a list for several)."""
        for label, value in fields.items():
            part, block, element = self._find.field(who, label, None)
            if element["type"] in _TYPED:
                text = None if value in (None, "") else str(value)
                self._keep(who, part, block, element, {"value": text})
            else:
                several = value if isinstance(value, list | tuple) else [value]
                self.chooses(who, label, *[one for one in several if one is not None])
        return self.looks(who)

    def submits(self, who: Person, *, forged: bool = False) -> Screen:
        """Send the form on top. Gives the form with its `errors`, or what came instead of it.

        `forged` leaves out what Slack itself asks of a form.
        """
        view = self._find.top(who)
        mark = self._mark()
        self.local.submit(who, view.id, forged=forged)
        return Screen(who, self._find.news(who, mark), self.local.workspace)

    def closes(self, who: Person, *, clear: bool = False) -> Screen:
        """Close the form on top, or all of them."""
        self.local.close(who, self._find.top(who).id, clear=clear)
        return self.looks(who)

    def opens_home(self, who: Person) -> Screen:
        """Open the app's Home tab; gives it once it is published."""
        known = self.local.workspace.homes.get(who.id)
        mark = self._mark()
        self.local.open_home(who)

        def published() -> View | None:
            home = self.local.workspace.homes.get(who.id)
            return home if home and home.changed > mark else None

        home = self.local.wait_for(published, self._patience) or known
        assert home is not None, f"no Home was published for {who.name}"
        return Screen(who, [view_part(home)], self.local.workspace)

    def uses_shortcut(self, who: Person, name: str, on: Screen | None = None, *, quiet: bool = False) -> Screen:
        """Use a shortcut by its name; with `on`, the one of that screen's last message."""
        kind = "message" if on else "global"
        shortcuts = self.local.board.features("shortcuts")
        found = next((one for one in shortcuts if (one["name"], one["type"]) == (name, kind)), None)
        assert found, f"no {kind} shortcut is called {name}: {[one['name'] for one in shortcuts]}"
        where = on.parts[-1].where if on else {}
        mark = self._mark()
        self.local.shortcut(who, found["callback_id"], **where)
        return self._after(who, mark, f"uses {name}", quiet=quiet)

    # what people see

    def reads(self, who: Person, channel: Channel | str | None = None) -> Screen:
        """All that the person can read in a channel, or in the direct messages with the app."""
        place = self.local.channel(channel) if channel else self.local.app_dm(who)
        assert self.local.workspace.sees_channel(who.id, place), f"{who.name} does not see #{place.name}"
        messages = self.local.workspace.messages_for(who.id, place.id)
        return Screen(who, [self._find.message(one) for one in messages], self.local.workspace)

    def sees(self, who: Person, words: str, channel: Channel | str | None = None) -> Screen:
        """Wait until the person can read these words; gives the messages that say them."""

        def there() -> Screen | None:
            screen = self.reads(who, channel)
            hits = [part for part in screen.parts if words in Screen(who, [part], self.local.workspace).words]
            return Screen(who, hits, self.local.workspace) if hits else None

        found = self.local.wait_for(there, self._patience)
        assert found is not None, f"{who.name} never read {words!r}, only:\n{self.reads(who, channel).words}"
        return found

    def looks(self, who: Person) -> Screen:
        """The modal on top, else the newest message or Home."""
        return Screen(who, self._find.in_front(who)[:1], self.local.workspace)

    # the end of a story

    def assert_clean(self) -> None:
        """Fail for payloads that Slack would refuse and for requests that were not acknowledged."""
        local = self.local
        bad = [entry for entry in (*local.refusals, *local.failures) if entry.id not in self._forgiven]
        assert not bad, "the app did what Slack would not take:\n" + "\n".join(_told(entry) for entry in bad)

    def expect_refusal(self, error: str | None = None) -> Any:
        """A context in which the app sends something that Slack refuses, with this error code."""
        return self._expect(lambda: self.local.refusals, error, "refused")

    def expect_failure(self) -> Any:
        """A context in which the app does not acknowledge."""
        return self._expect(lambda: self.local.failures, None, "not acknowledged")

    @contextmanager
    def _expect(self, entries: Callable[[], list[Entry]], error: str | None, what: str) -> Iterator[list[Entry]]:
        before = len(entries())
        fresh: list[Entry] = []
        yield fresh
        self.local.wait_for(lambda: len(entries()) > before, self._patience)
        fresh += entries()[before:]
        assert fresh, f"nothing was {what}"
        for entry in fresh:
            code = (entry.refused or {}).get("error")
            assert error in (None, code), f"refused with {code}, not {error}"
            self._forgiven.add(entry.id)

    # how it is done

    def _mark(self) -> int:
        return self.local.workspace.count

    def _after(self, who: Person, mark: int, did: str, *, quiet: bool) -> Screen:
        def there() -> list[Part]:
            return [part for part in self._find.news(who, mark) if part.changed > mark]

        found = there() if quiet else self.local.wait_for(there, self._patience)
        assert quiet or found, f"{who.name} {did}, and nothing came"
        return Screen(who, found or [], self.local.workspace)

    def _offered(self, who: Person, part: Part, block: Json, element: Json, typing: str) -> list[Json]:
        if "external_select" in element["type"]:
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            answer = self.local.suggest(who, **ids, value=typing, **part.where)
        else:
            answer = element
        groups = [group["options"] for group in answer.get("option_groups", [])]
        return [option for options in (answer.get("options", []), *groups) for option in options]

    def _pick(
        self, who: Person, part: Part, block: Json, element: Json, choice: str | Person, typing: str | None
    ) -> Any:
        kind = element["type"]
        workspace = self.local.workspace
        if isinstance(choice, Person):
            return choice.id
        if "users_select" in kind:
            people = [one for one in workspace.people.values() if choice in (one.name, one.real_name, one.id)]
            assert people, f"nobody is called {choice}"
            return people[0].id
        if "conversations_select" in kind or "channels_select" in kind:
            return self.local.channel(choice.removeprefix("#")).id
        if kind == "datetimepicker":
            return int(choice)
        if kind in ("datepicker", "timepicker"):
            return choice
        options = self._offered(who, part, block, element, choice if typing is None else typing)
        hit = next((option for option in options if unescaped(option["text"]["text"]) == choice), None)
        assert hit is not None, f"{choice!r} is not offered: {[unescaped(one['text']['text']) for one in options]}"
        return hit

    def _keep(self, who: Person, part: Part, block: Json, element: Json, chosen: Json) -> None:
        values = {block["block_id"]: {element["action_id"]: {"type": element["type"], **chosen}}}
        if part.view_id:
            self.local.enter(who, part.view_id, values)
        else:
            typed = self._typed.setdefault((part.channel or "", part.ts or ""), {})
            typed.setdefault(block["block_id"], {}).update(values[block["block_id"]])

    def _acts(
        self, who: Person, part: Part, block: Json, element: Json, chosen: Json, did: str, *, quiet: bool
    ) -> Screen:
        mark = self._mark()
        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
        typed = {"values": self._typed.get((part.channel or "", part.ts or ""), {})}
        if find(self._blocks_now(part), **ids) == (block, element):
            self.local.act(who, **ids, **part.where, **chosen, state=typed)
        else:
            action = {"type": element["type"], **ids, **chosen}
            self.local.act(who, forged=True, actions=[action], **part.where, state=typed)
        return self._after(who, mark, did, quiet=quiet)

    def _blocks_now(self, part: Part) -> list[Json]:
        workspace = self.local.workspace
        if part.view_id:
            view = workspace.view(part.view_id)
            return list(view.body["blocks"]) if view else []
        message = workspace.message(part.channel or "", part.ts or "")
        return message.blocks if message else []


def _told(entry: Entry) -> str:
    why = entry.refused or entry.failed
    return (
        f"  {entry.kind} ({entry.person or 'nobody'}): {why}\n    sent: {entry.request}\n    answered: {entry.response}"
    )
