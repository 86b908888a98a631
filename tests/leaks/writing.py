"""A planted world as rows of the database, with the history that it would have."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from core import events
from core.digests import schedule
from core.digests.times import Digest
from core.dormancy import TELL, subject
from tests.leaks.planting import FIRST_FOLDER, FIRST_OPPORTUNITY, GROUP, KEYS, SALES, TODAY, Garden
from tests.oracle import Folder, Opportunity, Person

ONE_IN: Final = 5
"""In so many worlds one member gets the morning brief."""


def rows_of(garden: Garden) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The world as rows, table by table."""
    base, world = garden.base, garden.world
    yield "workspace", [{"id": base, "slack_team_id": garden.team, "name": "Garden", "created_at": TODAY.isoformat(),
                         "last_folder_number": FIRST_FOLDER + 400,
                         "last_opportunity_number": FIRST_OPPORTUNITY + 400}]  # fmt: skip
    yield "settings", [{"folders": world.f, "opportunities": world.v, "inside_team": world.t,
                        "only_admins_export": False, "language": "en-US", "currency": "EUR", "time_zone": "UTC",
                        "quiet_seconds": 60, "version": 1, "alert_channel": SALES if garden.heard else None,
                        "alert_channel_by_id": base + 1 if garden.heard else None}]  # fmt: skip
    yield "member", [_member(person, garden) for person in world.people]
    yield "team", [
        {"id": base + 60 + place, "name": f"Team {place}",
         "slack_usergroup_id": GROUP if garden.mirrored and place == 0 else None}
        for place in range(len(world.teams))
    ] + [{"id": base + 20 + place, "name": f"Team {place:02} of nobody", "slack_usergroup_id": None}
         for place in range(2 * garden.plenty)]  # fmt: skip
    yield (
        "team_membership",
        [
            {"team_id": base + 60 + place, "member_id": member, "manager": member in team.managers}
            for place, team in enumerate(world.teams)
            for member in sorted(team.members)
        ],
    )
    yield "default_field", [{"id": base + 80, "label": "Sector", "kind": "text", "choices": [], "required": False,
                             "position": 1},
                            {"id": base + 81, "label": "Region", "kind": "text", "choices": [], "required": False,
                             "position": 2}]  # fmt: skip
    yield "folder", [_folder_row(folder, garden) for folder in world.folders] + [
        {"id": base + 120 + n, "number": FIRST_FOLDER + 120 + n, "name": f"plain {n}", "description": "",
         "active": True, "in_play": False, "owner_id": base + 2 + n // 11, "created_at": TODAY.isoformat(),
         "updated_at": TODAY.isoformat(), "version": 1}
        for n in range(4 * garden.plenty)
    ]  # fmt: skip
    yield (
        "field_value",
        [
            {
                "folder_id": one.id,
                "field_id": base + 80,
                "value": garden.planted["folder", one.number - FIRST_FOLDER].extra,
            }
            for one in world.folders
        ],
    )
    yield "opportunity", [_opportunity_row(one, garden) for one in world.opportunities]
    yield "opportunity", [
        {"id": base + 220 + n, "number": FIRST_OPPORTUNITY + 120 + n, "title": f"plain {n}", "description": "",
         "owner_id": base + 2 + place, "amount": "0", "status": "todo", "created_at": TODAY.isoformat(),
         "updated_at": TODAY.isoformat(), "version": 1}
        for place in range(4)
        for n in range(place * garden.plenty, (place + 1) * garden.plenty)
    ]  # fmt: skip
    yield "tag", [{"id": one.id, "name": next(iter(one.tags))} for one in _tagged(garden)]
    yield "opportunity_tag", [{"opportunity_id": one.id, "tag_id": one.id} for one in world.opportunities]
    yield "event", list(_events(garden))
    if garden.heard:
        follows = {"id": base + 1, "channel": SALES, "filter": "opps:none", "set_by_id": base + 1}
        yield "route", [{**follows, "set_at": TODAY.isoformat()}]
    quiet = [one for one in world.folders if one.active and garden.in_progress(one) is False]
    began = (TODAY - timedelta(days=1)).isoformat()
    yield "dormancy", [{"id": one.id, "folder_id": one.id, "began_at": began} for one in quiet]
    yield "due", [{"id": one.id, "kind": TELL, "subject": subject(one.id), "due_at": TODAY.isoformat(), "facts": {}}
                  for one in quiet] + [
        {"id": base + 90, "kind": Digest.BRIEF, "subject": schedule.subject(_briefed(garden)),
         "due_at": TODAY.isoformat(), "facts": {"after": (TODAY - timedelta(days=1)).date().isoformat()}}
    ] * (_briefed(garden) > 0)  # fmt: skip


def _briefed(garden: Garden) -> int:
    """Who gets the morning brief: nobody in most worlds, somebody else in each of the others."""
    turn, rest = divmod(garden.base // KEYS, ONE_IN)
    people = garden.world.people
    return 0 if rest else people[turn % len(people)].id


def _tagged(garden: Garden) -> Iterator[Opportunity]:
    for one in garden.world.opportunities:
        yield replace(one, tags=frozenset({garden.planted["opportunity", one.number - FIRST_OPPORTUNITY].extra}))


def _member(person: Person, garden: Garden) -> dict[str, Any]:
    return {
        "id": person.id, "slack_user_id": person.slack, "name": person.name, "time_zone": "Europe/Paris",
        "locale": garden.locales.get(person.slack, "en-US"), "role": "admin" if person.admin else "rep",
        "standing": person.standing, "morning_brief": person.id == _briefed(garden),
        "created_at": TODAY.isoformat(), "updated_at": TODAY.isoformat(),
    }  # fmt: skip


def _folder_row(folder: Folder, garden: Garden) -> dict[str, Any]:
    return {
        "id": folder.id, "number": folder.number, "name": folder.name, "owner_id": folder.owner,
        "active": folder.active, "in_play": garden.in_progress(folder) is True,
        "description": garden.planted["folder", folder.number - FIRST_FOLDER].description,
        "created_at": folder.created.isoformat(), "updated_at": folder.updated.isoformat(), "version": 1,
    }  # fmt: skip


def _opportunity_row(one: Opportunity, garden: Garden) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "title": one.title, "owner_id": one.owner, "folder_id": one.folder,
        "amount": str(one.amount), "status": one.status,
        "description": garden.planted["opportunity", one.number - FIRST_OPPORTUNITY].description,
        "reminder_at": (TODAY + timedelta(days=9)).isoformat() if one.status == "standby" else None,
        "expected_closing_on": TODAY.date().isoformat(),
        "created_at": one.created.isoformat(), "updated_at": one.updated.isoformat(),
        "closed_at": one.closed.isoformat() if one.closed else None,
        "deleted_at": (TODAY - timedelta(days=3)).isoformat() if one.binned else None, "version": 1,
    }  # fmt: skip


def _events(garden: Garden) -> Iterator[dict[str, Any]]:
    """What the history would hold: made, called otherwise, its amount written down, moved."""
    told: list[tuple[events.Happening, str, datetime, int]] = []
    for folder in garden.world.folders:
        planted = garden.planted["folder", folder.number - FIRST_FOLDER]
        made = events.FolderCreated(folder_id=folder.id, name=planted.former, owner_id=folder.owner)
        told.append((made, planted.link, folder.created, folder.owner))
    for one in garden.world.opportunities:
        place = one.number - FIRST_OPPORTUNITY
        planted = garden.planted["opportunity", place]
        at: dict[str, Any] = {"folder_id": one.folder, "opportunity_id": one.id}
        changes = {"title": (planted.former, one.title), "amount": (str(one.amount), str(one.amount)),
                   "tags": ([planted.former], [planted.extra])}  # fmt: skip
        happened: list[events.Happening] = [
            events.OpportunityCreated(**at, title=planted.former, owner_id=one.owner),
            events.OpportunityEdited(**at, changes=changes),
            events.StatusChanged(**at, before="todo", after=one.status, reminder_at=None),
        ]
        if place in garden.came_from and one.folder is not None:
            source = garden.came_from[place]
            if source != one.folder:
                left = {"folder_id": source, "opportunity_id": one.id}
                happened.append(events.OpportunityRemoved(**left, to_folder_id=one.folder))
                happened.append(events.OpportunityAttached(**at, from_folder_id=source))
        told += [(event, planted.link, one.created, one.owner) for event in happened]
    for place, (event, link, when, actor) in enumerate(told):
        yield {
            "id": garden.base + 300 + place, "at": when.isoformat(), "actor_id": actor, "kind": event.kind,
            "folder_id": event.folder_id, "opportunity_id": event.opportunity_id, "facts": event.facts(),
            "permalink": f"https://local.slack.com/archives/C0SALES/p1{link}",
        }  # fmt: skip
