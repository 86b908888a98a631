"""The teams, as an admin sees them, and the form "Team" (SPEC §6)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    InputBlock,
    Option,
    SectionBlock,
    StaticSelectElement,
    UserMultiSelectElement,
)

from bot import ids
from bot.i18n import Reader
from bot.values import pack
from bot.views import words
from bot.views.inputs import field_block, form, text_input
from bot.views.screen import Screen, plain, shortened
from core.team_rows import TeamRow
from core.teams import TeamAsked

PAGE_SIZE: Final = 20
"""Teams a page: two blocks each, out of the hundred of a modal (SLACK.md, Limits)."""

GROUPS_SHOWN: Final = 100
"""User groups to choose from (SLACK.md, Limits: options of a select)."""


@dataclass(frozen=True, slots=True)
class Group:
    """A user group of Slack.

    Attributes:
        id: its Slack id.
        name: its name.
        handle: what is typed behind an @.
    """

    id: str
    name: str
    handle: str


def teams_list(
    teams: Sequence[TeamRow], groups: Sequence[Group], page: int, reader: Reader, *, note: str = ""
) -> Screen:
    """A page of the teams, each with its people and what can be done with it.

    Args:
        teams: all of them, by name.
        groups: the user groups of Slack, for the names of those that are mirrored.
        page: which, from 1; the last one where there are not so many.
        reader: who reads.
        note: what was just done.
    """
    _ = reader.gettext
    pages = max(1, -(-len(teams) // PAGE_SIZE))
    page = min(page, pages)
    shown = teams[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    about = _("“Inside a team” in the settings says what people of one team see and change of each other.")
    empty = _("There are no teams.")
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    blocks.append(ContextBlock(elements=[plain(about)]))
    if not teams:
        blocks.append(SectionBlock(text=plain(empty)))
    lines = [note] if note else []
    for team in shown:
        told = _told(team, groups, reader)
        lines.append(" ".join((team.name, *told)))
        blocks.append(words.titled(team.name, "", told))
        blocks.append(ActionsBlock(elements=_row_buttons(team, page, reader)))
    buttons = []
    if page > 1:
        buttons.append(_turn(_("Previous"), page - 1, "previous"))
    if page < pages:
        buttons.append(_turn(_("Next"), page + 1, "next"))
    buttons.append(ButtonElement(text=plain(_("New team")), action_id=ids.TEAM_NEW, style="primary"))
    blocks.append(ActionsBlock(elements=buttons))
    return Screen(title=_("Teams"), text="\n".join(lines) or empty, blocks=blocks)


def team_form(
    reader: Reader, asked: TeamAsked, team: TeamRow | None, groups: Sequence[Group], *, page: int = 1, note: str = ""
) -> dict[str, Any]:
    """The form "Team".

    Args:
        reader: who fills it in.
        asked: what is in it already.
        team: the one that is changed; None for a new one.
        groups: the user groups that it may mirror; where there are none, it is not asked.
        page: of the list that it was opened from.
        note: said first.
    """
    _ = reader.gettext
    blocks: list[Block] = [SectionBlock(text=plain(note))] if note else []
    blocks += [
        field_block(ids.NAME, _("Name"), text_input(asked.name or None)),
        field_block(ids.MEMBERS, _("Members"), _people(asked.members, reader), optional=True),
        field_block(
            ids.MANAGERS,
            _("Managers"),
            _people(asked.managers, reader),
            optional=True,
            hint=_("Managers are members too, whether or not they are named there"),
        ),
    ]
    away = [one for one in team.people if not one.active] if team else []
    if away:
        told = _("Also in the team, but away: %(names)s.")
        blocks.append(ContextBlock(elements=[plain(told % {"names": words.names(away, reader)})]))
    if groups or asked.usergroup:
        blocks.append(_mirror(asked.usergroup, groups, reader))
    kept = pack(page=page, **({"team": team.id, "version": team.version} if team else {}))
    return form(ids.TEAM, _("Team"), _("Save"), blocks, kept, reader)


def _told(team: TeamRow, groups: Sequence[Group], reader: Reader) -> list[str]:
    _ = reader.gettext
    others = [one for one in team.people if one.id not in team.manager_ids]
    told = []
    for label, people in ((_("Managers: %(names)s"), team.managers), (_("Members: %(names)s"), others)):
        if people:
            told.append(label % {"names": words.names(people, reader)})
    if not team.people:
        told.append(_("Nobody is in it."))
    if team.usergroup is not None:
        name = next((f"@{group.handle}" for group in groups if group.id == team.usergroup), team.usergroup)
        told.append(_("Follows the user group %(group)s") % {"group": name})
    return told


def _row_buttons(team: TeamRow, page: int, reader: Reader) -> list[ButtonElement]:
    _ = reader.gettext
    value = pack(team=team.id, version=team.version, page=page)
    asked = ConfirmObject(
        title=plain(_("Delete this team?")),
        text=plain(_("Its people stay. What they could see and change as its members ends at once.")),
        confirm=plain(_("Delete")),
        deny=plain(_("Cancel")),
        style="danger",
    )
    return [
        ButtonElement(text=plain(_("Edit")), action_id=ids.TEAM_EDIT, value=value),
        ButtonElement(text=plain(_("Delete")), action_id=ids.TEAM_DELETE, value=value, style="danger", confirm=asked),
    ]


def _turn(label: str, to: int, way: str) -> ButtonElement:
    return ButtonElement(text=plain(label), action_id=f"{ids.TEAMS_PAGE}.{way}", value=pack(page=to))


def _people(chosen: Collection[str], reader: Reader) -> UserMultiSelectElement:
    return UserMultiSelectElement(
        action_id=ids.INPUT,
        placeholder=plain(reader.gettext("Choose people")),
        initial_users=sorted(chosen) or None,
    )


def _mirror(chosen: str | None, groups: Sequence[Group], reader: Reader) -> InputBlock:
    _ = reader.gettext
    options = [
        Option(value=one.id, text=plain(shortened(f"{one.name} (@{one.handle})"))) for one in groups[:GROUPS_SHOWN]
    ]
    initial = next((option for option in options if option.value == chosen), None)
    if chosen is not None and initial is None:
        # Gone in Slack, or beyond what a menu holds: it is still what the team follows.
        initial = Option(value=chosen, text=plain(chosen))
        options = [initial, *options[: GROUPS_SHOWN - 1]]
    hint = _("Where one is chosen, the members are those of the group, now and whenever it changes")
    if len(groups) > GROUPS_SHOWN:
        hint = " ".join((hint, _("(the first %(count)s are shown)") % {"count": reader.number(GROUPS_SHOWN)}))
    element = StaticSelectElement(
        action_id=ids.INPUT, placeholder=plain(_("None")), options=options, initial_option=initial
    )
    return field_block(ids.USERGROUP, _("Slack user group"), element, optional=True, hint=hint)
