"""Every refusal in the tree has a door: a signed request that meets it, and an answer that says it.

That each has a sentence in English and in French is told in `tests/bot/test_errors.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest

from bot import ids
from core import errors, invalid, settings_errors
from core.errors import Refusal
from tests.rights.bench import Bench
from tests.rights.document import Setting
from tests.rights.ground import Things
from tests.rights.others import Stolen
from tests.rights.steps import Attempt, Old, Say, Send, Step

SETTING: Final = Setting("own", "everyone", "managers")


@dataclass(frozen=True)
class Story:
    """How a refusal is met.

    Attributes:
        role: who meets it.
        steps: what they do.
        before: what stands in the database; `%(folder)s` and the like are ids.
    """

    role: str
    steps: tuple[Step, ...]
    before: tuple[str, ...] = ()


def _folder(**fields: Any) -> tuple[Step, ...]:
    return (Say("/folder new Somebody"), Send(ids.FOLDER_CREATE, fields))


def _field(**fields: Any) -> tuple[Step, ...]:
    return (Old(ids.DEFAULT_FIELD_NEW), Send(ids.DEFAULT_FIELD, {ids.NAME: "Sector", **fields}))


def _share(channel: str) -> tuple[Step, ...]:
    return (Old(ids.FOLDER_SHARE, "folder"), Send(ids.FOLDER_SHARE, {ids.CHANNEL: channel}))


def _asked(**fields: Any) -> tuple[Step, ...]:
    return (Old(ids.FOLDER_ASK, "folder"), Send(ids.FOLDER_ASK, fields))


def _handed_over(**fields: Any) -> tuple[Step, ...]:
    return (Say("/folder handover {at_owner}"), Send(ids.HAND_OVER, fields))


_RUNS: Final = (
    "insert into hand_over (workspace_id, from_id, by_id, along, started_at)"
    " select workspace_id, owner_id, owner_id, true, now() from folder where id = %(folder)s"
)
_CHOICE: Final[dict[str, Any]] = {ids.KIND: "choice"}
_ASKED: Final = "update default_field set required = true, kind = '{kind}' where id = %(field)s"

_MANY_FIELDS: Final = (
    "insert into default_field (workspace_id, label, kind, required, position, version)"
    " select 1, 'More ' || n, 'text', false, n + 9, 1 from generate_series(1, 20) as n"
)

STORIES: Final[dict[type[Refusal], Story]] = {
    errors.NotFound: Story("rep", (Say("/folder open F-999"),)),
    errors.NotAdmitted: Story("guest", (Say("/folder list"),)),
    errors.AdminOnly: Story("rep", (Say("/folder settings"),)),
    errors.ExportForAdmins: Story("rep", (Say("/folder export"),), ("update settings set only_admins_export = true",)),
    errors.NotWithinReach: Story("rep", (Say("/opp won O-{opportunity}"),)),
    errors.LeadsNobody: Story("rep", (Old(ids.DIGEST_WEEKLY, more={"on": True, "day": "2026-11-24"}),)),
    errors.CannotAssign: Story("rep", _folder(owner="owner")),
    errors.AlreadyInFolder: Story("owner", (Say("/opp attach O-{opportunity} to F-{other_folder}"),)),
    errors.FolderNotEmpty: Story("admin", (Old(ids.FOLDER_DELETE, "folder version"),)),
    errors.OwnersWouldMix: Story("owner", (Say("/folder owner F-{folder} {at_heir}"), Send(ids.FOLDER_OWNER))),
    invalid.NameMissing: Story("rep", _folder(name=" ")),
    invalid.NameTooLong: Story("rep", _folder(name="x" * 121)),
    invalid.OwnerUnknown: Story("admin", _folder(owner="guest")),
    invalid.ReminderMissing: Story("owner", (Say("/opp standby O-{opportunity}"), Send(ids.STANDBY))),
    invalid.ReminderPast: Story(
        "owner", (Say("/opp standby O-{opportunity}"), Send(ids.STANDBY, {ids.REMINDER: "2020-01-06"}))
    ),
    invalid.FieldRequired: Story("rep", _folder(), (_ASKED.format(kind="text"),)),
    invalid.FieldInvalid: Story("rep", _folder(**{"field.": "many"}), (_ASKED.format(kind="number"),)),
    invalid.ChannelUnknown: Story("owner", _share("without")),
    invalid.ChannelArchived: Story("owner", _share("archive")),
    invalid.NotInChannel: Story("owner", _share("elsewhere")),
    invalid.ChannelExternal: Story("rep", (Say("/folder follow", at="abroad"),)),
    invalid.NoChannelHere: Story("rep", (Say("/folder follow"),)),
    invalid.NotFollowing: Story("rep", (Say("/folder unfollow", at="clients"),)),
    invalid.FilterUnfit: Story("rep", (Say("/folder follow owner:me", at="clients"),)),
    errors.Stale: Story(
        "owner",
        (Old(ids.OPPORTUNITY_REMOVE, "opportunity version"),),
        ("update opportunity set version = 2 where id = %(opportunity)s",),
    ),
    errors.NoNeedToAsk: Story("owner", (Old(ids.FOLDER_ASK, "folder"),)),
    errors.NobodyToAsk: Story(
        "rep inside",
        _asked(owner="heir"),
        ("update team_membership set manager = false", "update member set role = 'rep'"),
    ),
    invalid.OwnerAlready: Story("rep inside", _asked(owner="owner")),
    invalid.ReasonTooLong: Story("rep inside", _asked(reason="x" * 301)),
    invalid.ReasonMissing: Story("owner", (Old(ids.APPROVAL_DECLINE, "approval"), Send(ids.APPROVAL_DECLINE))),
    errors.NothingToHandOver: Story("admin", (Say("/folder handover {at_heir}"),)),
    errors.HandOverRuns: Story("admin", (Say("/folder handover {at_owner}"),), (_RUNS,)),
    invalid.HeirIsLeaver: Story("admin", _handed_over(heirs=["owner"], still_here="yes")),
    invalid.StillHere: Story("admin", _handed_over(heirs=["heir"])),
    errors.NotQuiet: Story(
        "owner",
        (Old(ids.DORMANCY_LOST, "dormancy"),),
        ("update dormancy set ended_at = began_at where id = %(dormancy)s",),
    ),
    errors.NothingToWinBack: Story(
        "owner",
        (Old(ids.DORMANCY_WIN_BACK, "dormancy"),),
        ("update opportunity set status = 'cancelled' where id = %(lost)s",),
    ),
    settings_errors.NameTaken: Story("admin", _field(name="Field {round}")),
    settings_errors.FieldsTooMany: Story(
        "admin",
        _field(),
        (_MANY_FIELDS,),
    ),
    settings_errors.KindInUse: Story(
        "admin",
        (Old(ids.DEFAULT_FIELD_EDIT, "field version"), Send(ids.DEFAULT_FIELD, {ids.KIND: "number"})),
        ("insert into field_value (workspace_id, folder_id, field_id, value) values (1, %(folder)s, %(field)s, 'x')",),
    ),
    settings_errors.ChoicesMissing: Story("admin", _field(**_CHOICE)),
    settings_errors.ChoicesTooMany: Story("admin", _field(**_CHOICE, choices="\n".join(map(str, range(101))))),
    settings_errors.ChoicesTooLong: Story(
        "admin", _field(**_CHOICE, choices="\n".join(f"{number:070}" for number in range(60)))
    ),
    settings_errors.ChoiceTooLong: Story("admin", _field(**_CHOICE, choices="x" * 76)),
    settings_errors.NotActive: Story("admin", (Old(ids.ROLES), Send(ids.ROLES, {ids.ADMINS: ["admin", "guest"]}))),
    settings_errors.LastAdmin: Story("admin", (Old(ids.ROLES), Send(ids.ROLES, {ids.ADMINS: []}))),
}


BEHIND: Final = {
    # Whoever types an amount is told by the parser, in the same breath as of any other that cannot be read.
    invalid.AmountOutOfRange,
}
"""Refusals of the core that every door is ahead of: its second wall."""


def leaves(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    """The refusals that are raised: those that no other is made of; and those that are raised themselves."""
    below = kind.__subclasses__()
    for one in below:
        yield from leaves(one)
    if not below or kind is errors.AdminOnly:
        yield kind


def test_the_tree_has_no_leaf_without_a_story() -> None:
    assert set(leaves(Refusal)) == set(STORIES) | BEHIND


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> list[type[Refusal]]:
    """The kinds of refusals that the product has made since."""
    found: list[type[Refusal]] = []
    made: Callable[..., Any] = Exception.__new__

    def noted(kind: type[Refusal], *given: Any, **named: Any) -> Any:
        found.append(kind)
        return made(kind)

    monkeypatch.setattr(Refusal, "__new__", noted, raising=False)
    return found


@pytest.mark.parametrize("kind", STORIES, ids=lambda kind: kind.rule)
def test_every_refusal_is_met_at_a_door_and_said_there(
    bench: Bench, met: list[type[Refusal]], kind: type[Refusal]
) -> None:
    story = STORIES[kind]
    bench.ground.sets(SETTING)
    things = bench.ground.things(story.role)
    _stands(bench, story, things)
    who = bench.cast[story.role]
    bench.local.workspace.stacks.clear()
    bench.local.workspace.messages.clear()
    bench.hears_anew()
    bench.refusals.clear()
    bench.journal.taken()
    for step in story.steps:
        assert not isinstance(step, Stolen)
        step.do(Attempt(bench, who, things))
    assert kind in met
    assert bench.journal.taken() == []
    said = [sentence for refusal, sentence in bench.refusals if isinstance(refusal, kind)]
    answered = bench.local.wire[-1].response or bench.local.wire[-1].request
    assert answered, "nothing was said"
    # Who was quicker is said in words of its own, above the thing as it stands.
    assert said or kind is errors.Stale


def _stands(bench: Bench, story: Story, things: Things) -> None:
    for statement in story.before:
        bench.ground.writes(statement, things.keys)
