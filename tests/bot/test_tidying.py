"""What was said long ago is forgotten, unless something may still come of it."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from bot.housekeeping import keep_house
from bot.sandbox.workspace import Channel, Person
from core import dormancies, living, outbox, routes, together
from core.approvals import telling as approvals
from core.clock import now
from core.dormancy import subject
from core.leavers import cards
from core.models import Approval, Dormancy, Folder, Message, Opportunity
from core.outbox import ToChannel, ToMember
from tests.bot.office import Office
from tests.stories import Slack

LONG_AGO = timedelta(days=91)


def test_only_what_is_settled_for_ninety_days_is_forgotten(
    slack: Slack, office: Office, ben: Person, wanda: Person, sales: Channel
) -> None:
    """By its subject: what is kept is what may still be brought up to date, or is still to be said."""
    office.folder("Acme", ben)
    office.opportunity("Renewal", ben, folder=1)
    office.alerts(sales)
    slack.says(ben, "/opp lost O-1")
    slack.clicks(wanda, "Ask a manager", on=slack.says(wanda, "/folder owner F-1 @wanda"))
    slack.submits(wanda)
    then = now() - LONG_AGO
    here, workspace = ToChannel(sales.id), office.workspace_id
    with office.database.transaction(workspace) as session:
        routes.pause(session, workspace, sales.id, "is_archived", then)
        open_one = session.scalars(select(Dormancy.id)).one()
        asked = session.scalars(select(Approval.id)).one()
        alert, card = dormancies.TOLD, living.FOLDER
        rows: dict[tuple[str, str], dict[str, Any]] = {
            (alert, subject(open_one)): {},
            (alert, subject(open_one + 1)): {},
            (alert, "over, but it was said lately"): {"sent_at": now() - timedelta(days=89)},
            (card, living.folder(_key(office, "folder"))): {},
            (card, living.folder(2**40)): {},
            (living.OPPORTUNITY, living.opportunity(_key(office, "opportunity"))): {},
            (living.OPPORTUNITY, "opportunity:deleted in Slack"): {"trouble": "message_not_found"},
            (routes.ROUTE_PAUSED, f"route:{sales.id}"): {},
            (routes.ROUTE_PAUSED, "route:C0RUNNING"): {},
            ("digest", "given up"): {"sent": 0, "sent_at": None, "trouble": "account_inactive"},
            ("digest", "for a channel that cannot be reached"): {"sent": 0, "sent_at": None, "trouble": "is_archived"},
            ("digest", "still to be said"): {"sent": 0, "sent_at": None, "queued": True},
            ("digest", "said"): {},
            (cards.LEFT, "leaver:1"): {},
            (cards.LEFT, "leaver:2"): {"facts": {cards.SETTLED: cards.BACK}},
            (approvals.ASKED, approvals.subject(asked)): {},
            (approvals.ASKED, approvals.subject(asked + 1)): {},
            (together.TOGETHER, "holds nothing any more"): {},
            (together.TOGETHER, "holds an alert"): {},
        }
        session.execute(delete(Message))
        ids: dict[str, int] = {}
        for (kind, about), more in rows.items():
            to = ToMember(office.knows(ben)) if kind == "digest" else here
            one = outbox.post(session, workspace, kind, to, then, subject=about)
            one.sent, one.queued, one.sent_at = 1, False, then
            for name, value in more.items():
                setattr(one, name, value)
            ids[about] = one.id
        session.flush()
        held = session.get_one(Message, ids[subject(open_one)])
        held.facts = {together.WITHIN: ids["holds an alert"]}
    keep_house(office.database, now())
    with office.database.transaction(workspace) as session:
        kept = set(session.scalars(select(Message.subject)))
    assert {about for _, about in rows} - kept == {
        subject(open_one + 1),
        living.folder(2**40),
        "opportunity:deleted in Slack",
        "route:C0RUNNING",
        "given up",
        "said",
        "leaver:2",
        approvals.subject(asked + 1),
        "holds nothing any more",
    }


def _key(office: Office, kind: str) -> int:
    with office.database.transaction(office.workspace_id) as session:
        return int(session.scalars(select(Folder.id if kind == "folder" else Opportunity.id)).one())
