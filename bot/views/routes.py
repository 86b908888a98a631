"""Where alerts go: that a channel cannot be reached and what helps, and `/folder health`."""

from collections.abc import Mapping
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    HeaderBlock,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
)

from bot import ids
from bot.i18n import N_, Reader
from bot.values import pack
from bot.views.following import FLAWS, follow_again
from bot.views.screen import Screen, plain
from core.following import BROKEN
from core.health import Health, Queue
from core.routes import Way

_READ_ONLY: Final = N_("Only some people may write there; let Dossier write there too, in the channel's settings.")
REMEDIES: Final = {
    "channel_not_found": N_(
        "The channel is gone, or is private and Dossier is not in it: invite it, or choose another."
    ),
    "ekm_access_denied": N_("The keys of your organisation keep Dossier out; ask whoever administers Slack."),
    "is_archived": N_("The channel is archived: unarchive it, or choose another."),
    "not_in_channel": N_("Dossier is not in the channel: invite it there."),
    "restricted_action": _READ_ONLY,
    "restricted_action_read_only_channel": _READ_ONLY,
    "restricted_action_thread_only_channel": N_("Only answers in threads are taken there: choose another channel."),
    "restricted_action_non_threadable_channel": _READ_ONLY,
}
"""What helps where a channel cannot be reached, by `core.routes.UNREACHABLE`."""

SHOWN: Final = 20
"""Channels that health shows; Slack takes fifty blocks a message."""

SILENT_SECONDS: Final = 30
"""After so long without a sign of life no worker is there."""

MINUTE: Final = 60
HOUR: Final = 3600


def remedy(why: str, reader: Reader) -> str:
    """What helps where a channel cannot be reached.

    Args:
        why: as it is written down: of the channel, or of the filter that it follows.
        reader: who reads it.
    """
    found = REMEDIES.get(why) or FLAWS.get(why)
    return why if found is None else reader.gettext(found)


def paused(channel: str, why: str, reader: Reader, *, over: bool, follows: str = "") -> Screen:
    """Told to whoever chose a channel that cannot be reached; afterwards, that it can be.

    Args:
        channel: its Slack id; Slack shows the name.
        why: one of `core.routes.UNREACHABLE`, or of `core.following.BROKEN`.
        reader: who reads it.
        over: whether it is over.
        follows: the filter of the channel.
    """
    _ = reader.gettext
    if why in BROKEN:
        return _broken(channel, why, follows, reader, over=over)
    if over:
        said = _("Alerts reach the channel again.")
        return Screen(_("Alerts"), said, [_channel_first(channel, said)])
    said = _("Alerts do not reach a channel that you chose for them. What would go there waits.")
    helps = remedy(why, reader)
    blocks: list[Block] = [
        _channel_first(channel, said),
        SectionBlock(text=plain(helps)),
        ActionsBlock(elements=[_test(channel, reader)]),
    ]
    return Screen(_("Alerts"), f"{said} {helps}", blocks)


def _broken(channel: str, why: str, follows: str, reader: Reader, *, over: bool) -> Screen:
    _ = reader.gettext
    if over:
        said = _("The channel hears again of the client folders that it follows.")
        return Screen(_("Alerts"), said, [_channel_first(channel, said)])
    said = _("A filter that you let a channel follow cannot be followed any more. Alerts go elsewhere meanwhile.")
    helps = remedy(why, reader)
    blocks: list[Block] = [
        _channel_first(channel, said),
        SectionBlock(text=plain(helps)),
        ActionsBlock(elements=[follow_again(channel, follows, reader)]),
    ]
    return Screen(_("Alerts"), f"{said} {helps}", blocks)


def test_message(reader: Reader) -> Screen:
    """What "Test" writes into the channel."""
    said = reader.gettext("This is a test: Dossier can write here.")
    return Screen(reader.gettext("Test"), said, [SectionBlock(text=plain(said))])


def tested(channel: str, why: str | None, reader: Reader) -> Screen:
    """What came of a test.

    Args:
        channel: its Slack id.
        why: why it did not work; None where it did.
        reader: who pressed "Test".
    """
    _ = reader.gettext
    if why is None:
        said = _("It works: a test message stands in the channel, and what waited is sent.")
        return Screen(_("Test"), said, [_channel_first(channel, said)])
    said, helps = _("It still does not work."), remedy(why, reader)
    blocks: list[Block] = [
        _channel_first(channel, said),
        SectionBlock(text=plain(helps)),
        ActionsBlock(elements=[_test(channel, reader)]),
    ]
    return Screen(_("Test"), f"{said} {helps}", blocks)


def health(found: Health, asked: Mapping[str, str], reader: Reader) -> Screen:
    """`/folder health`.

    Args:
        found: how the telling goes.
        asked: what each filter asks for, in words.
        reader: an admin.
    """
    _ = reader.gettext
    title = _("Health")
    lines = [_worker(found.queue, reader), _waiting(found.queue, reader)]
    if found.kept:
        kept = reader.ngettext(
            "%(count)s message is kept for a channel that cannot be reached.",
            "%(count)s messages are kept for channels that cannot be reached.",
            found.kept,
        )
        lines.append(kept % {"count": reader.number(found.kept)})
    for why, count in sorted(found.given_up.items()):
        given_up = reader.ngettext(
            "%(count)s message was given up: Slack said “%(why)s”.",
            "%(count)s messages were given up: Slack said “%(why)s”.",
            count,
        )
        lines.append(given_up % {"count": reader.number(count), "why": why})
    if not found.ways:
        lines.append(_("Alerts go to no channel: choose an alert channel in the settings, or let a channel follow."))
    blocks: list[Block] = [HeaderBlock(text=plain(title)), SectionBlock(text=plain("\n".join(lines)))]
    told = [title, *lines]
    for way in found.ways[:SHOWN]:
        said = _way(way, asked.get(way.filter, way.filter), reader)
        told.append(said)
        helps = [follow_again(way.channel, way.filter, reader)] if way.paused in BROKEN else []
        blocks += [_channel_first(way.channel, said), ActionsBlock(elements=[*helps, _test(way.channel, reader)])]
    if len(found.ways) > SHOWN:
        more = _("And %(count)s more.") % {"count": reader.number(len(found.ways) - SHOWN)}
        told.append(more)
        blocks.append(SectionBlock(text=plain(more)))
    return Screen(title, "\n".join(told), blocks)


def _way(way: Way, asked: str, reader: Reader) -> str:
    _ = reader.gettext
    if way.is_alert_channel:
        what = _("Alert channel")
    elif way.filter:
        what = _("Follows client folders: %(filter)s") % {"filter": asked}
    else:
        what = _("Follows every client folder")
    if way.paused is None:
        return _("%(what)s: runs.") % {"what": what}
    return _("%(what)s: paused. %(remedy)s") % {"what": what, "remedy": remedy(way.paused, reader)}


def _worker(queue: Queue, reader: Reader) -> str:
    _ = reader.gettext
    if queue.heard is None:
        return _("⚠️ No worker is running: nothing is sent. Start one with “python -m bot worker”.")
    if queue.heard > SILENT_SECONDS:
        said = _("⚠️ No worker was heard of for %(time)s: nothing is sent. Start one with “python -m bot worker”.")
        return said % {"time": _time(queue.heard, reader)}
    return _("A worker is running.")


def _waiting(queue: Queue, reader: Reader) -> str:
    _ = reader.gettext
    if not queue.waiting or queue.oldest is None:
        return _("Nothing waits to be sent.")
    said = reader.ngettext(
        "%(count)s message waits, for %(time)s.",
        "%(count)s messages wait, the oldest for %(time)s.",
        queue.waiting,
    )
    return said % {"count": reader.number(queue.waiting), "time": _time(queue.oldest, reader)}


def _time(seconds: int, reader: Reader) -> str:
    if seconds < MINUTE:
        return reader.ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": reader.number(seconds)}
    if seconds < HOUR:
        minutes = seconds // MINUTE
        return reader.ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": reader.number(minutes)}
    hours = seconds // HOUR
    return reader.ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": reader.number(hours)}


def _channel_first(channel: str, said: str) -> RichTextBlock:
    """A sentence behind the channel, whose name Slack itself shows, as far as the reader may know it."""
    parts = [RichTextElementParts.Channel(channel_id=channel), RichTextElementParts.Text(text=f"  {said}")]
    return RichTextBlock(elements=[RichTextSectionElement(elements=parts)])


def _test(channel: str, reader: Reader) -> ButtonElement:
    return ButtonElement(text=plain(reader.gettext("Test")), action_id=ids.ROUTE_TEST, value=pack(channel=channel))
