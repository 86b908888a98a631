"""How a list understood its filter, in words (SPEC §4.1)."""

from collections.abc import Iterable
from typing import Final

from bot.i18n import N_, Reader
from bot.views.statuses import STATUS
from core.filters import OWNER_ME, FolderFilter, FolderState, OpportunityFilter, OppsFilter, SortKey
from core.models import Status


def describe(question: FolderFilter, reader: Reader, owner: str) -> str:
    """How the list understood the filter, in a sentence.

    Args:
        question: the filter.
        reader: who reads.
        owner: the display name of the owner asked for; empty where nobody of that id is known.
    """
    _ = reader.gettext
    order = _("by %(order)s, descending") if question.descending else _("by %(order)s")
    return ", ".join((describe_unordered(question, reader, owner), order % {"order": _(_SORT_SAID[question.sort])}))


def describe_unordered(question: FolderFilter, reader: Reader, owner: str) -> str:
    """The same, where it is no list."""
    _ = reader.gettext
    parts = [_(_STATE_SAID[question.state])]
    if question.opps is OppsFilter.NONE:
        parts.append(_("nothing in progress"))
    elif question.opps is not None:
        parts.append(_("with an opportunity: %(status)s") % {"status": _(STATUS[Status(question.opps.value)]).lower()})
    parts += _described(question, reader, owner)
    if question.won_over is not None:
        parts.append(_("won over %(amount)s") % {"amount": reader.money(question.won_over)})
    if question.open_over is not None:
        parts.append(_("in progress over %(amount)s") % {"amount": reader.money(question.open_over)})
    if question.idle_days is not None:
        days = reader.ngettext("idle for over %(count)s day", "idle for over %(count)s days", question.idle_days)
        parts.append(days % {"count": reader.number(question.idle_days)})
    if question.words:
        parts.append(_("name contains %(words)s") % {"words": _listed(question.words, reader)})
    return ", ".join(parts)


def describe_opportunities(question: OpportunityFilter, reader: Reader, owner: str) -> str:
    """How the list understood the filter, in a sentence.

    Args:
        question: the filter.
        reader: who reads.
        owner: the display name of the owner asked for; empty where nobody of that id is known.
    """
    _ = reader.gettext
    statuses = [_(STATUS[status]).lower() for status in question.statuses]
    parts = [_("status: %(statuses)s") % {"statuses": reader.any_of(statuses)}] if statuses else []
    parts += _described(question, reader, owner)
    if question.words:
        parts.append(_("title contains %(words)s") % {"words": _listed(question.words, reader)})
    parts.append(_("yours first"))
    return ", ".join(parts)


_STATE_SAID: Final = {
    FolderState.ACTIVE: N_("active"),
    FolderState.DEACTIVATED: N_("deactivated"),
    FolderState.ALL: N_("active and deactivated"),
}
_SORT_SAID: Final = {
    SortKey.NAME: N_("name"),
    SortKey.CREATED: N_("creation date"),
    SortKey.UPDATED: N_("last change"),
    SortKey.OPEN: N_("amount in progress"),
    SortKey.WON: N_("amount won"),
    SortKey.COUNT: N_("number of opportunities"),
}


def _described(question: FolderFilter | OpportunityFilter, reader: Reader, owner: str) -> list[str]:
    _ = reader.gettext
    parts = []
    if question.owner == OWNER_ME:
        parts.append(_("owned by you"))
    elif question.owner is not None:
        parts.append(_("owned by %(owner)s") % {"owner": owner or _("somebody unknown")})
    parts += [_("tagged %(tag)s") % {"tag": tag} for tag in question.tags]
    return parts + [_("not tagged %(tag)s") % {"tag": tag} for tag in question.without_tags]


def _listed(words: Iterable[str], reader: Reader) -> str:
    return reader.list_of([reader.gettext("“%(word)s”") % {"word": word} for word in words])
