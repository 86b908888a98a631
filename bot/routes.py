"""Where alerts go: what Slack says of the channels, the button "Test", and `/folder health` (SPEC §4.3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from slack_sdk.errors import SlackApiError

from bot import channels, following, ids
from bot.delivery_errors import Fate, judge
from bot.i18n import Reader
from bot.parsing.requests import AskHealth
from bot.views import routes as views
from bot.visit import Visit
from core import clock, routes, settings
from core import health as core_health

if TYPE_CHECKING:
    from bot.app import Wiring


def asked_health(visit: Visit, _: AskHealth) -> None:
    """`/folder health`."""
    with visit.acting() as (session, actor):
        found = core_health.look(session, actor)
        asked = {
            way.filter: following.said(session, actor, way.filter, visit.reader) for way in found.ways if way.filter
        }
    visit.show(views.health(found, asked, visit.reader))


def test_pressed(visit: Visit) -> None:
    """ "Test": writes into the channel. Where that works, what was paused runs again."""
    channel = visit.value.text("channel")
    with visit.acting() as (session, actor):
        routes.to_test(session, actor, channel)
        rules = settings.read(session, actor)
    why = _tried(visit, channel, Reader.of(rules.language, rules.time_zone, rules.currency))
    with visit.acting() as (session, actor):
        if why is None:
            routes.resume(session, actor.workspace_id, channel)
        else:
            routes.pause(session, actor.workspace_id, channel, why, clock.now())
    visit.show(views.tested(channel, why, visit.reader))


def closed(why: str, visit: Visit) -> None:
    """The channel was archived or deleted, or the app was removed from it: nothing goes there until that is undone.

    Slack tells it again, and late, where it was not taken at once: whether it is still so is asked.
    """
    channel = _channel(visit)
    if visit.is_installed:
        with visit.unattended() as (session, workspace_id):
            is_ours = bool(routes.of(session, workspace_id, channel))
        if is_ours and channels.is_shut(visit.client, channel):
            with visit.unattended() as (session, workspace_id):
                routes.pause(session, workspace_id, channel, why, clock.now())
    visit.done()


def opened(visit: Visit) -> None:
    """The channel was unarchived. Whether the app is still in it shows with the first message."""
    if visit.is_installed:
        with visit.unattended() as (session, workspace_id):
            routes.resume(session, workspace_id, _channel(visit))
    visit.done()


def joined(visit: Visit) -> None:
    """Somebody joined a channel: where it is the app itself, what was paused there runs again."""
    apps = {one.get("user_id") for one in visit.body.get("authorizations") or () if isinstance(one, dict)}
    if visit.event.get("user") in apps:
        opened(visit)
    else:
        visit.done()


def _tried(visit: Visit, channel: str, reader: Reader) -> str | None:
    """Write a test message; gives why the channel cannot be reached, or None where it can."""
    try:
        visit.post(channel, views.test_message(reader))
    except SlackApiError as error:
        verdict = judge(error, to_member=False)
        if verdict.fate is Fate.PAUSES:
            return verdict.code
        raise
    return None


def _channel(visit: Visit) -> str:
    return str(visit.event.get("channel") or "")


def register(wiring: Wiring) -> None:
    """Hang the listeners of this story into Bolt."""
    wiring.command(AskHealth, asked_health)
    wiring.action(ids.ROUTE_TEST, test_pressed)
    for kind in ("channel", "group"):
        wiring.event(f"{kind}_archive", partial(closed, "is_archived"))
        wiring.event(f"{kind}_deleted", partial(closed, "channel_not_found"))
        wiring.event(f"{kind}_left", partial(closed, "not_in_channel"))
        wiring.event(f"{kind}_unarchive", opened)
    wiring.event("member_joined_channel", joined)
