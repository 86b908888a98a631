"""What every form is built of."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, InputInteractiveElement, PlainTextInputElement

from bot import ids
from bot.i18n import Reader
from bot.views.screen import plain


def form(
    callback_id: str, title: str, submit: str, blocks: Sequence[Block], metadata: str, reader: Reader
) -> dict[str, Any]:
    """A modal that asks something.

    Args:
        callback_id: which form it is.
        title: as SPEC §6 names it.
        submit: the label of the button that sends it.
        blocks: what it asks.
        metadata: packed facts that come back with it.
        reader: who fills it in.
    """
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title).to_dict(),
        "submit": plain(submit).to_dict(),
        "close": plain(reader.gettext("Cancel")).to_dict(),
        "private_metadata": metadata,
        "blocks": [block.to_dict() for block in blocks],
    }


def field_block(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    optional: bool = False,
    hint: str | None = None,
    tells_at_once: bool = False,
) -> InputBlock:
    """A field of a form.

    Args:
        block_id: named as the request names the field, so that a refusal finds its place.
        label: as SPEC §6 names it.
        element: what is filled in.
        optional: whether it may stay empty.
        hint: below it.
        tells_at_once: whether choosing something is told before the form is sent.
    """
    return InputBlock(
        block_id=block_id,
        label=plain(label),
        element=element,
        optional=optional,
        hint=plain(hint) if hint else None,
        dispatch_action=True if tells_at_once else None,
    )


def text_input(value: str | None, *, multiline: bool = False) -> PlainTextInputElement:
    """A field for text, with what is in it already."""
    return PlainTextInputElement(action_id=ids.INPUT, initial_value=value, multiline=multiline)
