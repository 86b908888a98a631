"""How histories begin: their folders and what is in them, written down at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.actor import Actor
from core.models import Folder, Member, Opportunity, OpportunityTag, Status, Tag, Workspace
from tests.alerts.histories import VIP, Begin
from tests.alerts.reading import Client, House, Reading, Thing


@dataclass
class Told:
    """One history as it is told: the reading of it, and the keys of what it is about."""

    reading: Reading
    keys: list[int]


def stand(
    session: Session, actor: Actor, begin: Sequence[tuple[Begin, Begin]], house: House, now: datetime
) -> list[Told]:
    """The two folders of each history with what is to do in them."""
    all_begin = [one for pair in begin for one in pair]
    owners = {row.slack_user_id: row.id for row in session.execute(select(Member.slack_user_id, Member.id))}
    workspace = session.get_one(Workspace, actor.workspace_id, with_for_update=True)
    common = {"workspace_id": actor.workspace_id, "created_at": now, "updated_at": now}
    folders = [
        Folder(number=number, name=one.name, owner_id=owners[one.owner], in_play=one.count > 0, **common)
        for number, one in enumerate(all_begin, workspace.last_folder_number + 1)
    ]
    workspace.last_folder_number += len(folders)
    session.add_all(folders)
    session.flush()
    inside = [(folder, one) for folder, one in zip(folders, all_begin, strict=True) for _ in range(one.count)]
    deals = [
        Opportunity(
            number=number,
            title="Deal",
            folder_id=folder.id,
            owner_id=folder.owner_id,
            amount=0,
            status=Status.TODO,
            **common,
        )
        for number, (folder, _) in enumerate(inside, workspace.last_opportunity_number + 1)
    ]
    workspace.last_opportunity_number += len(deals)
    session.add_all(deals)
    session.flush()
    vip = session.scalars(select(Tag.id).where(Tag.name == VIP)).one()
    tagged = [deal for deal, (_, one) in zip(deals, inside, strict=True) if one.tags]
    session.add_all(
        OpportunityTag(workspace_id=actor.workspace_id, opportunity_id=deal.id, tag_id=vip) for deal in tagged
    )
    told = []
    for place, pair in enumerate(begin):
        ids = [folder.id for folder in folders[2 * place : 2 * place + 2]]
        clients = {key: Client(one.name, one.owner) for key, one in zip(ids, pair, strict=True)}
        things = [Thing(key, one.tags) for key, one in zip(ids, pair, strict=True) for _ in range(one.count)]
        keys = [deal.id for deal in deals if deal.folder_id in clients]
        told.append(Told(Reading(house, clients, things), keys))
    return told
