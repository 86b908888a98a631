"""How a world stands by now, and what figures somebody may read there."""

from decimal import Decimal

from tests.leaks.lab import Lab
from tests.leaks.planting import Garden
from tests.oracle import Folder, Opportunity, Person, Team, Viewer, World


def as_it_stands(lab: Lab, garden: Garden) -> World:
    """The world as the database holds it now: what somebody did may have shown things to somebody."""
    base = garden.base
    ((f, v, t),) = lab.rows(
        "select folders, opportunities, inside_team from settings where workspace_id = %(base)s", base
    )
    people = lab.rows(
        "select id, slack_user_id, name, role = 'admin', standing from member where workspace_id = %(base)s", base
    )
    memberships = lab.rows(
        "select team_id, member_id, manager from team_membership where workspace_id = %(base)s", base
    )
    folders = lab.rows(
        "select id, number, name, owner_id, active, created_at, updated_at from folder where workspace_id = %(base)s",
        base,
    )
    opportunities = lab.rows(
        "select id, number, title, owner_id, folder_id, status, amount, created_at, updated_at, closed_at,"
        " deleted_at is not null from opportunity where workspace_id = %(base)s", base
    )  # fmt: skip
    return World(
        f, v, t,
        tuple(Person(*row) for row in people),
        tuple(
            Team(
                frozenset(member for other, member, _ in memberships if other == team),
                frozenset(member for other, member, manager in memberships if other == team and manager),
            )
            for team in sorted({row[0] for row in memberships})
        ),
        tuple(Folder(*row) for row in folders),
        tuple(Opportunity(*(*row[:7], frozenset(), *row[7:])) for row in opportunities),
    )  # fmt: skip


def is_shown(amount: Decimal, viewer: Viewer) -> bool:
    """Whether a figure is one that this person may read: after a copy was made, sums are no longer what was planted."""
    if viewer.who.standing != "member":
        return False
    shown = {one.amount for one in viewer.opportunities()}
    for folder in viewer.folders():
        inside = viewer.inside(folder)
        shown |= {sum((one.amount for one in inside if one.status in wanted), Decimal(0))
                  for wanted in (("todo", "standby"), ("won",), ("todo",), ("standby",), ("lost",))}  # fmt: skip
        shown.add(sum((one.amount for one in inside), Decimal(0)))
    return any(abs(amount - one) < 1 for one in shown)
