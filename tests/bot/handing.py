"""Giving a folder to somebody through every door there is, as far as each leads."""

import json
from typing import Final

from sqlalchemy import select

from bot import ids
from bot.sandbox.workspace import Person
from core.models import Folder, Member, Opportunity
from tests.bot.forging import press
from tests.bot.office import Office
from tests.sandbox.finding import Finder
from tests.sandbox.screen import Screen
from tests.stories import Slack

DOORS: Final = ("command", "card", "gear", "stolen modal")
TOO: Final = "Reassign its opportunities too"


def gives(
    slack: Slack, office: Office, door: str, who: Person, number: int, to: Person, *, too: bool = False
) -> Screen:
    """Try it to the end; where a button is not shown, it is pressed all the same. Gives what came of it.

    Args:
        slack: the teller.
        office: the database.
        door: one of `DOORS`.
        who: tries.
        number: the folder's, which is its key too.
        to: whom they would give it to.
        too: whether they tick the box, where there is one.
    """
    if door == "stolen modal":
        return _stolen(slack, office, who, number, to)
    shown = _opened(slack, door, who, number, to)
    if shown.modal != "Change owner":
        return shown
    if door != "command":
        shown = slack.chooses(who, "New owner", to)
    if too and TOO in shown:
        slack.chooses(who, "Opportunities", TOO)
    done = slack.submits(who)
    while slack.local.workspace.stack(who.id):
        slack.closes(who)
    return done


def owners(office: Office, number: int) -> tuple[str, list[str]]:
    """Whose the folder is, and whose what is in it, by Slack name, in the order of their numbers."""
    with office.database.transaction(office.workspace_id) as session:
        names = {one.id: one.name for one in session.scalars(select(Member))}
        folder = session.scalars(select(Folder).where(Folder.number == number)).one()
        inside = select(Opportunity).where(Opportunity.folder_id == folder.id).order_by(Opportunity.number)
        return names[folder.owner_id], [names[one.owner_id] for one in session.scalars(inside)]


def _opened(slack: Slack, door: str, who: Person, number: int, to: Person) -> Screen:
    if door == "command":
        return slack.says(who, f"/folder owner F-{number} @{to.name}")
    if door == "card":
        card = slack.says(who, f"/folder open F-{number}")
        if "Change owner" in card.buttons:
            return slack.clicks(who, "Change owner", on=card)
        return press(slack, who, card, ids.FOLDER_OWNER, {"folder": number})
    listed = slack.says(who, "/folder list status:all")
    if f"F-{number}" in listed and "Change owner" in listed.menus:
        return slack.clicks(who, "Change owner", on=listed, beside=f"F-{number}")
    chosen = {"selected_option": {"value": json.dumps({"folder": number, "act": ids.MENU_OWNER})}}
    mark = slack.local.workspace.count
    action = {"type": "overflow", "block_id": "forged", "action_id": ids.FOLDER_MENU, **chosen}
    slack.local.act(who, forged=True, actions=[action], **listed.parts[-1].where)
    return Screen(who, Finder(slack.local).news(who, mark), slack.local.workspace)


def _stolen(slack: Slack, office: Office, who: Person, number: int, to: Person) -> Screen:
    """A form of the admin's, sent by somebody else: what it holds is put into one of their own."""
    slack.says(office.admin, f"/folder owner F-{number} @{to.name}")
    kept = json.loads(slack.local.workspace.stack(office.admin.id)[-1].body["private_metadata"])
    slack.closes(office.admin)
    bait = office.folder("Bait", who)
    slack.says(who, f"/folder owner F-{bait} @{to.name}")
    view = slack.local.workspace.stack(who.id)[-1]
    view.body["private_metadata"] = json.dumps(kept | {"reply": ""})
    sent = slack.submits(who, forged=True)
    while slack.local.workspace.stack(who.id):
        slack.closes(who)
    return sent
