"""The form "Filter": writes the filter language, and shows what is set (SPEC §6)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from slack_sdk.models.blocks import Block, InputBlock, Option, StaticSelectElement, UserSelectElement

from bot import ids
from bot.i18n import N_, Reader
from bot.parsing import filters
from bot.values import pack
from bot.views.inputs import field_block, form, text_input
from bot.views.screen import plain
from bot.views.statuses import STATUS
from core.filters import OWNER_ME, FolderFilter, FolderState, OppsFilter
from core.models import Status

STATES: Final[Mapping[FolderState, str]] = {
    FolderState.ACTIVE: N_("Active"),
    FolderState.DEACTIVATED: N_("Deactivated"),
    FolderState.ALL: N_("All"),
}
ORDERS: Final[Mapping[str, str]] = {
    "name": N_("Name, A to Z"),
    "-name": N_("Name, Z to A"),
    "-created": N_("Newest first"),
    "created": N_("Oldest first"),
    "-updated": N_("Changed last first"),
    "updated": N_("Changed longest ago first"),
    "-open": N_("In progress, largest first"),
    "open": N_("In progress, smallest first"),
    "-won": N_("Won, largest first"),
    "won": N_("Won, smallest first"),
    "-count": N_("Most opportunities first"),
    "count": N_("Fewest opportunities first"),
}


def filter_form(reader: Reader, question: FolderFilter, viewer: str, reply_url: str) -> dict[str, Any]:
    """The form "Filter".

    Args:
        reader: who fills it in.
        question: what is set; what the form has no field for is kept beside it.
        viewer: the reader's Slack id, whom "me" means.
        reply_url: of the list, which the answer takes the place of.
    """
    _ = reader.gettext
    owner = viewer if question.owner == OWNER_ME else question.owner
    states = {state.value: _(word) for state, word in STATES.items()}
    opps = {OppsFilter.NONE.value: _("Nothing in progress"), **{s.value: _(STATUS[s]) for s in Status}}
    order = f"{'-' if question.descending else ''}{question.sort}"
    blocks: list[Block] = [
        _select(ids.STATE, _("Folder status"), states, question.state, reader),
        *narrowing(question, opps, owner, reader),
        _select(ids.SORT, _("Sort by"), {key: _(word) for key, word in ORDERS.items()}, order, reader),
    ]
    kept = pack(filter=filters.write(question), mine=question.mine, reply=reply_url)
    return form(ids.FILTER, _("Filter"), _("Apply"), blocks, kept, reader)


def narrowing(question: FolderFilter, opps: Mapping[str, str], owner: str | None, reader: Reader) -> list[Block]:
    """The fields that narrow down which folders are meant.

    Args:
        question: what is set.
        opps: what "Opportunities" offers, by value.
        owner: the Slack id of the owner asked for.
        reader: who fills it in.
    """
    _ = reader.gettext
    person = UserSelectElement(action_id=ids.INPUT, placeholder=plain(_("Any")), initial_user=owner)
    commas = _("Separated by commas")
    without = text_input(", ".join(question.without_tags))
    return [
        _select(ids.OPPS, _("Opportunities"), opps, question.opps, reader, optional=True),
        field_block(ids.OWNER, _("Owner"), person, optional=True),
        field_block(ids.WITH_TAG, _("With tag"), text_input(", ".join(question.tags)), optional=True, hint=commas),
        field_block(ids.WITHOUT_TAG, _("Without tag"), without, optional=True, hint=commas),
        field_block(ids.WORDS, _("Name contains"), text_input(" ".join(question.words)), optional=True),
    ]


def _select(
    block_id: str,
    label: str,
    choices: Mapping[str, str],
    chosen: StrEnum | str | None,
    reader: Reader,
    *,
    optional: bool = False,
) -> InputBlock:
    options: Sequence[Option] = [Option(value=value, text=plain(word)) for value, word in choices.items()]
    element = StaticSelectElement(
        action_id=ids.INPUT,
        placeholder=plain(reader.gettext("Any")),
        options=options,
        initial_option=next((option for option in options if option.value == chosen), None),
    )
    return field_block(block_id, label, element, optional=optional)
