"""Every kind of event has a sentence of its own in both languages, and none says more than it was given."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from bot import i18n
from bot.i18n import Reader
from bot.views.happenings import SAID_LIMIT, SENTENCES, line, said
from core import events
from core.approvals import events as approval_events
from core.events import Happening
from core.folders.history import Named, Told
from core.members import Person

READERS: Final = [Reader.of(language, "Europe/Paris", "EUR") for language in i18n.LANGUAGES]
in_each_language: Final = pytest.mark.parametrize("reader", READERS, ids=i18n.LANGUAGES)
KINDS: Final = sorted(
    {
        one
        for one in (*vars(events).values(), *vars(approval_events).values())
        if isinstance(one, type) and issubclass(one, Happening) and one is not Happening
    },
    key=lambda one: one.kind,
)
GIVEN: Final[dict[str, Any]] = {
    "changes": {"name": ("Acme", "Quercus"), "amount": ("10.00", "12.00"), "expected_closing_on": (None, "2027-03-01")},
    "answers": (("Sector", "choice", "", "Energy"), ("Since", "date", "2019-05-03", ""), ("Size", "number", "1", "2")),
    "before": "todo",
    "after": "standby",
    "reminder_at": "2027-01-04T08:00:00+00:00",
    "until": "2027-01-04T08:00:00+00:00",
    "number": 7,
    "name": "Acme",
    "title": "Renewal",
    "setting": "folders",
}


def person(name: str) -> Person:
    return Person(1, "U1", name, True)


def happening(kind: type[Happening]) -> Happening:
    """One of this kind, with something in each of its fields."""
    of = {one.name: GIVEN.get(one.name, 5) for one in fields(kind)}
    return kind(**of)


def told(kind: type[Happening]) -> Told:
    """It, as the history gives it to somebody who may know all of it."""
    return Told(
        kind=kind.kind,
        at=datetime(2026, 11, 24, 9, tzinfo=UTC),
        by=person("ada"),
        asked_by=None,
        is_about_opportunity=kind.kind.startswith("opportunity."),
        opportunity=Named(34, "Renewal") if kind.kind.startswith("opportunity.") else None,
        before=person("ben"),
        after=person("wanda"),
        other=Named(12, "Zenith"),
        source=Named(33, "Audit"),
        facts=happening(kind).facts(),
        permalink="",
    )


def test_every_kind_has_a_sentence_and_every_sentence_a_kind() -> None:
    assert len(KINDS) > 15
    assert {one.kind for one in KINDS} == set(SENTENCES)


@in_each_language
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_each_is_told_in_words_of_its_own(kind: type[Happening], reader: Reader) -> None:
    sentence = said(told(kind), reader)
    assert kind.kind not in sentence
    assert "%(" not in sentence
    assert (said(told(kind), READERS[0]) == sentence) is (reader is READERS[0]) or kind is events.SettingChanged
    others = {said(told(other), reader) for other in KINDS if other is not kind}
    assert sentence not in others


@in_each_language
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_each_is_told_without_what_its_reader_may_not_see(kind: type[Happening], reader: Reader) -> None:
    less = replace(told(kind), other=None, source=None, opportunity=None, by=None, before=None, after=None)
    sentence = line(less, reader)
    assert not [name for name in ("Zenith", "Audit", "F-12", "O-33", "O-34", "None") if name in sentence]


def test_who_asked_for_it_is_named_beside_who_did_it() -> None:
    handed = replace(told(events.FolderOwnerChanged), asked_by=person("cleo"))
    assert " · ada on behalf of cleo · Owner: ben → wanda" in line(handed, READERS[0])
    assert " · ada à la demande de cleo · Propriétaire\u00a0: ben → wanda" in line(handed, READERS[1])


@in_each_language
def test_a_page_of_the_longest_stays_within_what_slack_takes(reader: Reader) -> None:
    changes = dict.fromkeys(("title", "description"), ("W" * 2000, "W" * 2000))
    longest = replace(
        told(events.OpportunityEdited),
        facts=events.OpportunityEdited(changes=changes).facts(),
        opportunity=Named(2**40, "W" * 120),
    )
    assert len(said(longest, reader)) == SAID_LIMIT
    assert said(longest, reader).endswith("…")


def test_a_kind_that_a_newer_version_wrote_is_told_by_its_name() -> None:
    newer = replace(told(events.FolderCreated), kind="folder.painted")
    assert said(newer, READERS[0]) == "folder.painted"
