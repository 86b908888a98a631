"""Who leaves and still owns something: the admins hear of it once, read what would move, and hand it over (SPEC §3)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import ids
from bot.leavers import hand_over
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.clock import now
from core.models import FolderSharing as F
from core.models import HandOver, Member, Role, Standing, Status
from tests.bot.conftest import TOKEN
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.handing import owners
from tests.bot.office import Office, installed
from tests.bot.worker import Worker, hired
from tests.sandbox.screen import Screen
from tests.stories import Slack

LEFT = "wanda has left, and still owns 3 client folders and 3 opportunities in progress."
OVER = "Handed over: what wanda owned.\n"
MINUTES = timedelta(minutes=2)


@pytest.fixture
def worker(office: Office, local: LocalSlack) -> Worker:
    return hired(office, local, TOKEN)


@pytest.fixture
def leaves(office: Office, ada: Person, cleo: Person, ben: Person, wanda: Person) -> None:
    """What Wanda owns: three folders, in the second something of Ben's, and something in no folder of hers."""
    for one in (ada, cleo, ben):
        office.knows(one)
    for name in ("Acme", "Birch", "Cedar"):
        office.folder(name, wanda)
    office.folder("Delta", ben)
    office.opportunity("Renewal", wanda, folder=1, amount="777")
    office.opportunity("Old", wanda, folder=1, status=Status.WON)
    office.opportunity("Fleet", ben, folder=2)
    office.opportunity("Loose", wanda)
    office.opportunity("Abroad", wanda, folder=4)
    office.opportunity("Done", wanda, folder=4, status=Status.LOST)


def told(slack: Slack, who: Person) -> list[str]:
    """What somebody was told, in their messages with the app."""
    place = slack.local.app_dm(who)
    return [one.text for one in slack.local.workspace.messages_for(who.id, place.id) if one.metadata]


def dry_run(slack: Slack, ada: Person, *heirs: Person, along: bool = True, sure: bool = False) -> Screen:
    """Fill in the form that is on top, and read what would move."""
    slack.fills(ada, {"New owners": list(heirs)})
    if not along:
        slack.chooses(ada, "Opportunities")
    if sure:
        slack.chooses(ada, "Still here", "Hand over all the same")
    return slack.submits(ada)


def works(worker: Worker) -> None:
    worker.works(now() + MINUTES)


def test_each_admin_gets_one_card_hands_over_what_they_read_and_everybody_concerned_is_told_once(
    slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person, cleo: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN)
    for _ in range(2):
        slack.local.change_person(wanda, deleted=True)
        works(worker)
    assert (told(slack, ada), told(slack, cleo), told(slack, ben)) == ([LEFT], [LEFT], [])
    form = slack.clicks(ada, "Hand over")
    assert (form.modal, form.fields) == ("Hand over", ["New owners", "Opportunities"])
    preview = dry_run(slack, ada, cleo, ben)
    assert preview.modal == "Hand over"
    for said in (
        "What would move from wanda (left). Nothing has been done yet.",
        "cleo  \n2 client folders and 3 opportunities\nF-1 Acme\nF-3 Cedar",
        "ben  \n1 client folder and 1 opportunity\nF-2 Birch",
    ):
        assert said in preview
    begun = slack.submits(ada)
    assert "What wanda owned is being handed over. Your messages with Dossier show how far it is." in begun
    worker.sends()
    assert told(slack, ada) == [f"{LEFT} ada is handing it over.", "Handing over what wanda owned. 0 of 5"]
    works(worker)
    works(worker)
    done = f"{OVER}cleo: 2 client folders and 3 opportunities\nben: 1 client folder and 1 opportunity"
    over = "Nothing is left to hand over of what wanda owned."
    assert told(slack, ada) == [over, done]
    assert told(slack, cleo) == [
        over,
        "ada handed over to you what wanda owned: you now own 2 client folders and 3 opportunities.",
    ]
    assert told(slack, ben) == [
        "ada handed over to you what wanda owned: you now own 1 client folder and 1 opportunity."
    ]
    assert slack.reads(ada).buttons == []
    assert owners(office, 1) == ("cleo", ["cleo", "cleo"])
    assert owners(office, 2) == ("ben", ["ben"])
    assert owners(office, 4) == ("ben", ["cleo", "wanda"])
    assert office.happened("folder.owner_changed") == 3
    assert "ada" in slack.says(cleo, "/folder history F-1").words
    assert "Cedar  F-3" in slack.clicks(cleo, "My client folders")


def test_what_the_rule_refuses_is_read_before_and_after_with_the_reason_and_can_be_opened(
    slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person, cleo: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN)
    slack.local.change_person(wanda, deleted=True)
    works(worker)
    slack.clicks(ada, "Hand over")
    preview = dry_run(slack, ada, cleo, along=False)
    blocked = "F-1 Acme → cleo\nIn the way: O-1 Renewal (wanda), O-2 Old (wanda)."
    mixed = "F-2 Birch → cleo\nIn the way: O-3 Fleet (ben)."
    for said in (
        "1 client folder\nF-3 Cedar",
        "Opportunities keep their owners.",
        "2 stay with wanda.",
        blocked,
        mixed,
    ):
        assert said in preview
    slack.submits(ada)
    works(worker)
    assert told(slack, ada)[-1] == f"{OVER}cleo: 1 client folder\n2 stay with wanda.\n{blocked}\n{mixed}"
    opened = slack.clicks(ada, "Open", beside="F-2 Birch", on=slack.reads(ada))
    assert "owner: wanda (left)" in opened
    assert told(slack, cleo) == [
        "wanda has left, and still owns 2 client folders and 3 opportunities in progress.",
        "ada handed over to you what wanda owned: you now own 1 client folder.",
    ]
    # What was left can be handed over from there.
    assert slack.clicks(ada, "Hand over", on=slack.reads(ada)).modal == "Hand over"


def test_where_nothing_would_move_nothing_can_be_begun_and_where_there_are_no_folders_opportunities_go(
    slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person, ben: Person, cleo: Person
) -> None:
    office.sets(F.OWN)
    rex = slack.local.add_person("rex")
    office.folder("Eagle", rex)
    office.opportunity("Mixed", ben, folder=5)
    slack.local.change_person(rex, deleted=True)
    works(worker)
    slack.clicks(ada, "Hand over", on=slack.reads(ada))
    preview = dry_run(slack, ada, cleo)
    assert "F-5 Eagle → cleo\nIn the way: O-7 Mixed (ben)." in preview
    assert "Nothing would move." in preview
    assert "submit" not in slack.local.workspace.stack(ada.id)[-1].body
    slack.closes(ada)
    lena = slack.local.add_person("lena")
    office.opportunity("Alone", lena)
    slack.local.change_person(lena, deleted=True)
    assert "rex" in slack.says(ada, f"/folder handover @lena @{rex.name}")
    form = slack.says(ada, "/folder handover @lena @ada")
    assert form.fields == ["New owners"]
    assert "1 opportunity" in slack.submits(ada)
    slack.submits(ada)
    works(worker)
    assert f"{OVER.replace('wanda', 'lena')}ada: 1 opportunity" in told(slack, ada)
    # Nobody is told of their own act.
    assert not any("handed over to you" in one for one in told(slack, ada))


def test_who_is_back_settles_the_card_and_who_leaves_again_makes_a_new_one(
    slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person, wanda: Person
) -> None:
    slack.local.change_person(wanda, is_restricted=True)
    works(worker)
    guest = "wanda is a guest now, and still owns 3 client folders and 3 opportunities in progress."
    assert told(slack, ada) == [guest]
    slack.local.change_person(wanda, is_restricted=False)
    works(worker)
    back = "wanda is back: nothing has to be handed over."
    assert (told(slack, ada), slack.reads(ada).buttons) == ([back], [])
    slack.local.change_person(wanda, deleted=True)
    works(worker)
    assert told(slack, ada) == [back, LEFT]


def test_a_card_follows_what_is_given_away_by_other_ways_and_who_owns_nothing_makes_none(
    slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person, ben: Person, wanda: Person
) -> None:
    rex = slack.local.add_person("rex")
    office.knows(rex)
    slack.local.change_person(rex, deleted=True)
    slack.local.change_person(wanda, deleted=True)
    works(worker)
    assert told(slack, ada) == [LEFT]
    for number in (1, 2, 3):
        office.gives(number, ben, by=ada)
    worker.works(now() + 2 * MINUTES)
    assert told(slack, ada) == ["wanda has left, and still owns 3 opportunities in progress."]
    for number in (1, 4, 5):
        slack.says(ada, f"/opp lost O-{number}")
    worker.works(now() + 3 * MINUTES)
    assert told(slack, ada)[0] == "Nothing is left to hand over of what wanda owned."


def test_only_admins_hand_over_and_nobody_is_found_by_a_made_up_key_or_that_of_another_workspace(
    slack: Slack, office: Office, leaves: None, ada: Person, ben: Person, wanda: Person
) -> None:
    other = Office(office.database, office.local, installed(office.database, "T0OTHER"), ada)
    stranger = other.knows(ben)
    only = "Only an admin may do this."
    assert only in slack.says(ben, "/folder handover")
    shown = slack.says(ben, "/folder handover @wanda @ben")
    assert only in shown
    assert only in press(slack, ben, shown, ids.HAND_OVER, {"leaver": office.knows(wanda)})
    hers = slack.says(ada, "/folder help")
    nobody = "Nobody is known here by that name, or it is no person of this workspace."
    for key in (stranger, 2**40):
        assert nobody in press(slack, ada, hers, ids.HAND_OVER, {"leaver": key})
    assert NOT_UNDERSTOOD in press(slack, ada, hers, ids.HAND_OVER, {"leaver": "wanda"})
    assert "“soon” is no person" in slack.says(ada, "/folder handover @wanda soon")
    assert "cleo owns nothing that would have to be handed over." in slack.says(ada, "/folder handover @cleo @ben")


def test_who_is_still_here_loses_it_only_where_that_is_confirmed_and_to_somebody_else(
    slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person, ben: Person, wanda: Person
) -> None:
    assert "Nobody who left owns anything." in slack.says(ada, "/folder handover")
    form = slack.says(ada, "/folder handover @wanda @ben")
    assert form.values["New owners"] == [ben.id]
    assert "Careful: wanda has not left, and loses all of it." in form
    unsure = slack.submits(ada, forged=True)
    assert unsure.errors == {"Still here": "wanda has not left: tick the box to hand over all the same."}
    assert dry_run(slack, ada, wanda, sure=True).errors == {
        "New owners": "wanda cannot take over from wanda: choose somebody else."
    }
    rex = slack.local.add_person("rex", deleted=True)
    assert "rex" in dry_run(slack, ada, rex).errors["New owners"]
    assert "What would move from wanda." in dry_run(slack, ada, ben)
    slack.submits(ada)
    assert "What wanda owns is being handed over already" in slack.says(ada, "/folder handover @wanda @ben")
    works(worker)
    assert owners(office, 1) == ("ben", ["ben", "ben"])


def test_what_would_move_by_now_is_read_again_where_something_changed_meanwhile(
    slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person, ben: Person, wanda: Person
) -> None:
    slack.local.change_person(wanda, deleted=True)
    listed = slack.says(ada, "/folder handover")
    assert "wanda (left) · 3 client folders and 3 opportunities in progress" in listed
    slack.clicks(ada, "Hand over", on=listed)
    dry_run(slack, ada, ben)
    office.gives(2, ben, by=ada)
    changed = slack.submits(ada)
    assert "Something has changed since this was shown. This is what would move now." in changed
    assert "F-2 Birch" not in changed
    assert office.happened("hand_over.started") == 0
    assert "is being handed over" in slack.submits(ada)
    works(worker)
    assert told(slack, ada)[-1].endswith("ben: 2 client folders and 4 opportunities")


@pytest.mark.parametrize("how", ["demoted", "deactivated"])
def test_an_admin_who_is_none_any_more_hands_over_nothing_more_and_the_others_hear_of_it(
    monkeypatch: pytest.MonkeyPatch, slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person,
    cleo: Person, ben: Person, wanda: Person, how: str,
) -> None:  # fmt: skip
    slack.says(ada, "/folder handover @wanda @ben")
    dry_run(slack, ada, ben, sure=True)
    slack.submits(ada)
    monkeypatch.setattr("bot.leavers.AT_A_TIME", -1.0)
    with office.database.transaction(office.workspace_id) as session:
        one = session.scalars(select(HandOver)).one()
        rows = session.scalars(select(Member).where(Member.slack_user_id == ada.id))
        rows.one().__setattr__(*(("role", Role.REP) if how == "demoted" else ("standing", Standing.DEACTIVATED)))
    hand_over(office.database, office.workspace_id, one.id)
    assert owners(office, 1)[0] == "wanda"
    monkeypatch.undo()
    works(worker)
    stopped = "The hand-over of what wanda owned has stopped: ada, who began it, is no admin any more."
    assert told(slack, cleo) == [f"{stopped}\n5 were not reached."]
    assert told(slack, ada) == []
    assert owners(office, 1)[0] == "wanda"
    assert slack.clicks(cleo, "Hand over", on=slack.reads(cleo)).modal == "Hand over"


def test_an_heir_who_left_meanwhile_gets_nothing_and_what_went_another_way_is_left_alone(
    slack: Slack, office: Office, worker: Worker, leaves: None, ada: Person, cleo: Person, ben: Person, wanda: Person
) -> None:
    slack.local.change_person(wanda, deleted=True)
    slack.says(ada, "/folder handover @wanda @cleo @ben")
    slack.submits(ada)
    slack.submits(ada)
    office.gives(3, ada, by=ada)
    slack.says(ada, "/opp lost O-5")
    slack.local.change_person(ben, deleted=True)
    works(worker)
    counted = "cleo: 1 client folder and 2 opportunities\n2 had gone another way meanwhile.\n2 stay with wanda.\n"
    assert f"{OVER}{counted}F-2 Birch → ben (left)\nben is no active member any more." in told(slack, ada)
    assert owners(office, 3)[0] == "ada"
    assert owners(office, 4) == ("ben", ["wanda", "wanda"])
