"""Whether the core and the oracle say the same of a world, to its people, at every door.

Every other person of a world looks at it, and who begins is drawn: more worlds find more than more eyes in one.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

import psycopg
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import members, policy
from core.actor import Actor
from core.db import Database
from core.errors import CannotAssign, NotAdmitted, NotFound, NotWithinReach, Refusal
from core.figures import Figures
from core.filters import FolderFilter, FolderState, OpportunityFilter, OppsFilter, SortKey
from core.folders import browse as folder_list
from core.folders import card, find
from core.folders.create import NewFolder, create_folder
from core.folders.rows import FolderRow
from core.invalid import OwnerUnknown
from core.models import Member, Status
from core.opportunities import browse as opportunity_list
from core.opportunities.create import NewOpportunity, create_opportunity
from core.opportunities.rows import OpportunityRow
from core.opportunities.status import set_status
from tests.core import worlds
from tests.core.differences import hidden, ids, refusal, same, same_but_for_the_limit, tried
from tests.oracle import Folder, Opportunity, OpportunityQuestion, Person, Viewer, in_order_of_work

FIRST_WORKSPACE: Final = 1_000_000
"""Ids of worlds begin here, far from those that the sequences give."""

_IDS_A_WORLD: Final = 100


class Earth:
    """A database that holds world after world, each a workspace of its own beside all those before it.

    Names, tags, numbers and Slack ids are the same in all of them: whatever shows of a neighbour is a difference.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._unbound = psycopg.connect(database.url, autocommit=True, prepare_threshold=1)
        self._last = FIRST_WORKSPACE
        self.compare(bytes(range(worlds.STRIP)), "own", "admins_only")

    def close(self) -> None:
        """Give the connection back."""
        self._unbound.close()

    def compare(self, data: bytes, f: str, v: str) -> None:
        """Make the world of a strip and look at it with the eyes of every other one in it.

        Raises:
            AssertionError: core and oracle differ.
        """
        strip = worlds.Strip(data)
        self._last += _IDS_A_WORLD
        world = worlds.world_of(strip, self._last, f, v)
        worlds.write(self._unbound, self._last, world)
        turn = strip.below(2)
        for person in world.people[turn::2]:
            self._compare_eyes(strip, Viewer(world, person))

    def _compare_eyes(self, strip: worlds.Strip, viewer: Viewer) -> None:
        opening = members.who(self._last, viewer.who.slack)
        with self._database.transaction(self._last, opening) as session:
            if viewer.who.standing != "member":
                assert refusal(lambda: members.acting(session)) is NotAdmitted, "who is no member is not admitted"
                return
            actor = members.acting(session)
            assert actor is not None
            _same_folder_list(session, actor, viewer, strip)
            door = strip.one_of(_DOORS)
            if door is not None:
                door(session, actor, viewer, strip)


def _same_folder_list(session: Session, actor: Actor, viewer: Viewer, strip: worlds.Strip) -> None:
    asked = worlds.folder_question_of(strip, viewer.world)
    question = FolderFilter(
        state=FolderState(asked.state),
        opps=OppsFilter(asked.opps) if asked.opps else None,
        owner=asked.owner,
        tags=(asked.tag.upper(),) if asked.tag else (),
        without_tags=(asked.without_tag.upper(),) if asked.without_tag else (),
        won_over=asked.won_over,
        open_over=asked.open_over,
        words=(asked.word,) if asked.word else (),
        sort=SortKey(asked.sort),
        descending=asked.descending,
        mine=asked.mine,
    )
    rows: list[FolderRow] = []
    page, more = 1, True
    while more:
        found = folder_list.list_folders(session, actor, question, page)
        rows += found.rows
        page, more = page + 1, found.has_next
    expected = viewer.lists_folders(asked)
    same("which folders are listed, in which order", [row.folder.id for row in rows], ids(expected), asked)
    for row, folder in zip(rows, expected, strict=True):
        _same_folder(viewer, row, folder)


def _same_folder(viewer: Viewer, row: FolderRow, folder: Folder) -> None:
    owner = viewer.world.person(folder.owner)
    same(
        "what a row says of a folder",
        (row.folder.number, row.folder.name, row.folder.active, row.folder.owner.id, row.folder.owner.active),
        (folder.number, folder.name, folder.active, owner.id, owner.standing == "member"),
    )
    same("whether a folder is editable", row.editable, viewer.edits_folder(folder), folder)
    _same_figures(viewer, row.figures, folder)


def _same_figures(viewer: Viewer, figures: Figures, folder: Folder) -> None:
    sums = viewer.sums(folder)
    same("count", figures.count, sums.count, folder)
    same("count by status", figures.by_status, {Status(status): n for status, n in sums.by_status}, folder)
    same("in progress", figures.in_progress, sums.in_progress, folder)
    same("won", figures.won, sums.won, folder)
    same("oldest", figures.oldest, sums.oldest, folder)
    same("last touched", figures.touched, sums.touched, folder)


def _same_cards(session: Session, actor: Actor, viewer: Viewer, strip: worlds.Strip) -> None:
    for folder in {strip.one_of(viewer.world.folders), strip.one_of(viewer.world.folders)}:
        readers = set(session.scalars(select(Member.id).where(policy.folder_readers(actor, folder.id))))
        people = {one.id for one in viewer.world.people if one.standing == "member"}
        seen_by = {one for one in people if Viewer(viewer.world, viewer.world.person(one)).sees_folder(folder)}
        same("who may see a folder", readers, seen_by, folder)
        if not viewer.sees_folder(folder):
            hidden("a folder's card", partial(card.open_folder, session, actor, folder.id, worlds.YEAR_BEGAN))
            hidden("a folder by its key", partial(find.folder, session, actor, folder.id))
            continue
        until = worlds.YEAR_BEGAN + timedelta(days=20)
        opened = card.open_folder(session, actor, folder.id, worlds.YEAR_BEGAN, months_to=until)
        months = {(month.first.year, month.first.month): month.won for month in opened.months if month.won}
        won = {month: amount for month, amount in viewer.won_by_month(folder, actor.time_zone).items() if amount}
        same("what was won a month", months, won, folder)
        _same_folder(viewer, opened.row, folder)
        inside = in_order_of_work(viewer.inside(folder))
        same("what is inside", [row.id for row in opened.opportunities], ids(inside)[: card.SHOWN], folder)
        same("how many more there are", opened.more, max(len(inside) - card.SHOWN, 0), folder)
        same("won this year", opened.won_this_year, viewer.won_since(folder, worlds.YEAR_BEGAN), folder)
        for row, opportunity in zip(opened.opportunities, inside, strict=False):
            _same_opportunity(viewer, row, opportunity)
    neighbours = FIRST_WORKSPACE + _IDS_A_WORLD + 1
    hidden("a neighbour's folder", partial(card.open_folder, session, actor, neighbours, worlds.YEAR_BEGAN))
    hidden("a neighbour's opportunity", partial(opportunity_list.open_opportunity, session, actor, neighbours))


def _same_findings(session: Session, actor: Actor, viewer: Viewer, strip: worlds.Strip) -> None:
    number = 1 + strip.below(len(viewer.world.folders) + 1)
    found = {ref.id for ref in find.find_folders(session, actor, number=number)}
    same("folder by number", found, {f.id for f in viewer.folders() if f.number == number}, number)
    words = strip.one_of(worlds.NAMES + worlds.TYPED)
    refs = find.find_folders(session, actor, name=words)
    same_but_for_the_limit("folder by name", [ref.id for ref in refs], ids(viewer.finds_folders(words)), words)
    typed = strip.one_of(("", *worlds.TYPED, *worlds.NAMES))
    offered = [ref.id for ref in find.suggest_folders(session, actor, typed)]
    same("what a picker offers", offered, ids(viewer.suggests_folders(typed)), typed)
    new = strip.one_of(worlds.NAMES)
    near = {ref.id for ref in find.near_same(session, actor, new)}
    alike = {f.id for f in viewer.folders() if f.name.casefold() == new.casefold()}
    assert near <= {f.id for f in viewer.folders()}, f"a hidden folder is told as near-same to {new}"
    assert alike <= near or len(near) == find.NEAR_SAME_SHOWN, f"the same name as {new} is not told"


def _same_opportunities(session: Session, actor: Actor, viewer: Viewer, strip: worlds.Strip) -> None:
    asked = worlds.opportunity_question_of(strip, viewer.world)
    for question in (OpportunityQuestion(), asked):
        _same_opportunity_list(session, actor, viewer, question)
    opportunity = strip.one_of(viewer.world.opportunities)
    found = {row.id for row in opportunity_list.find_opportunities(session, actor, number=opportunity.number)}
    same("opportunity by number", found, {opportunity.id} if viewer.sees_opportunity(opportunity) else set())
    if viewer.sees_opportunity(opportunity):
        row = opportunity_list.open_opportunity(session, actor, opportunity.id)
        _same_opportunity(viewer, row, opportunity)
    else:
        hidden("an opportunity", partial(opportunity_list.open_opportunity, session, actor, opportunity.id))
    words = strip.one_of(worlds.TITLES + worlds.TYPED)
    rows = opportunity_list.find_opportunities(session, actor, title=words)
    expected = ids(viewer.finds_opportunities(words))
    same_but_for_the_limit("opportunity by title", [row.id for row in rows], expected, words)


def _same_opportunity_list(session: Session, actor: Actor, viewer: Viewer, asked: OpportunityQuestion) -> None:
    question = OpportunityFilter(
        statuses=tuple(Status(status) for status in asked.statuses),
        owner=asked.owner,
        tags=(asked.tag,) if asked.tag else (),
        without_tags=(asked.without_tag,) if asked.without_tag else (),
        words=(asked.word,) if asked.word else (),
    )
    rows: list[OpportunityRow] = []
    page, more = 1, True
    while more:
        found = opportunity_list.list_opportunities(session, actor, question, page)
        rows += found.rows
        page, more = page + 1, found.has_next
    expected = viewer.lists_opportunities(asked)
    same("which opportunities are listed, in which order", [row.id for row in rows], ids(expected), asked)
    for row, opportunity in zip(rows, expected, strict=True):
        _same_opportunity(viewer, row, opportunity)


def _same_opportunity(viewer: Viewer, row: OpportunityRow, opportunity: Opportunity) -> None:
    folder = next((f for f in viewer.folders() if f.id == opportunity.folder), None)
    same("the folder an opportunity is said to be in", row.folder and row.folder.id, folder and folder.id, opportunity)
    same("whether an opportunity is editable", row.editable, viewer.edits_opportunity(opportunity), opportunity)
    same(
        "what a row says of an opportunity",
        (row.number, row.title, row.status, row.amount, row.owner.id, set(row.tags), row.created_at, row.closed_at),
        (
            opportunity.number,
            opportunity.title,
            opportunity.status,
            opportunity.amount,
            opportunity.owner,
            set(opportunity.tags),
            opportunity.created,
            opportunity.closed,
        ),
    )


def _same_acts(session: Session, actor: Actor, viewer: Viewer, strip: worlds.Strip) -> None:
    now = worlds.YEAR_BEGAN + timedelta(days=30)
    opportunity = strip.one_of(viewer.world.opportunities)
    status = Status.LOST if opportunity.status != "lost" else Status.WON
    same(
        "who may set a status",
        tried(session, lambda: set_status(session, actor, opportunity.id, status, now)),
        _refused_change(viewer, opportunity),
        opportunity,
    )
    target = strip.one_of(viewer.world.people)
    same(
        "for whom a folder may be made",
        tried(session, lambda: create_folder(session, actor, NewFolder("New", target.slack), now)),
        _refused_owner(viewer, target),
        target,
    )
    folder = strip.one_of(viewer.world.folders)
    new = NewOpportunity("New", folder_id=folder.id, owner_slack_user_id=target.slack)
    same(
        "where and for whom an opportunity may be made",
        tried(session, lambda: create_opportunity(session, actor, new, now)),
        _refused_owner(viewer, target) or (None if viewer.sees_folder(folder) else NotFound),
        (target, folder),
    )


_DOORS: Final[tuple[Callable[[Session, Actor, Viewer, worlds.Strip], None] | None, ...]] = (
    None,
    _same_cards,
    _same_findings,
    _same_opportunities,
    _same_acts,
    None,
    None,
    None,
)
"""Each viewer reads a list and, every other time, goes through one more door: there are thousands of worlds to see."""


def _refused_change(viewer: Viewer, opportunity: Opportunity) -> type[Refusal] | None:
    if not viewer.sees_opportunity(opportunity):
        return NotFound
    return None if viewer.edits_opportunity(opportunity) else NotWithinReach


def _refused_owner(viewer: Viewer, target: Person) -> type[Refusal] | None:
    if target.standing != "member":
        return OwnerUnknown
    return None if viewer.may_assign(target) else CannotAssign
