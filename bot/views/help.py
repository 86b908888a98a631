"""The help, from the one table that also parses."""

from typing import Final

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    HeaderBlock,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
)

from bot.i18n import N_, Reader
from bot.parsing.commands import FOLDER, OPP
from bot.parsing.subcommand import SubCommand
from bot.parsing.typed import rows
from bot.views.screen import Screen, plain

FILTER_WORDS: Final = {
    FOLDER: (
        ("status:active|deactivated|all", N_("folders by their state; active unless you say")),
        ("opps:none|todo|standby|won|lost|cancelled", N_("by the opportunities inside; none: nothing in progress")),
        ("owner:me, owner:@somebody", N_("by owner")),
        ("tag:renewal, -tag:renewal", N_("an opportunity inside has the tag; none has it")),
        ("won>10000, open>5k", N_("more than so much won, or in progress")),
        ("idle>30d", N_("nothing changed for longer than that")),
        ("sort:name|created|updated|open|won|count", N_("the order; sort:-won puts the largest first")),
        ("acme", N_("any other word: in the name")),
    ),
    OPP: (
        ("status:todo|standby|won|lost|cancelled", N_("by where they stand")),
        ("owner:me, owner:@somebody", N_("by owner")),
        ("tag:renewal, -tag:renewal", N_("with a tag, or without it")),
        ("website", N_("any other word: in the title")),
    ),
}
"""The filter language, as the help tells it."""

_CODE: Final = RichTextElementParts.TextStyle(code=True)


def help_screen(command: str, row: SubCommand | None, prefix: str, reader: Reader) -> Screen:
    """What a command knows; or one of its words, with the filter language where it takes one.

    Args:
        command: "folder" or "opp".
        row: the word that was asked about; None for all.
        prefix: of the commands' names.
        reader: who reads.
    """
    _ = reader.gettext
    name = f"/{prefix}{command}"
    shown = rows(command) if row is None else (row,)
    title = _("%(command)s: what there is") % {"command": name} if row is None else row.usage(prefix)
    lines = [(each.usage(prefix), _(each.about)) for each in shown]
    more = [_("For example: %(example)s") % {"example": f"{name} {each.example}"} for each in shown if row is not None]
    if row is None:
        more.append(
            _("More on one of them: %(command)s help and its word, such as %(command)s help list.") % {"command": name}
        )
    if row is not None and len(row.words) > 1:
        more.append(_("Also: %(words)s") % {"words": ", ".join(row.words[1:])})
    if row is not None and "[filter]" in row.argument:
        lines += [(words, _(meaning)) for words, meaning in FILTER_WORDS[command]]
    blocks: list[Block] = [HeaderBlock(text=plain(title)), _table(lines)]
    blocks += [ContextBlock(elements=[plain(line)]) for line in more]
    text = "\n".join([title, *(f"{usage} – {about}" for usage, about in lines), *more])
    return Screen(title=_("Help"), text=text, blocks=blocks)


def _table(lines: list[tuple[str, str]]) -> RichTextBlock:
    text = RichTextElementParts.Text
    parts = []
    for usage, about in lines:
        parts += [text(text=usage, style=_CODE), text(text=f"  {about}\n")]
    return RichTextBlock(elements=[RichTextSectionElement(elements=parts)])
