"""The world that the sandbox starts with: believable, the same for the same seed, in two languages."""

from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sandbox import world
from bot.sandbox.workspace import Channel, Person
from bot.sandbox.world_acts import Act, DealMoved, DealOpened, FolderDeactivated, FolderOpened
from bot.sandbox.world_cast import CREWS
from bot.sandbox.world_plan import plan
from bot.sandbox.world_words import LANGUAGES, Language, words
from core import fields, members, policy, settings, workspaces
from core.actor import Actor
from core.db import Database
from core.filters import FolderFilter, FolderState
from core.folders.browse import list_folders
from core.folders.find import near_same
from core.models import (
    ACTIVE_STATUSES,
    DefaultField,
    Event,
    FieldValue,
    Folder,
    FolderSharing,
    Member,
    Opportunity,
    OpportunityTag,
    OpportunityVisibility,
    Standing,
    Status,
    Tag,
    TeamMembership,
)

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
MOMENTS = (
    NOW,
    datetime(2026, 11, 22, 12, tzinfo=UTC),  # a Sunday
    datetime(2027, 1, 1, 0, 30, tzinfo=PARIS),  # the year and the day have just begun
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # the clocks have just gone back
    datetime(2028, 2, 29, 23, 59, tzinfo=UTC),
)


def acting(session: Session) -> Actor:
    actor = members.acting(session)
    assert actor is not None
    return actor


def workspace_of(database: Database, slack_team_id: str) -> int:
    with database.introduction(slack_team_id) as session:
        workspace_id = workspaces.find(session, slack_team_id)
    assert workspace_id is not None
    return workspace_id


def deals_of(acts: tuple[Act, ...]) -> dict[int, list[Act]]:
    """Each opportunity's acts, in order."""
    told: dict[int, list[Act]] = defaultdict(list)
    for act in acts:
        if isinstance(act, DealOpened | DealMoved):
            told[act.deal].append(act)
    return told


def last_status(acts: list[Act]) -> Status:
    last = acts[-1]
    return last.status if isinstance(last, DealMoved) else Status.TODO


@pytest.mark.parametrize("now", MOMENTS, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_about_forty_folders_and_three_hundred_opportunities_fill_two_years(language: Language, now: datetime) -> None:
    acts = plan(words(language), now, seed=7)
    folders = [act for act in acts if isinstance(act, FolderOpened)]
    opened = [act for act in acts if isinstance(act, DealOpened)]
    assert 38 <= len(folders) <= 46
    assert 270 <= len(opened) <= 340
    assert now - timedelta(days=730) <= acts[0].at <= now - timedelta(days=700)
    assert acts[-1].at <= now
    months = {(act.at.year, act.at.month) for act in opened}
    assert len(months) >= 24, "something is begun in every month"
    assert sum(act.at.astimezone(PARIS).date() == now.astimezone(PARIS).date() for act in opened) >= 3
    assert 8 <= sum(act.folder is None for act in opened) <= 15
    assert all(0 <= act.amount <= 300_000 for act in opened)


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_every_act_comes_after_what_it_builds_on(now: datetime) -> None:
    acts = plan(words("en"), now, seed=7)
    assert all(one.at <= next_one.at for one, next_one in pairwise(acts))
    folders = {act.folder: act.at for act in acts if isinstance(act, FolderOpened)}
    for act in acts:
        if isinstance(act, DealOpened | FolderDeactivated) and act.folder is not None:
            assert folders[act.folder] < act.at
    for told in deals_of(acts).values():
        assert isinstance(told[0], DealOpened)
        assert all(one.at < next_one.at for one, next_one in pairwise(told))
        for one in told:
            if isinstance(one, DealMoved) and one.status is Status.STANDBY:
                assert one.reminder_at is not None
                assert one.reminder_at > one.at
                assert one is not told[-1] or one.reminder_at > now, "who still waits is not forgotten"


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_nobody_acts_before_they_came_or_after_they_left(now: datetime) -> None:
    acts = plan(words("en"), now, seed=7)
    active = {one.id for one in world.PEOPLE if not one.deleted and not one.is_restricted}
    by = defaultdict(list)
    for act in acts:
        by[act.by].append(act.at)
        if isinstance(act, DealOpened):
            by[act.owner].append(act.at)
    assert set(by) == active | {"U0LEO"}, "everybody but the guest has done something"
    assert max(by["U0LEO"]) < now - timedelta(days=45)
    assert min(by["U0SOREN"]) > now - timedelta(days=24)


def test_one_client_was_won_back_and_some_are_dormant() -> None:
    acts = plan(words("en"), NOW, seed=7)
    folder_of = {act.deal: act.folder for act in acts if isinstance(act, DealOpened)}
    ended: dict[int, list[tuple[datetime, Status]]] = defaultdict(list)
    for deal, told in deals_of(acts).items():
        folder = folder_of[deal]
        if folder is not None:
            ended[folder].append((told[-1].at, last_status(told)))
    tagged = {act.folder for act in acts if isinstance(act, DealOpened) and "win-back" in act.tags}
    (returned,) = tagged
    assert returned is not None
    order = [status for _, status in sorted(ended[returned])]
    lost = order.index(Status.LOST)
    assert Status.WON in order[:lost]
    assert Status.WON in order[lost + 1 :]
    still = [folder for folder, ends in ended.items() if not any(status in ACTIVE_STATUSES for _, status in ends)]
    dormant = [folder for folder in still if max(at for at, _ in ended[folder]) < NOW - timedelta(days=120)]
    assert len(still) - len(dormant) >= 3, "some have only just nothing in progress"
    assert len(dormant) >= 4
    never_won = [
        folder for folder, ends in ended.items() if {status for _, status in ends} <= {Status.LOST, Status.CANCELLED}
    ]
    assert len(never_won) >= 2


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    told = words("en")
    assert plan(told, NOW, seed=7) == plan(told, NOW, seed=7)
    assert plan(told, NOW, seed=7) != plan(told, NOW, seed=8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hard_names_are_among_the_clients(language: Language) -> None:
    names = [client.name for client in words(language).clients]
    assert any("&" in name and "<" in name and ">" in name for name in names)
    assert max(len(name) for name in names) == 120
    assert any(not name.isascii() for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_the_french_world_has_no_english_title_tag_or_field() -> None:
    english, french = words("en"), words("fr")

    def written(told: Any) -> set[str]:
        acts = plan(told, NOW, seed=7)
        opened = [act for act in acts if isinstance(act, DealOpened)]
        said = {act.title for act in opened} | {act.description for act in opened if act.description}
        said |= {tag for act in opened for tag in act.tags} | set(told.fields.values()) | set(told.industries)
        return said | {act.description for act in acts if isinstance(act, FolderOpened) and act.description}

    assert not written(english) & written(french)
    typical = {"the", "and", "with", "they", "meters", "renewal", "training", "sensors", "licences,", "their"}
    assert not {word for text in written(french) for word in text.casefold().split()} & typical
    assert {room.name for room in world.rooms("fr")}.isdisjoint(room.name for room in world.CHANNELS)
    assert [room.id for room in world.rooms("fr")] == [room.id for room in world.CHANNELS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_worlds_have_every_word_that_is_needed(language: Language) -> None:
    told, other = words(language), words("en")
    assert told.fields.keys() == other.fields.keys()
    assert told.tags.keys() == other.tags.keys()
    assert told.deals.keys() == other.deals.keys()
    assert all(told.deals[kind].titles and told.deals[kind].notes for kind in told.deals)
    assert all(len(tag) <= 40 for tag in told.tags.values())


def test_a_world_in_another_language_is_refused(database: Database) -> None:
    klingon: Any = "tlh"
    with pytest.raises(ValueError, match="en and fr"):
        world.build(database, "T0WORLD", language=klingon, now=NOW)
    with database.introduction("T0WORLD") as session:
        assert workspaces.find(session, "T0WORLD") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_people_are_an_admin_managers_reps_a_guest_and_one_who_left(language: Language) -> None:
    people = {one.id: one for one in world.cast(language)}
    assert 9 <= len(people) <= 11
    assert [one.name for one in people.values() if one.is_admin] == ["ada"]
    assert [one.name for one in people.values() if one.is_restricted] == ["gus"]
    assert [one.name for one in people.values() if one.deleted] == ["léo"]
    assert len({one.name for one in people.values()}) == len(people)
    assert {"fr-FR", "en-GB"} <= {one.locale for one in people.values()}
    assert all(one.email.endswith("@example.com") for one in people.values())
    assert all(ZoneInfo(one.tz) for one in people.values())
    for room in world.rooms(language):
        assert room.members
        assert all(not people[person].deleted for person in room.members)
    places = Counter(person for crew in CREWS for person in crew.managers + crew.members)
    assert places["U0NOOR"] == 2, "a manager who is also somebody's rep"


def test_the_core_accepts_the_world_and_keeps_it_whole(database: Database) -> None:
    world.build(database, "T0WORLD", language="en", now=NOW)
    told = words("en")
    workspace_id = workspace_of(database, "T0WORLD")
    with database.transaction(workspace_id) as session:
        standings = dict(session.execute(select(Member.slack_user_id, Member.standing)).all())
        assert len(standings) == len(world.PEOPLE)
        assert standings["U0LEO"] is Standing.DEACTIVATED
        assert standings["U0GUS"] is Standing.GUEST
        leads = select(func.count()).select_from(TeamMembership).where(TeamMembership.manager)
        assert session.scalar(leads) == 2

        folders = session.scalars(select(Folder).order_by(Folder.number)).all()
        assert {folder.name for folder in folders} == {client.name for client in told.clients}
        assert [folder.number for folder in folders] == list(range(1, len(folders) + 1))
        assert all(one.created_at <= two.created_at for one, two in pairwise(folders))
        assert sum(not folder.active for folder in folders) == 3
        leo = session.scalar(select(Member.id).where(Member.slack_user_id == "U0LEO"))
        left_behind = select(func.count()).where(Opportunity.owner_id == leo, Opportunity.status.in_(ACTIVE_STATUSES))
        assert sum(folder.owner_id == leo for folder in folders) >= 3
        assert (session.scalar(left_behind) or 0) >= 3, "a hand-over has something to hand over"

        opportunities = session.scalars(select(Opportunity).order_by(Opportunity.number)).all()
        assert all(one.created_at <= two.created_at for one, two in pairwise(opportunities))
        assert {one.status for one in opportunities} == set(Status)
        assert all(one.created_at <= one.updated_at <= NOW for one in opportunities)
        assert all(one.closed_at is None or one.created_at < one.closed_at <= NOW for one in opportunities)
        waiting = [one.reminder_at for one in opportunities if one.status is Status.STANDBY]
        assert len(waiting) >= 8
        assert all(reminder is not None and reminder > NOW for reminder in waiting)
        assert set(session.scalars(select(Tag.name))) == set(told.tags.values())
        assert (session.scalar(select(func.count()).select_from(OpportunityTag)) or 0) > 200

        events = session.scalars(select(Event).order_by(Event.id)).all()
        assert all(one.at <= two.at for one, two in pairwise(events)), "the history reads in the order of time"
        kinds = Counter(event.kind for event in events)
        assert kinds["folder.created"] == len(folders)
        assert kinds["opportunity.created"] == len(opportunities)
        assert kinds["opportunity.status_changed"] > 200

        answers = session.execute(
            select(DefaultField, FieldValue.value).join(FieldValue, FieldValue.field_id == DefaultField.id)
        ).all()
        assert len(answers) > 100
        for asked, value in answers:
            question = fields.FieldAsked(asked.id, asked.label, asked.kind, tuple(asked.choices), asked.required)
            assert fields.canonical(question, value) == value


def test_a_world_is_made_once_and_in_its_language(database: Database) -> None:
    world.build(database, "T0WORLD", language="fr", now=NOW)
    with pytest.raises(ValueError, match="T0WORLD is there already"):
        world.build(database, "T0WORLD", language="fr", now=NOW)
    workspace_id = workspace_of(database, "T0WORLD")
    with database.transaction(workspace_id) as session:
        told = words("fr")
        assert session.scalar(select(func.count()).select_from(Folder)) == len(told.clients)
        locales = dict(session.execute(select(Member.slack_user_id, Member.locale)).all())
        assert locales == {one.id: one.locale for one in world.cast("fr")}
        assert set(session.scalars(select(DefaultField.label))) == set(told.fields.values())
        assert set(session.scalars(select(Tag.name))) <= set(told.tags.values())
    with database.transaction(workspace_id, members.who(workspace_id, "U0CHLOE")) as session:
        same = near_same(session, acting(session), "Brasserie du Canal")
        assert {folder.name for folder in same} == {"Brasserie du Canal SARL", "Brasserie du Canal SAS"}


def test_ben_and_ada_see_different_worlds_under_each_setting(database: Database) -> None:
    world.build(database, "T0WORLD", language="en", now=NOW)
    workspace_id = workspace_of(database, "T0WORLD")

    def seen(person: str) -> tuple[int, int, int]:
        """How many folders, how many opportunities inside them, how many opportunities in all."""
        with database.transaction(workspace_id, members.who(workspace_id, person)) as session:
            actor = acting(session)
            question = FolderFilter(state=FolderState.ALL)
            pages = [list_folders(session, actor, question)]
            while pages[-1].has_next:
                pages.append(list_folders(session, actor, question, len(pages) + 1))
            rows = [row for page in pages for row in page.rows]
            opportunities = session.scalar(select(func.count()).where(policy.visible_opportunities(actor)))
            return len(rows), sum(row.figures.count for row in rows), opportunities or 0

    def under(folders: FolderSharing, opportunities: OpportunityVisibility) -> dict[str, tuple[int, int, int]]:
        with database.transaction(workspace_id, members.who(workspace_id, "U0ADA")) as session:
            changes = {"folders": folders, "opportunities": opportunities}
            settings.change(session, acting(session), changes, NOW)
        return {person: seen(person) for person in ("U0ADA", "U0BEN", "U0SOREN")}

    shared, own = FolderSharing.SHARED, FolderSharing.OWN
    everyone, admins_only = OpportunityVisibility.EVERYONE, OpportunityVisibility.ADMINS_ONLY
    open_to_all = under(shared, everyone)
    everything = open_to_all["U0ADA"]
    assert set(open_to_all.values()) == {everything}
    secret = under(shared, admins_only)
    assert secret["U0ADA"] == everything
    assert secret["U0BEN"][0] == everything[0]
    assert 20 < secret["U0BEN"][1] < everything[1] / 2
    assert secret["U0SOREN"] == (everything[0], 1, 3)
    apart = under(own, everyone)
    assert apart["U0ADA"] == everything
    assert 5 < apart["U0BEN"][0] < everything[0] / 2
    assert apart["U0BEN"][2] == everything[2]
    assert apart["U0SOREN"][0] == 1
    both = under(own, admins_only)
    assert both["U0ADA"] == everything
    assert both["U0BEN"][0] == apart["U0BEN"][0]
    assert both["U0BEN"][1] < apart["U0BEN"][1], "colleagues sell to some of Ben's clients"
    assert both["U0BEN"][2] == secret["U0BEN"][2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_and_channels_fit_into_the_local_slack(language: Language) -> None:
    people = [Person(**asdict(one)) for one in world.cast(language)]
    channels = [Channel(**asdict(one)) for one in world.rooms(language)]
    assert {member for one in channels for member in one.members} < {one.id for one in people}
    assert any(one.is_archived for one in channels)
    assert any(not one.app_in for one in channels)
