"""Giving a folder to somebody: the form says what it would bring before it is done, and who gets it is told."""

import json

import pytest

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.clock import now
from core.models import FolderSharing as F
from core.models import InsideTeam as T
from core.models import OpportunityVisibility as V
from core.models import Status
from tests.bot.conftest import TOKEN
from tests.bot.every_door import reached
from tests.bot.forging import NOT_UNDERSTOOD, press
from tests.bot.handing import TOO, gives, owners
from tests.bot.office import Office
from tests.bot.worker import hired
from tests.stories import Slack

STAYS = "An owner is an active, full member of this workspace; guests and apps cannot own anything."


@pytest.fixture
def birch(office: Office, ben: Person, wanda: Person) -> int:
    """A folder of Ben's, with two of his opportunities and one of Wanda's; its number."""
    number = office.folder("Birch", ben)
    office.opportunity("Renewal", ben, folder=number, amount="100")
    office.opportunity("Audit", ben, folder=number, amount="900", status=Status.WON)
    office.opportunity("Fleet", wanda, folder=number, amount="4000")
    return number


def test_the_form_says_what_is_inside_and_is_drawn_anew_for_whoever_is_chosen(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, birch: int
) -> None:
    office.sets(F.OWN, V.EVERYONE)
    slack.says(ada, "/folder open birch")
    form = slack.clicks(ada, "Change owner")
    assert (form.modal, form.fields) == ("Change owner", ["New owner"])
    for said in ("F-1 Birch", "owner: ben", "Choose somebody to read what the change would bring."):
        assert said in form
    assert "Inside  3 opportunities\nben · 2 opportunities · In progress €100" in form
    assert "wanda · 1 opportunity · In progress €4,000" in form
    for_wanda = slack.chooses(ada, "New owner", wanda)
    assert for_wanda.fields == ["New owner", "Opportunities"]
    for said in ("Not possible as it stands.", "O-1 Renewal (ben)\nO-2 Audit (ben)\n", TOO, "wanda will be told."):
        assert said in for_wanda
    assert "Fleet" not in for_wanda
    for_herself = slack.chooses(ada, "New owner", ada)
    assert "O-3 Fleet (wanda)" in for_herself
    assert "Nobody will be told: it is you who takes it over." in for_herself
    for_ben = slack.chooses(ada, "New owner", ben)
    assert "It belongs to ben already: choose somebody else." in for_ben
    assert for_ben.fields == ["New owner"]
    assert "F-1 belonged to ben already." in slack.submits(ada)
    assert office.happened("folder.owner_changed") == 0


def test_where_folders_are_shared_nothing_blocks_and_nothing_goes_along(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, birch: int
) -> None:
    form = slack.says(ben, "/folder owner Birch @wanda")
    assert form.values == {"New owner": wanda.id}
    assert "wanda becomes the owner. What is inside keeps its owners." in form
    card = slack.submits(ben)
    assert card.lines[0] == f"F-{birch} belongs to wanda now."
    assert "owner: wanda" in card
    assert "Change owner" not in card.buttons
    assert owners(office, birch) == ("wanda", ["ben", "ben", "wanda"])


def test_the_box_takes_what_blocks_along_in_one_act(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, birch: int
) -> None:
    office.sets(F.OWN, V.EVERYONE)
    slack.says(ada, f"/folder owner F-{birch} @wanda")
    unticked = slack.submits(ada)
    assert "In the way: O-1 Renewal (ben), O-2 Audit (ben). “Reassign" in unticked.errors["New owner"]
    slack.chooses(ada, "Opportunities", TOO)
    assert f"F-{birch} belongs to wanda now. 2 opportunities changed hands with it." in slack.submits(ada)
    assert owners(office, birch) == ("wanda", ["wanda"] * 3)
    assert office.happened("folder.owner_changed") == 1
    assert office.happened("opportunity.owner_changed") == 2
    hired(office, slack.local, TOKEN).works(now())
    slack.sees(wanda, f"ada made you the owner of F-{birch} Birch. 2 opportunities in it are yours now too.")


def test_a_box_ticked_for_one_person_says_nothing_of_another(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, birch: int
) -> None:
    office.sets(F.OWN, V.EVERYONE)
    slack.says(ada, f"/folder owner F-{birch} @wanda")
    slack.chooses(ada, "Opportunities", TOO)
    slack.chooses(ada, "New owner", ada)
    assert slack.submits(ada).errors
    assert owners(office, birch) == ("ben", ["ben", "ben", "wanda"])


def test_what_one_may_not_change_goes_along_with_nobody_whatever_the_form_says(
    slack: Slack, office: Office, ada: Person, ben: Person, birch: int
) -> None:
    office.sets(F.OWN, V.EVERYONE)
    form = slack.says(ben, f"/folder owner F-{birch} @ada")
    assert form.fields == ["New owner"]
    assert "O-3 Fleet (wanda)" in form
    view = slack.local.workspace.stack(ben.id)[-1]
    box = f"{ids.ALONG}{json.loads(view.body['private_metadata'])['shown']}"
    ticked = {box: {ids.INPUT: {"type": "checkboxes", "selected_options": [{"value": "yes"}]}}}
    slack.local.submit(ben, view.id, {**view.values, **ticked}, forged=True)
    assert "an admin can reassign it all" in slack.looks(ben)
    assert owners(office, birch) == ("ben", ["ben", "ben", "wanda"])


def test_a_box_that_applies_only_since_the_form_was_opened_is_shown_rather_than_missed(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN)
    number = office.folder("Birch", ben)
    slack.says(ben, f"/folder owner F-{number} @wanda")
    office.opportunity("Renewal", ben, folder=number)
    again = slack.submits(ben)
    assert again.fields == ["New owner", "Opportunities"]
    assert "O-1 Renewal (ben)" in again
    slack.chooses(ben, "Opportunities", TOO)
    slack.submits(ben)
    assert owners(office, number) == ("wanda", ["wanda"])


def test_nobody_reassigns_before_they_read_what_it_would_bring(
    slack: Slack, office: Office, ben: Person, wanda: Person, birch: int
) -> None:
    office.knows(wanda)
    slack.says(ben, f"/folder owner F-{birch}")
    view = slack.local.workspace.stack(ben.id)[-1]
    unread = {ids.OWNER: {ids.FOLDER_OWNER_CHOOSE: {"type": "users_select", "selected_user": wanda.id}}}
    slack.local.submit(ben, view.id, unread, forged=True)
    assert "wanda becomes the owner." in slack.looks(ben)
    assert owners(office, birch)[0] == "ben"
    slack.submits(ben)
    assert owners(office, birch)[0] == "wanda"


def test_the_new_owner_is_told_with_a_way_to_the_folder_and_nobody_of_their_own_act(
    slack: Slack, office: Office, local: LocalSlack, ada: Person, ben: Person
) -> None:
    chloe = local.add_person("chloe", real_name="Chloé", locale="fr-FR", tz="Europe/Paris")
    first, second = office.folder("Birch", ben), office.folder("Cedar", ben)
    gives(slack, office, "command", ben, first, chloe)
    worker = hired(office, local, TOKEN)
    worker.works(now())
    told = slack.sees(chloe, f"ben vous a confié F-{first} Birch.")
    assert "Birch" in slack.clicks(chloe, "Ouvrir", on=told)
    slack.says(chloe, f"/folder owner F-{first} @ada")
    slack.submits(chloe)
    worker.works(now())
    slack.sees(ada, "chloe made you the owner")
    before = len(slack.reads(ada).parts)
    gives(slack, office, "command", ada, second, ada)
    worker.works(now())
    assert len(slack.reads(ada).parts) <= before + 2, "her command and its answer"
    assert "ada made you" not in slack.reads(ada)


def test_the_card_takes_the_place_of_the_card_and_a_list_stays_where_it_is(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.knows(wanda)
    first, second = office.folder("Birch", ben), office.folder("Cedar", ben)
    card = slack.says(ben, f"/folder open F-{first}")
    slack.clicks(ben, "Change owner", on=card)
    slack.chooses(ben, "New owner", wanda)
    assert slack.submits(ben).lines[0] == f"F-{first} belongs to wanda now."
    assert card.text not in [part.text for part in slack.reads(ben).parts]
    listed = slack.says(ben, "/folder list")
    slack.clicks(ben, "Change owner", on=listed, beside=f"F-{second}")
    slack.chooses(ben, "New owner", wanda)
    slack.submits(ben)
    words = [part.text for part in slack.reads(ben).parts]
    assert sum(text.startswith(f"F-{second} belongs to wanda now.") for text in words) == 1
    assert listed.text in words


def test_who_gives_away_what_they_then_may_not_see_is_told_without_a_card_and_with_a_way_on(
    slack: Slack, office: Office, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN)
    office.knows(wanda)
    number = office.folder("Birch", ben, description="plumwood")
    given = gives(slack, office, "command", ben, number, wanda)
    assert f"F-{number} belongs to wanda now.\nYou no longer see this client folder." in given
    assert "plumwood" not in given.everything
    assert "My client folders" in slack.clicks(ben, "My client folders", on=given)


def test_guests_apps_leavers_and_made_up_people_are_refused_where_they_are_chosen_and_where_they_are_sent(
    slack: Slack, office: Office, local: LocalSlack, ben: Person, birch: int
) -> None:
    guest = local.add_person("gil", real_name="Gil", is_restricted=True)
    gone = local.add_person("gus", real_name="Gus", deleted=True)
    stranger = local.add_person("sid", real_name="Sid", is_stranger=True)
    for person in (guest, gone, stranger):
        assert slack.says(ben, f"/folder owner F-{birch} @{person.name}").words == STAYS
    slack.says(ben, f"/folder owner F-{birch}")
    for person in (guest, gone, stranger):
        assert STAYS in slack.chooses(ben, "New owner", person)
    view = slack.local.workspace.stack(ben.id)[-1]
    for slack_user_id in (guest.id, gone.id, stranger.id, "U0NOBODY", "USLACKBOT", "x" * 2000, ""):
        chosen = {ids.OWNER: {ids.FOLDER_OWNER_CHOOSE: {"type": "users_select", "selected_user": slack_user_id}}}
        slack.local.submit(ben, view.id, chosen, forged=True)
        assert slack.looks(ben).errors == {"New owner": STAYS}
    assert owners(office, birch)[0] == "ben"


def test_who_left_since_the_form_was_opened_gets_nothing(
    slack: Slack, office: Office, local: LocalSlack, ben: Person, wanda: Person, birch: int
) -> None:
    slack.says(ben, f"/folder owner F-{birch} @wanda")
    local.change_person(wanda, deleted=True)
    assert slack.submits(ben).errors == {"New owner": STAYS}
    assert owners(office, birch)[0] == "ben"


def test_of_two_who_reassign_the_slower_one_reads_who_was_quicker_and_may_go_on_or_not(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, birch: int
) -> None:
    slack.says(ada, f"/folder owner F-{birch} @ada")
    gives(slack, office, "command", ben, birch, wanda)
    again = slack.submits(ada)
    assert "ben changed this client folder at" in again
    assert "owner: wanda" in again
    assert again.values == {"New owner": ada.id}
    assert owners(office, birch)[0] == "wanda"
    assert f"F-{birch} belongs to ada now." in slack.submits(ada)


def test_the_slower_one_may_leave_it_at_that(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, birch: int
) -> None:
    slack.says(ada, f"/folder owner F-{birch} @ada")
    gives(slack, office, "command", ben, birch, wanda)
    slack.submits(ada)
    slack.closes(ada)
    assert owners(office, birch)[0] == "wanda"


def test_choosing_somebody_after_another_was_quicker_does_not_hide_that_they_were(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, birch: int
) -> None:
    slack.says(ada, f"/folder owner F-{birch}")
    gives(slack, office, "command", ben, birch, wanda)
    assert "owner: wanda" in slack.chooses(ada, "New owner", ada)
    assert "ben changed this client folder at" in slack.submits(ada)
    assert owners(office, birch)[0] == "wanda"


def test_a_form_sent_twice_gives_once(slack: Slack, office: Office, ben: Person, wanda: Person, ada: Person) -> None:
    number = office.folder("Birch", ben)
    slack.says(ada, f"/folder owner F-{number} @wanda")
    view = slack.local.workspace.stack(ada.id)[-1]
    kept, values = view.body["private_metadata"], dict(view.values)
    slack.submits(ada)
    slack.says(ada, f"/folder owner F-{number} @ben")
    second = slack.local.workspace.stack(ada.id)[-1]
    second.body["private_metadata"] = kept
    slack.local.submit(ada, second.id, values, forged=True)
    slack.sees(ada, f"F-{number} belonged to wanda already.")
    assert office.happened("folder.owner_changed") == 1


def test_a_form_kept_from_better_days_is_worth_nothing_once_the_right_is_gone(
    slack: Slack, office: Office, ada: Person, ben: Person, wanda: Person, birch: int
) -> None:
    slack.says(ben, f"/folder owner F-{birch} @wanda")
    gives(slack, office, "command", ada, birch, ada)
    assert f"F-{birch} belongs to ada: only they" in slack.submits(ben).errors["New owner"]
    assert f"F-{birch} belongs to ada: only they" in slack.chooses(ben, "New owner", ben)
    assert owners(office, birch)[0] == "ada"


@pytest.mark.parametrize("inside_team", list(T))
def test_a_manager_gives_what_is_of_their_team_to_anybody_and_nothing_else(
    slack: Slack, office: Office, local: LocalSlack, ada: Person, ben: Person, wanda: Person, birch: int, inside_team: T
) -> None:
    max_ = local.add_person("max", real_name="Max", locale="en-US", tz="Europe/Paris")
    office.team("North", [ben], [max_])
    office.sets(F.SHARED, V.ADMINS_ONLY, inside_team)
    other = office.folder("Cedar", wanda)
    assert "belongs to wanda" in gives(slack, office, "command", max_, other, max_)
    given = gives(slack, office, "command", max_, birch, wanda)
    if inside_team is T.OFF:
        assert "belongs to ben" in given
    else:
        assert owners(office, birch)[0] == "wanda"
    assert "Fleet" not in reached(slack, max_)
    assert "4,000" not in reached(slack, max_)


def test_what_is_hidden_is_in_no_figure_of_the_form_which_says_so(
    slack: Slack, office: Office, ben: Person, ada: Person, birch: int
) -> None:
    office.sets(F.SHARED, V.ADMINS_ONLY)
    form = slack.says(ben, f"/folder owner F-{birch} @ada")
    assert "Inside  2 opportunities\nben · 2 opportunities · In progress €100" in form
    assert "Figures are of the opportunities you can see." in form
    slack.submits(ben)
    assert [secret for secret in ("Fleet", "4,000", "4000", "wanda") if secret in reached(slack, ben)] == []


def test_several_folders_of_that_name_ask_which_one(slack: Slack, office: Office, ben: Person, wanda: Person) -> None:
    office.knows(wanda)
    office.folder("Birch Hall", ben)
    office.folder("Birch Lodge", ben)
    asked = slack.says(ben, "/folder owner birch to @wanda")
    assert asked.buttons == ["Open", "Open"]
    assert slack.says(ben, "/folder owner lodge to @wanda").modal == "Change owner"


def test_values_that_this_app_did_not_write_are_not_understood(
    slack: Slack, office: Office, ben: Person, birch: int
) -> None:
    listed = slack.says(ben, "/folder list")
    for value in ({"folder": -1}, {"folder": "1"}, {}, "x" * 2000):
        assert press(slack, ben, listed, ids.FOLDER_OWNER, value).words == NOT_UNDERSTOOD
    for act in ("erase", 7):
        assert press(slack, ben, listed, ids.FOLDER_MENU, {"folder": 1, "act": act}).words == NOT_UNDERSTOOD
