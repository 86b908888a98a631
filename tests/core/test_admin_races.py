"""Races of admins on the real database: there is always one, and what one has set the other one reads."""

import pytest
from sqlalchemy import func, select, update

from core import default_fields, fields, roles, teams
from core.errors import AdminOnly, Stale
from core.field_specs import FieldSpec
from core.folders.create import NewFolder, create_folder
from core.invalid import FieldInvalid
from core.models import DefaultField, Event, FieldKind, FieldValue, Member, Role, Team
from core.roles import RolesChanged
from core.settings_errors import KindInUse, LastAdmin, NameTaken
from core.teams import TeamAsked
from tests.core.desk import NOW, Act, Desk

ROUNDS = 200
FEWER = 40
NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Ada and Ben, both of them admins."""
    rule(desk, "UADA", "UBEN")
    return desk


def rule(desk: Desk, *who: str) -> None:
    """Make these the admins, whatever was before."""
    with desk.database.transaction(desk.workspace_id) as session:
        session.execute(update(Member).values(role=Role.REP))
        session.execute(update(Member).where(Member.slack_user_id.in_(who)).values(role=Role.ADMIN))


def admins(desk: Desk) -> tuple[set[str], int]:
    """Who has the role now, and how often it has changed hands; then both have it again, for the next round."""
    with desk.database.transaction(desk.workspace_id) as session:
        found = set(session.scalars(select(Member.slack_user_id).where(Member.role == Role.ADMIN)))
        changes = session.scalars(select(func.count()).where(Event.kind == "member.role_changed")).one()
        session.execute(update(Member).where(Member.slack_user_id.in_(("UADA", "UBEN"))).values(role=Role.ADMIN))
        return found, changes


def takes_the_role_of(who: str) -> Act:
    return lambda session, actor: roles.change_roles(session, actor, (), (who,), NOW)


def test_of_two_last_admins_who_step_down_at_once_one_stays(desk: Desk) -> None:
    for turn in range(1, ROUNDS + 1):
        got = desk.at_once(("UADA", takes_the_role_of("UADA")), ("UBEN", takes_the_role_of("UBEN")))
        assert sorted(type(one).__name__ for one in got) == ["LastAdmin", "RolesChanged"], got
        assert admins(desk) == ({"UBEN" if isinstance(got[0], RolesChanged) else "UADA"}, turn)


def test_of_two_last_admins_who_take_the_role_from_each_other_the_first_one_keeps_it(desk: Desk) -> None:
    for turn in range(1, FEWER + 1):
        got = desk.at_once(("UADA", takes_the_role_of("UBEN")), ("UBEN", takes_the_role_of("UADA")))
        # Who comes second is no admin any more, and is refused as such.
        assert sorted(type(one).__name__ for one in got) == ["AdminOnly", "RolesChanged"], got
        assert admins(desk) == ({"UADA" if isinstance(got[0], RolesChanged) else "UBEN"}, turn)


def test_one_who_steps_down_while_the_other_takes_their_role_leaves_an_admin(desk: Desk) -> None:
    for _ in range(FEWER):
        down, taken = desk.at_once(("UADA", takes_the_role_of("UADA")), ("UBEN", takes_the_role_of("UADA")))
        assert admins(desk)[0] == {"UBEN"}
        assert isinstance(taken, RolesChanged)
        assert isinstance(down, RolesChanged | AdminOnly)
        assert len(taken.demoted) + (0 if isinstance(down, AdminOnly) else 1) == 1


def test_the_last_admin_cannot_step_down_for_somebody_who_left(desk: Desk) -> None:
    rule(desk, "UADA", "UBEN")
    with desk.database.transaction(desk.workspace_id) as session:
        session.execute(update(Member).where(Member.slack_user_id == "UBEN").values(standing="deactivated"))
    with pytest.raises(LastAdmin), desk.acting("UADA") as (session, actor):
        roles.change_roles(session, actor, (), ("UADA",), NOW)


def test_two_things_of_one_name_made_at_once_are_one(desk: Desk) -> None:
    for turn in range(1, 11):
        spec = FieldSpec(f"Field {turn}", FieldKind.TEXT, (), False)
        asked = TeamAsked(f"Team {turn}", NOBODY, NOBODY)
        adds: Act = lambda s, a: default_fields.add_field(s, a, spec, NOW)  # noqa: B023, E731
        makes: Act = lambda s, a: teams.create_team(s, a, asked, NOW)  # noqa: B023, E731
        for act in (adds, makes):
            got = desk.at_once(("UADA", act), ("UBEN", act))
            assert sum(isinstance(one, NameTaken) for one in got) == 1, got
        assert desk.count(select(Team.id)) == turn
        assert desk.count(select(DefaultField.id)) == turn


def test_of_two_who_change_one_team_at_once_the_second_reads_who_was_quicker(desk: Desk) -> None:
    with desk.acting("UADA") as (session, actor):
        key = teams.create_team(session, actor, TeamAsked("North", NOBODY, NOBODY), NOW)
    for turn in range(FEWER):
        one, other = (TeamAsked(f"{who} {turn}", frozenset({who}), NOBODY) for who in ("UADA", "UBEN"))
        got = desk.at_once(
            ("UADA", lambda s, a: teams.change_team(s, a, key, one, NOW, seen_version=turn + 1)),  # noqa: B023
            ("UBEN", lambda s, a: teams.change_team(s, a, key, other, NOW, seen_version=turn + 1)),  # noqa: B023
        )
        (late,) = (each for each in got if each is not True)
        assert isinstance(late, Stale)
        assert (late.by, late.kind) == ("ada" if got[0] is True else "ben", "team")
        with desk.acting("UADA") as (session, actor):
            row = teams.open_team(session, actor, key)
        quicker = one if got[0] is True else other
        assert row.name == quicker.name
        assert [person.slack_user_id for person in row.people] == list(quicker.members)


def test_an_answer_that_is_given_while_the_kind_changes_is_one_that_the_kind_holds(desk: Desk) -> None:
    for turn in range(FEWER):
        with desk.acting("UADA") as (session, actor):
            key = default_fields.add_field(session, actor, FieldSpec("Staff", FieldKind.TEXT, (), False), NOW)
        number = FieldSpec("Staff", FieldKind.NUMBER, (), False)
        changed, made = desk.at_once(
            ("UADA", lambda s, a: default_fields.change_field(s, a, key, number, NOW)),  # noqa: B023
            ("UBEN", lambda s, a: create_folder(s, a, NewFolder(f"Acme {turn}", answers={key: "many"}), NOW)),  # noqa: B023
        )
        if changed is True:
            assert isinstance(made, FieldInvalid)
        else:
            assert isinstance(changed, KindInUse)
            assert isinstance(made, int)
        with desk.acting("UADA") as (session, actor):
            (asked,) = fields.asked(session, actor)
            answers = session.scalars(select(FieldValue.value).where(FieldValue.field_id == key)).all()
            assert all(fields.holds(asked, value) for value in answers)
            default_fields.remove_field(session, actor, key, NOW)
