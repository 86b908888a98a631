"""What goes wrong becomes words: each refusal in its sentence, anything else in an apology that the log knows too."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session
from structlog.typing import EventDict

from bot import errors as sentences
from bot.i18n import Reader
from bot.logs import exceptions_without_words
from bot.sandbox.workspace import Person
from core import errors, invalid, settings_errors
from core.errors import Refusal
from core.filters import Flaw
from core.models import FieldKind, Folder, Opportunity, Standing, Status
from tests.bot.office import Office
from tests.bot.reading import folders_of, stands
from tests.sandbox.screen import Screen
from tests.stories import Slack

ENGLISH = Reader.of("en-US", "Europe/Paris", "EUR")
FRENCH = Reader.of("fr-FR", "Europe/Paris", "EUR")
APOLOGY = re.compile(r"Sorry, that did not work, and nothing was changed\. Reference: (?P<reference>[0-9a-f]{8})")
AMISS = re.compile(
    r"Slack did not answer as it should\. What you asked for may be done all the same: look before you try again\."
    r" Reference: (?P<reference>[0-9a-f]{8})"
)
SECRETS = ("Acme", "Deal", "4711", "xoxb", "ben", "Since 1998", "U0BEN")
"""What no line of the log may hold."""


def leaves(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    """The refusals that are raised: those that no other is made of."""
    below = kind.__subclasses__()
    for one in below:
        yield from leaves(one)
    if not below:
        yield kind


FACTS: dict[str, Any] = {
    "kind": "opportunity",
    "asked": "Acme",
    "standing": Standing.GUEST,
    "locale": "fr-FR",
    "number": 7,
    "folder_number": 12,
    "folder_name": "Acme",
    "owner": "wanda",
    "length": 121,
    "limit": 120,
    "field_id": 3,
    "label": "Sector",
    "choices": ("Retail", "Energy"),
    "name": "Sector",
    "names": ("gus",),
    "where": "members",
    "to": FieldKind.NUMBER,
    "choice": "Retail",
    "channel": "sales",
    "by": "ada",
    "at": datetime(2026, 11, 24, 12, tzinfo=UTC),
    "blocking": (errors.BlockingOpportunity(34, "Renewal", "wanda"),),
    "count": 2,
    "along": True,
    "inside": 2,
    "binned": 1,
    "flaw": Flaw.NEVER,
}


def examples() -> Iterator[Refusal]:
    """Each refusal, with every fact that changes its sentence."""
    for kind in leaves(Refusal):
        facts = {one.name: FACTS[one.name] for one in fields(kind)}
        if kind is errors.NotAdmitted:
            for standing in Standing:
                if standing is not Standing.MEMBER:
                    yield kind(**facts | {"standing": standing})
        elif kind is invalid.FieldInvalid:
            for field_kind in FieldKind:
                yield kind(**facts | {"kind": field_kind})
        elif kind is invalid.FilterUnfit:
            yield from map(kind, Flaw)
        else:
            yield kind(**facts)
        if kind in (errors.NotFound, errors.NotWithinReach, errors.Stale):
            yield kind(**facts | {"kind": "folder"})
        if kind is errors.NotFound:
            yield kind("folder")
            yield kind("opportunity")
            for about in ("team", "default_field", "usergroup", "member"):
                yield kind(about)
        if kind is errors.Stale:
            for about in ("team", "settings"):
                yield kind(**facts | {"kind": about, "name": "" if about == "settings" else "North"})
        if kind is settings_errors.NotActive:
            yield kind("members", ())
        if kind is errors.OwnersWouldMix:
            yield kind(**facts | {"blocking": (), "count": 0, "along": False})
        if kind is invalid.ChannelUnknown:
            yield kind("")
        if kind is errors.Stale:
            yield kind(**facts | {"by": ""})


@pytest.mark.parametrize("refusal", list(examples()), ids=lambda refusal: refusal.rule)
def test_each_refusal_has_a_sentence_in_both_languages(refusal: Refusal) -> None:
    english, french = sentences.sentence(refusal, ENGLISH), sentences.sentence(refusal, FRENCH)
    assert english.endswith(".")
    assert french.endswith(".")
    assert english != french
    assert "%(" not in english + french


def test_each_refusal_has_a_rule_of_its_own() -> None:
    rules = [kind.rule for kind in leaves(Refusal)]
    assert len(set(rules)) == len(rules)


# What nobody expected


def breaks(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Make a function of the core fail with words that belong in no log."""

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("Acme Deal 4711 xoxb-token")

    monkeypatch.setattr(where, broken)


def referred(logged: list[EventDict]) -> str:
    """The reference in the newest entry of the log."""
    return str(next(entry["reference"] for entry in reversed(logged) if entry["event"] == "unexpected"))


def test_every_door_apologises_with_a_reference_that_is_in_the_log(
    slack: Slack, office: Office, ben: Person, monkeypatch: pytest.MonkeyPatch, logged: list[EventDict]
) -> None:
    office.opportunity("Deal", ben, folder=office.folder("Acme", ben))
    card = slack.says(ben, "/opp open Deal")
    for where in ("core.folders.browse.list_folders", "core.opportunities.status.set_status"):
        breaks(monkeypatch, where)
    doors: tuple[Callable[[], Screen], ...] = (
        lambda: slack.says(ben, "/folder list"),
        lambda: slack.says(ben, "/opp won Deal"),
        lambda: slack.clicks(ben, "Won", on=card),
        lambda: slack.opens_home(ben),
    )
    for door in doors:
        found = APOLOGY.search(door().words)
        assert found
        assert found["reference"] == referred(logged)
    assert stands(office, 1)[0] is Status.TODO


def test_a_form_apologises_in_itself_keeps_what_was_typed_and_leaves_nothing_half_done(
    slack: Slack, office: Office, ben: Person, monkeypatch: pytest.MonkeyPatch, logged: list[EventDict]
) -> None:
    slack.says(ben, "/folder new Acme")
    slack.fills(ben, {"Description": "Since 1998"})
    with monkeypatch.context() as patched:
        breaks(patched, "core.history.record")
        form = slack.submits(ben)
    assert APOLOGY.fullmatch(form.errors["Name"])
    assert form.values == {"Name": "Acme", "Owner": ben.id, "Description": "Since 1998"}
    assert office.count(Folder) == 0
    assert "Created." in slack.submits(ben)


def test_what_cannot_be_shown_is_not_done_either(
    slack: Slack, office: Office, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack.says(ben, "/opp new Deal")
    breaks(monkeypatch, "bot.opportunities.create.opportunity_card")
    assert APOLOGY.fullmatch(slack.submits(ben).errors["Title"])
    assert office.count(Opportunity) == 0


def test_a_search_that_fails_offers_nothing(
    slack: Slack, office: Office, ben: Person, monkeypatch: pytest.MonkeyPatch, logged: list[EventDict]
) -> None:
    slack.says(ben, "/opp new")
    breaks(monkeypatch, "core.folders.find.suggest_folders")
    assert slack.offers(ben, "Client folder", "acme") == []
    assert referred(logged)


def test_the_apology_is_in_the_readers_language(
    slack: Slack, office: Office, monkeypatch: pytest.MonkeyPatch, logged: list[EventDict]
) -> None:
    zoe = slack.local.add_person("zoe", locale="fr-FR")
    slack.says(zoe, "/folder list")
    breaks(monkeypatch, "core.folders.browse.list_folders")
    said = slack.says(zoe, "/folder list").words
    assert not APOLOGY.search(said)
    assert "Désolé" in said
    assert referred(logged) in said


def test_where_slack_fails_after_the_deed_nobody_is_told_that_nothing_was_changed(
    slack: Slack, office: Office, ben: Person, logged: list[EventDict]
) -> None:
    office.opportunity("Deal", ben, folder=office.folder("Acme", ben))
    slack.opens_home(ben)
    slack.clicks(ben, "Open", beside="Acme")
    slack.clicks(ben, "Open", beside="Deal")
    slack.local.set_fault("views.update", "internal_error")
    said = slack.clicks(ben, "Won")
    found = AMISS.search(said.words)
    assert found, said.words
    assert found["reference"] == referred(logged)
    assert stands(office, 1)[0] is Status.WON


def test_where_slack_takes_no_answer_at_all_the_request_is_acknowledged_and_logged(
    slack: Slack, office: Office, ben: Person, logged: list[EventDict]
) -> None:
    office.folder("Acme", ben)
    slack.opens_home(ben)
    slack.local.set_fault("views.open", "error500", times=5)
    slack.clicks(ben, "Open", beside="Acme", quiet=True)
    assert [entry["event"] for entry in logged].count("unexpected") == 2
    assert slack.local.failures == []


def test_an_answer_that_the_conversation_no_longer_takes_is_logged(
    slack: Slack, office: Office, ben: Person, logged: list[EventDict], monkeypatch: pytest.MonkeyPatch
) -> None:
    office.folder("Acme", ben)
    slack.says(ben, "/folder list")
    monkeypatch.setattr("slack_sdk.webhook.client.urlopen", _unreachable)
    slack.clicks(ben, "Open", beside="Acme", quiet=True)
    assert {"event": "answer not sent", "why": "ConnectionRefusedError", "log_level": "warning"} in logged


def _unreachable(*_: Any, **__: Any) -> None:
    raise ConnectionRefusedError(111, "Connection refused")


# The log


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """The log as the product writes it."""
    before = structlog.get_config()
    lines = io.StringIO()
    structlog.configure(
        processors=[structlog.processors.add_log_level, exceptions_without_words, structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(lines),
    )
    yield lines
    structlog.configure(**before)


def test_neither_name_nor_amount_nor_token_is_logged(
    slack: Slack, office: Office, ben: Person, monkeypatch: pytest.MonkeyPatch, written: io.StringIO
) -> None:
    office.folder("Acme", ben)

    def broken(session: Session, *_: Any, **__: Any) -> None:
        session.execute(text("select cast(:name as integer)"), {"name": "Acme Deal 4711"})

    with monkeypatch.context() as patched:
        patched.setattr("core.folders.browse.list_folders", broken)
        reference = slack.says(ben, "/folder list Acme").words[-8:]
        breaks(patched, "core.opportunities.create.create_opportunity")
        slack.says(ben, "/opp new Deal in Acme")
        slack.fills(ben, {"Amount": "4711", "Description": "Since 1998"})
        slack.submits(ben)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["unexpected", "unexpected"]
    assert lines[0]["reference"] == reference
    assert "psycopg.errors.InvalidTextRepresentation 22P02" in lines[0]["exception"]
    assert "browse.py" in lines[0]["exception"]
    assert "builtins.RuntimeError\n" in lines[1]["exception"]
    for secret in SECRETS:
        assert secret not in written.getvalue(), secret


def test_libraries_log_no_requests_whatever_the_level_and_no_words_of_exceptions() -> None:
    script = (
        "import logging\n"
        "from bot.config import Config\n"
        "from bot.logs import configure\n"
        "configure(Config(log_level='DEBUG'))\n"
        "logging.getLogger('slack_sdk.web.client').debug('Acme')\n"
        "logging.getLogger('slack_bolt.App').debug('Acme')\n"
        "try:\n"
        "    raise ValueError('Acme')\n"
        "except ValueError:\n"
        "    logging.getLogger('bot.web').exception('broken')\n"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stderr
    (line,) = told.splitlines()
    assert json.loads(line)["event"] == "broken"
    assert json.loads(line)["exception"].startswith("builtins.ValueError\n")
    assert "Acme" not in told


def test_after_an_error_the_next_request_is_served(
    slack: Slack, office: Office, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.folder("Acme", ben)
    with monkeypatch.context() as patched:
        breaks(patched, "core.folders.browse.list_folders")
        for _ in range(12):
            slack.says(ben, "/folder list")
    assert folders_of(slack.says(ben, "/folder list")) == ["Acme"]
