"""Who sees what and who may change what: SPEC §2 as SQL conditions, and nowhere else.

    reach(u)         = u, and where T ≠ off the members of the teams that u manages
    edit_opp(u,o)    = u is admin, or o.owner ∈ reach(u)
    see_opp(u,o)     = edit_opp(u,o), or V = everyone, or T = members and u shares a team with o.owner
    edit_folder(u,f) = u is admin, or f.owner ∈ reach(u)
    see_folder(u,f)  = edit_folder(u,f), or F = shared, or some o in f has o.owner ∈ reach(u)

Each function gives a condition for a WHERE (or a FILTER): list, find, picker, card and sums all add the same one, so
that no row means not found. Every condition names the actor's workspace: that is the first wall between workspaces;
row-level security is the second.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    and_,
    any_,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import aliased

from core.actor import Actor
from core.errors import AdminOnly, ExportForAdmins
from core.models import (
    Event,
    Folder,
    FolderSharing,
    InsideTeam,
    Member,
    Opportunity,
    OpportunityVisibility,
    Role,
    Settings,
    Standing,
    TeamMembership,
)

__all__ = [
    "Ground",
    "administered_folders",
    "assignable_members",
    "binned_opportunities",
    "each_their_own",
    "editable_folders",
    "editable_opportunities",
    "everyone_sees_inside",
    "folder_readers",
    "ground",
    "in_workspace",
    "leading_members",
    "leads_somebody",
    "make_sure_they_export",
    "make_sure_they_rule",
    "opportunities_of_others",
    "own_folders",
    "ruling",
    "ruling_members",
    "sees_to_route",
    "team_members",
    "told_events",
    "visible_folders",
    "visible_opportunities",
]

# An alias costs more to make than the query that it stands in costs to run: each is made once.
_OWNED = aliased(Folder)
_INSIDE = aliased(Opportunity)
_LEADS, _LED = aliased(TeamMembership), aliased(TeamMembership)


def in_workspace(actor: Actor, row: Any) -> ColumnElement[bool]:
    """Rows of the actor's workspace.

    Args:
        actor: who acts.
        row: a mapped class or an alias of one that carries `workspace_id`.
    """
    condition: ColumnElement[bool] = row.workspace_id == actor.workspace_id
    return condition


def make_sure_they_rule(actor: Actor) -> None:
    """Refuse who is no admin what SPEC §3 leaves to admins: settings, roles, teams, a folder's activity and its end.

    Raises:
        AdminOnly: the actor is no admin.
    """
    if not actor.is_admin:
        raise AdminOnly


def make_sure_they_export(actor: Actor, *, only_admins: bool) -> None:
    """Refuse who is no admin where "Only admins can export" is on (SPEC §3, export).

    Raises:
        ExportForAdmins: it is on, and the actor is none.
    """
    if only_admins and not actor.is_admin:
        raise ExportForAdmins


def sees_to_route(actor: Actor, set_by_id: int | None) -> bool:
    """Whether a channel that alerts go to is the actor's to see to: they set it, or are an admin (SPEC §4.3)."""
    return actor.is_admin or actor.member_id == set_by_id


def each_their_own(rules: Actor | Settings) -> bool:
    """Whether F = own: what is inside a folder belongs to its owner once it changes hands (SPEC §3)."""
    return rules.folders is FolderSharing.OWN


def everyone_sees_inside(rules: Actor | Settings) -> bool:
    """Whether V = everyone: only then a channel may be told anything of what is inside a folder (SPEC §4.3)."""
    return rules.opportunities is OpportunityVisibility.EVERYONE


def leads_somebody(actor: Actor) -> bool:
    """Whether `reach` is more than the actor: they manage a team, and T is not off."""
    return len(actor.reach) > 1


def visible_opportunities(actor: Actor, opportunity: Any = Opportunity) -> ColumnElement[bool]:
    """`see_opp`: the opportunities that the actor may see. What lies in the bin is nowhere."""
    return and_(in_workspace(actor, opportunity), opportunity.deleted_at.is_(None), _seen(actor, opportunity))


def editable_opportunities(actor: Actor, opportunity: Any = Opportunity) -> ColumnElement[bool]:
    """`edit_opp`: the opportunities that the actor may change."""
    return and_(in_workspace(actor, opportunity), opportunity.deleted_at.is_(None), _reached(actor, opportunity))


def binned_opportunities(actor: Actor, since: datetime, opportunity: Any = Opportunity) -> ColumnElement[bool]:
    """The opportunities in the bin that the actor may take out of it: those they may change (SPEC §3).

    Args:
        actor: who acts.
        since: what was put there before is gone, whether or not it was cleared away yet.
        opportunity: `Opportunity` or an alias of it.
    """
    return and_(in_workspace(actor, opportunity), opportunity.deleted_at > since, _reached(actor, opportunity))


def visible_folders(actor: Actor, folder: Any = Folder) -> ColumnElement[bool]:
    """`see_folder`: the folders that the actor may see.

    `V` has no say (SPEC §2.1): under `own` what counts is who owns the opportunities inside, not who may see them.
    """
    if actor.is_admin or actor.folders is FolderSharing.SHARED:
        return in_workspace(actor, folder)
    # Two index look-ups, rather than an OR, gathered into an array, rather than joined: PostgreSQL then looks up a
    # rep's few folders by their ids, where it would otherwise read every folder there is.
    reached: CompoundSelect[Any] = union(
        select(_OWNED.id).where(in_workspace(actor, _OWNED), _one_of(_OWNED.owner_id, actor.reach)),
        select(_INSIDE.folder_id).where(
            in_workspace(actor, _INSIDE),
            _one_of(_INSIDE.owner_id, actor.reach),
            _INSIDE.folder_id.is_not(None),
            _INSIDE.deleted_at.is_(None),
        ),
    )
    return and_(in_workspace(actor, folder), folder.id == any_(func.array(reached.scalar_subquery())))


def editable_folders(actor: Actor, folder: Any = Folder) -> ColumnElement[bool]:
    """`edit_folder`: the folders that the actor may change. Deactivating is stricter: an admin's act (SPEC §3)."""
    return and_(in_workspace(actor, folder), _reached(actor, folder))


def told_events(actor: Actor, since: datetime, event: Any = Event) -> ColumnElement[bool]:
    """What the actor may read of the history of a folder that they may see (SPEC §2.3).

    What is told of an opportunity is told to whoever may see it, or take it out of the bin. Of what is gone for good
    nobody can say any more who might see it: admins read of it, who saw everything.

    Args:
        actor: the reader.
        since: what was put into the bin before is gone.
        event: `Event` or an alias of it.
    """
    if actor.is_admin:
        return in_workspace(actor, event)
    about = or_(visible_opportunities(actor, _INSIDE), binned_opportunities(actor, since, _INSIDE))
    return and_(
        in_workspace(actor, event),
        or_(event.opportunity_id.is_(None), exists().where(_INSIDE.id == event.opportunity_id, about)),
    )


class Ground(StrEnum):
    """By which line of SPEC §2 somebody sees a folder."""

    ADMIN = "admin"
    OWNER = "owner"
    MANAGER = "manager"
    SHARED = "shared"
    INSIDE = "inside"


def ground(actor: Actor, owner_id: int) -> Ground:
    """Why the actor sees a folder: the first line of `see_folder` that holds. The caller has found that one does.

    Args:
        actor: the viewer.
        owner_id: the owner of a folder that `visible_folders` let through.
    """
    if owner_id == actor.member_id:
        return Ground.OWNER
    if actor.is_admin:
        return Ground.ADMIN
    if owner_id in actor.reach:
        return Ground.MANAGER
    return Ground.SHARED if actor.folders is FolderSharing.SHARED else Ground.INSIDE


def administered_folders(actor: Actor, folder: Any = Folder) -> ColumnElement[bool]:
    """The folders that the actor may deactivate, reactivate and delete: all for an admin, else none (SPEC §3)."""
    return in_workspace(actor, folder) if actor.is_admin else false()


def opportunities_of_others(
    actor: Actor,
    folder_id: int | ColumnElement[int],
    owner_id: int | ColumnElement[int],
    opportunity: Any = Opportunity,
) -> ColumnElement[bool]:
    """What keeps a folder from this owner where each user has their own: opportunities in it that are not theirs.

    Of any status, seen by the actor or not, and for admins too (SPEC §3, change the owner); what lies in the bin is
    nowhere. Where folders are shared, nothing does.

    Args:
        actor: who would change the owner.
        folder_id: the folder; of many at once, the column that names them.
        owner_id: the new owner; likewise.
        opportunity: `Opportunity` or an alias of it.
    """
    if actor.folders is FolderSharing.SHARED:
        return false()
    return and_(
        in_workspace(actor, opportunity),
        opportunity.folder_id == folder_id,
        opportunity.deleted_at.is_(None),
        opportunity.owner_id != owner_id,
    )


def folder_readers(actor: Actor, folder_id: int | None, member: Any = Member) -> ColumnElement[bool]:
    """`see_folder` asked the other way round: the members who may see a folder. Whoever is no member may see nothing.

    Args:
        actor: who asks, for the workspace and its settings alone.
        folder_id: the folder's key; None, which is no folder, is seen by all.
        member: `Member` or an alias of it.
    """
    admitted = and_(in_workspace(actor, member), member.standing == Standing.MEMBER)
    if folder_id is None or actor.folders is FolderSharing.SHARED:
        return admitted
    owners: CompoundSelect[Any] = union(
        select(_OWNED.owner_id).where(in_workspace(actor, _OWNED), _OWNED.id == folder_id),
        select(_INSIDE.owner_id).where(
            in_workspace(actor, _INSIDE), _INSIDE.folder_id == folder_id, _INSIDE.deleted_at.is_(None)
        ),
    )
    owners_ids = func.array(owners.scalar_subquery())
    reach = [member.role == Role.ADMIN, member.id == any_(owners_ids)]
    if actor.inside_team is not InsideTeam.OFF:
        reach.append(
            exists().where(
                in_workspace(actor, _LEADS),
                _LEADS.member_id == member.id,
                _LEADS.manager,
                in_workspace(actor, _LED),
                _LED.team_id == _LEADS.team_id,
                _LED.member_id == any_(owners_ids),
            )
        )
    return and_(admitted, or_(*reach))


def own_folders(actor: Actor, folder: Any = Folder) -> ColumnElement[bool]:
    """`/folder mine`: the folders that the actor owns or has opportunities in. All of them are visible ones."""
    has_own = exists().where(
        in_workspace(actor, _INSIDE),
        _INSIDE.folder_id == folder.id,
        _INSIDE.owner_id == actor.member_id,
        _INSIDE.deleted_at.is_(None),
    )
    return and_(in_workspace(actor, folder), or_(folder.owner_id == actor.member_id, has_own))


def assignable_members(actor: Actor, member: Any = Member) -> ColumnElement[bool]:
    """Whom the actor may make the owner of something new: self; for a manager the team's members; for an admin anyone.

    Only active members are ever made owners (SPEC §3).
    """
    within_reach = true() if actor.is_admin else _one_of(member.id, actor.reach)
    return and_(in_workspace(actor, member), member.standing == Standing.MEMBER, within_reach)


def team_members(actor: Actor, member: Any = Member) -> ColumnElement[bool]:
    """Whom the actor reaches but for themselves: the members of the teams that they manage, where `T` is not off."""
    reached = _one_of(member.id, actor.reach)
    return and_(in_workspace(actor, member), reached, member.id != actor.member_id)


def leading_members(actor: Actor, led_id: int, member: Any = Member) -> ColumnElement[bool]:
    """Who may change what somebody owns because they lead a team of theirs; nobody where T = off.

    Args:
        actor: who acts: the settings are theirs.
        led_id: the owner, as a member id.
        member: `Member` or an alias of it.
    """
    if actor.inside_team is InsideTeam.OFF:
        return false()
    leads = exists().where(
        in_workspace(actor, _LEADS),
        _LEADS.member_id == member.id,
        _LEADS.manager,
        _LED.workspace_id == _LEADS.workspace_id,
        _LED.team_id == _LEADS.team_id,
        _LED.member_id == led_id,
    )
    return and_(in_workspace(actor, member), member.standing == Standing.MEMBER, leads)


def ruling_members(actor: Actor, member: Any = Member) -> ColumnElement[bool]:
    """The admins who may act: they may change everything."""
    return ruling(actor.workspace_id, member)


def ruling(workspace_id: int, member: Any = Member) -> ColumnElement[bool]:
    """The same where nobody acts: who is told of what Slack reports.

    Args:
        workspace_id: where.
        member: `Member` or an alias of it.
    """
    of_it: ColumnElement[bool] = member.workspace_id == workspace_id
    return and_(of_it, member.standing == Standing.MEMBER, member.role == Role.ADMIN)


def _one_of(column: Any, member_ids: tuple[int, ...]) -> ColumnElement[bool]:
    """Membership as one array parameter, so that a team of two and one of twenty share a statement."""
    condition: ColumnElement[bool] = column == any_(literal(list(member_ids), ARRAY(BigInteger)))
    return condition


def _reached(actor: Actor, row: Any) -> ColumnElement[bool]:
    """The half that `edit_opp` and `edit_folder` share: an admin, or the owner is within reach."""
    return true() if actor.is_admin else _one_of(row.owner_id, actor.reach)


def _seen(actor: Actor, opportunity: Any) -> ColumnElement[bool]:
    if actor.opportunities is OpportunityVisibility.EVERYONE:
        return true()
    if actor.inside_team is InsideTeam.MEMBERS:
        return or_(_reached(actor, opportunity), _one_of(opportunity.owner_id, actor.team_mates))
    return _reached(actor, opportunity)
