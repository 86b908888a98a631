"""The Home tab: what needs me, my team's, what is mine, and where to begin (SPEC §4.2)."""

from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    ExternalDataSelectElement,
    HeaderBlock,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import InteractiveElement

from bot import VERSION, ids
from bot.i18n import Reader
from bot.parsing import filters
from bot.parsing.commands import FOLDER, OPP
from bot.values import pack
from bot.views import words
from bot.views.approvals import pending_rows
from bot.views.attention import and_more, attention_rows, folders_button, opportunities_button
from bot.views.digests import MY_OPPORTUNITIES, switches
from bot.views.folders import folder_rows
from bot.views.screen import plain
from core.attention import Attention
from core.digests.times import Digest
from core.filters import FolderFilter
from core.folders.browse import FolderPage
from core.home import MINE, Home
from core.my_team import MyTeam, TeamMate


def home(found: Home, reader: Reader, *, sees_everything: bool, is_admin: bool, prefix: str) -> dict[str, Any]:
    """The Home tab of a person.

    Args:
        found: what it shows of the business.
        reader: who reads.
        sees_everything: False adds that figures are those of the opportunities that the reader can see.
        is_admin: adds "Settings".
        prefix: of the commands' names.
    """
    blocks: list[Block] = [_where_to_begin(reader, is_admin=is_admin)]
    if not sees_everything:
        blocks.append(ContextBlock(elements=[plain(reader.gettext("Figures are of the opportunities you can see."))]))
    if found.approvals:
        blocks.append(HeaderBlock(text=plain(reader.gettext("Pending approvals"))))
        blocks += pending_rows(found.approvals, reader)
    blocks += _attention(found.attention, reader)
    if found.team is not None:
        blocks += _team(found.team, reader)
    offered = [one for one in Digest if one is Digest.BRIEF or one in found.digests or found.team is not None]
    blocks += [*_mine(found.mine, reader), DividerBlock(), *switches(offered, found.digests, reader)]
    blocks += _foot(reader, prefix)
    return {"type": "home", "blocks": [block.to_dict() for block in blocks]}


def _where_to_begin(reader: Reader, *, is_admin: bool) -> ActionsBlock:
    _ = reader.gettext
    nothing_asked = pack(filter=filters.write(FolderFilter()), mine=False)
    elements: list[InteractiveElement] = [
        ButtonElement(text=plain(_("New opportunity")), action_id=ids.OPPORTUNITY_NEW, value=pack(), style="primary"),
        ButtonElement(text=plain(_("New folder")), action_id=ids.FOLDER_NEW),
        ExternalDataSelectElement(action_id=ids.FOLDER_FIND, placeholder=plain(_("Find a folder")), min_query_length=0),
        ButtonElement(text=plain(_("Filter")), action_id=ids.FOLDER_FILTER, value=nothing_asked),
        opportunities_button(_("My opportunities"), MY_OPPORTUNITIES),
    ]
    if is_admin:
        elements.append(ButtonElement(text=plain(_("Settings")), action_id=ids.SETTINGS))
    return ActionsBlock(elements=elements)


def _attention(attention: Attention, reader: Reader) -> list[Block]:
    _ = reader.gettext
    blocks: list[Block] = [HeaderBlock(text=plain(_("Needs attention")))]
    if not attention.folders and not attention.reminders:
        return [*blocks, SectionBlock(text=plain(_("Nothing needs your attention just now.")))]
    return blocks + attention_rows(attention, reader)


def _team(team: MyTeam, reader: Reader) -> list[Block]:
    blocks: list[Block] = [HeaderBlock(text=plain(reader.gettext("My team")))]
    blocks += [_mate(mate, reader) for mate in team.mates]
    more = team.in_all - len(team.mates)
    return blocks + and_more(more, None, reader)


def _mate(mate: TeamMate, reader: Reader) -> SectionBlock:
    _ = reader.gettext
    folders = reader.ngettext("%(count)s active folder", "%(count)s active folders", mate.folders)
    parts = [folders % {"count": reader.number(mate.folders)}]
    if mate.quiet:
        parts.append(_("%(count)s with nothing in progress") % {"count": reader.number(mate.quiet)})
    sums = (
        _("In progress %(amount)s") % {"amount": reader.money(mate.in_progress)},
        _("Won %(amount)s") % {"amount": reader.money(mate.won)},
    )
    said = (words.person(mate.who, reader), words.SEPARATOR.join(parts), words.SEPARATOR.join(sums))
    return SectionBlock(
        text=plain("\n".join(said)),
        accessory=folders_button(_("Folders"), FolderFilter(owner=mate.who.slack_user_id)),
    )


def _mine(mine: FolderPage, reader: Reader) -> list[Block]:
    _ = reader.gettext
    blocks: list[Block] = [HeaderBlock(text=plain(_("My client folders")))]
    if mine.rows:
        blocks += folder_rows(mine, reader)[0]
    else:
        none = _("You own no client folder, and have no opportunity in one.")
        blocks.append(SectionBlock(text=plain(none)))
    if mine.has_next:
        blocks.append(ActionsBlock(elements=[folders_button(_("See all"), MINE)]))
    return blocks


def _foot(reader: Reader, prefix: str) -> list[Block]:
    _ = reader.gettext
    more = _("%(folder)s list and %(opp)s list show the rest; %(folder)s help tells what else there is.")
    language = _("Language: %(language)s, from your Slack preferences") % {"language": reader.language_name}
    about = _("Dossier %(version)s") % {"version": VERSION}
    told = plain(more % {"folder": f"/{prefix}{FOLDER}", "opp": f"/{prefix}{OPP}"})
    return [
        ContextBlock(elements=[told, plain(language), plain(about)]),
        ActionsBlock(
            elements=[
                folders_button(_("All client folders"), FolderFilter()),
                ButtonElement(text=plain(_("Help")), action_id=ids.HELP),
            ]
        ),
    ]
