"""Leaks made on purpose in what is told: in every kind of message, and in what it is made from."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

import pytest
from slack_sdk.models.blocks import ActionsBlock, ButtonElement, SectionBlock
from slack_sdk.web.client import WebClient

from bot.i18n import Reader
from bot.notifications import Kind, Occasion
from bot.values import pack
from bot.views import dormancy as dormancy_views
from bot.views.routes import paused
from bot.views.screen import Screen, plain
from core import dormancies, living, routes, sharing
from core.actor import Actor
from core.digests.times import Digest
from core.folders.rows import visible_folder_rows
from core.models import FolderSharing, OpportunityVisibility
from core.sharing import Extent, Withheld
from tests.leaks.lab import Lab
from tests.leaks.mistakes import forgetful
from tests.leaks.planting import Garden
from tests.leaks.telling import OUTSIDER, SEEDS, with_settings


@dataclass
class Insider:
    """Knows a secret for everybody who reads in a world.

    Attributes:
        words: a word that is hidden from each, by Slack id; nothing where all is shown.
        amount: of all there is, as a channel would read it.
        tag: of an opportunity.
    """

    words: dict[str, str] = field(default_factory=dict)
    amount: str = ""
    tag: str = ""

    def learns(self, garden: Garden) -> None:
        """Pick the secrets up."""
        for person in garden.world.people:
            unseen = sorted(garden.hidden_from(person), reverse=True)
            self.words[person.slack] = garden.planted[unseen[0]].former if unseen else ""
        self.tag = garden.planted["opportunity", 0].extra
        self.amount = f"{sum(one.amount for one in garden.world.opportunities):,.2f}"

    def of(self, actor: Actor | None) -> str:
        """A word that this member may not read, or no channel."""
        return self.words[OUTSIDER if actor is None else actor.slack_user_id]


def _in_the_fallback_text(screen: Screen, word: str) -> Screen:
    return replace(screen, text=f"{screen.text} {word}")


def _in_a_block(screen: Screen, word: str) -> Screen:
    return replace(screen, blocks=[*screen.blocks, SectionBlock(text=plain(f"See also {word}"))])


def _in_the_value_of_a_button(screen: Screen, word: str) -> Screen:
    button = ButtonElement(text=plain("Open"), action_id="folder.open", value=pack(of=word))
    return replace(screen, blocks=[*screen.blocks, ActionsBlock(elements=[button])])


WAYS: Final = (_in_the_fallback_text, _in_a_block, _in_the_value_of_a_button)


def lets_slip(patch: pytest.MonkeyPatch, lab: Lab, insider: Insider, kind: str, way: int) -> None:
    """A kind that does not look who reads it: it says something to everybody, and a secret with it."""
    true_one = lab.kinds[kind]

    def render(occasion: Occasion) -> Screen:
        screen = true_one.render(occasion) or Screen("", "Told.", [SectionBlock(text=plain("Told."))])
        return WAYS[way % len(WAYS)](screen, insider.of(occasion.actor))

    patch.setitem(lab.kinds, kind, Kind(render, true_one.looks))


def in_the_metadata(patch: pytest.MonkeyPatch, insider: Insider) -> None:
    true_one = WebClient.chat_postMessage

    def say(client: WebClient, *, metadata: dict[str, Any], **named: Any) -> Any:
        payload = {**metadata["event_payload"], "about": "folder"}
        return true_one(client, metadata={**metadata, "event_payload": payload}, **named)

    patch.setattr(WebClient, "chat_postMessage", say)


def an_amount_in_an_alert(patch: pytest.MonkeyPatch, insider: Insider) -> None:
    true_one = dormancy_views.alert
    patch.setattr(dormancy_views, "alert", lambda *given: _in_the_fallback_text(true_one(*given), f"€{insider.amount}"))


def f_forgotten_in_a_reminder(patch: pytest.MonkeyPatch, insider: Insider) -> None:
    """Whose folders are their own hears of those of others."""
    patch.setattr(
        "core.dormancies.visible_folder_rows",
        lambda actor: visible_folder_rows(replace(actor, folders=FolderSharing.SHARED)),
    )


def v_forgotten_in_the_weekly_sums(patch: pytest.MonkeyPatch, insider: Insider) -> None:
    everyone = OpportunityVisibility.EVERYONE
    forgetful(patch, "core.digests.weekly.policy", "visible_opportunities", opportunities=everyone)


def a_folder_named_on_the_card_of_what_is_in_it(patch: pytest.MonkeyPatch, insider: Insider) -> None:
    _weighs(patch, lambda extent: replace(extent, folder_too=True))


def anybodys_filter_in_a_button(patch: pytest.MonkeyPatch, insider: Insider) -> None:
    """Whoever was told once that a channel is paused reads what somebody else lets it follow by now."""

    def slips(channel: str, why: str, reader: Reader, **named: Any) -> Screen:
        return paused(channel, why, reader, **{**named, "follows": f"tag:{insider.tag}"})

    patch.setattr("bot.notifications.paused", slips)


def whoever_left_shares_all_folders(patch: pytest.MonkeyPatch, insider: Insider) -> None:
    """For a reader of a channel every folder is there; so it would be for everybody in it."""
    patch.setattr(sharing, "replace", lambda actor, **_: actor)


def not_withheld(reason: Withheld, patch: pytest.MonkeyPatch, insider: Insider) -> None:
    """One of the reasons for which a channel reads a name only is forgotten."""
    _weighs(patch, lambda extent: replace(extent, withheld=tuple(one for one in extent.withheld if one is not reason)))


def _weighs(patch: pytest.MonkeyPatch, change: Callable[[Extent], Extent]) -> None:
    true_one = sharing.extent
    patch.setattr(sharing, "extent", lambda *given, **named: change(true_one(*given, **named)))


Mistake = Callable[[pytest.MonkeyPatch, Insider], None]


@dataclass(frozen=True, slots=True)
class Shows:
    """Where a mistake shows.

    Attributes:
        kinds: in which kinds of message.
        seeds: in which worlds, by what is set there.
    """

    kinds: tuple[str, ...]
    seeds: tuple[int, ...] = SEEDS


CARDS: Final = (living.FOLDER, living.OPPORTUNITY)
_SEEN_BY_OWNERS: Final = with_settings("own", "everyone")

MISTAKES: Final[dict[Mistake, Shows]] = {
    in_the_metadata: Shows((dormancies.TOLD,)),
    an_amount_in_an_alert: Shows((dormancies.TOLD,), with_settings(v="admins_only")),
    f_forgotten_in_a_reminder: Shows((dormancies.TO_OWNER,), with_settings("own")),
    v_forgotten_in_the_weekly_sums: Shows((Digest.WEEKLY,), with_settings(v="admins_only")),
    a_folder_named_on_the_card_of_what_is_in_it: Shows((living.OPPORTUNITY,), _SEEN_BY_OWNERS),
    anybodys_filter_in_a_button: Shows((routes.ROUTE_PAUSED,), with_settings(v="admins_only")),
    whoever_left_shares_all_folders: Shows(CARDS, _SEEN_BY_OWNERS),
    partial(not_withheld, Withheld.ADMINS_ONLY): Shows(CARDS, with_settings(v="admins_only")),
    partial(not_withheld, Withheld.GUESTS): Shows(CARDS, with_settings(v="everyone")),
    partial(not_withheld, Withheld.OTHER_COMPANIES): Shows(CARDS, with_settings(v="everyone")),
    partial(not_withheld, Withheld.HIDDEN_FROM_SOME): Shows(CARDS, _SEEN_BY_OWNERS),
}
"""Each mistake. Who in a channel is not known is asked about first (`Withheld.NOT_ALL_KNOWN`): nobody is here."""
