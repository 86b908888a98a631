"""Looking at folders and opportunities through every door there is, and all that reached somebody by it."""

import json
from dataclasses import dataclass

from bot.sandbox.workspace import Person
from tests.sandbox.screen import Screen
from tests.stories import Slack


@dataclass(frozen=True)
class Looked:
    """What one person met at each door.

    Attributes:
        listed: `/folder list status:all`.
        mine: `/folder mine status:all`.
        by_number: `/folder open F-n`.
        by_name: `/folder open` with the exact name.
        by_word: `/folder open` with the first word of it.
        offered: what the picker of "New opportunity" offers for that word.
        near: the form "New client folder" sent with nearly that name.
        opportunities: `/opp list`.
        home: the Home tab.
    """

    listed: Screen
    mine: Screen
    by_number: Screen
    by_name: Screen
    by_word: Screen
    offered: list[str]
    near: Screen
    opportunities: Screen
    home: Screen


def look(slack: Slack, who: Person, number: int, name: str) -> Looked:
    """Try every door to a folder.

    Args:
        slack: the teller.
        who: looks.
        number: the folder's.
        name: the folder's; its first word is one that no other folder has.
    """
    word = name.split()[0]
    listed = slack.says(who, "/folder list status:all")
    mine = slack.says(who, "/folder mine status:all")
    by_number = slack.says(who, f"/folder open F-{number}")
    by_name = slack.says(who, f'/folder open "{name}"')
    by_word = slack.says(who, f"/folder open {word}")
    slack.says(who, "/opp new Something")
    offered = slack.offers(who, "Client folder", word)
    slack.closes(who)
    slack.says(who, f"/folder new {name.upper()} Ltd")
    near = _near(slack, who)
    opportunities = slack.says(who, "/opp list")
    return Looked(listed, mine, by_number, by_name, by_word, offered, near, opportunities, slack.opens_home(who))


def _near(slack: Slack, who: Person) -> Screen:
    """The form, sent; what it made is of no interest, what it showed is."""
    near = slack.submits(who)
    if near.modal == "New client folder":
        slack.closes(who)
    return near


def reached(slack: Slack, who: Person) -> str:
    """Every byte that the app sent towards a person: answers, calls made for them, what they can read, their views."""
    local = slack.local
    mine = [entry for entry in local.wire if entry.person == who.id]
    sent = [entry.response if entry.direction == "to_app" else entry.request for entry in mine]
    channels = [slack.reads(who, place).everything for place in local.workspace.channels_of(who.id)]
    views = [view.body for view in local.workspace.stack(who.id)]
    home = local.workspace.homes.get(who.id)
    return json.dumps([sent, views, home.body if home else None], ensure_ascii=False, default=str) + "\n".join(channels)
