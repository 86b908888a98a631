"""`/folder follow`: a channel hears of the folders that a filter matches, and says so when it cannot any more."""

from datetime import timedelta

import pytest

from bot.housekeeping import keep_house
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core.clock import now
from core.models import FolderSharing, OpportunityVisibility, Route, Status
from tests.bot.conftest import TOKEN
from tests.bot.office import Office
from tests.bot.worker import Worker, hired
from tests.stories import Slack

SOON = timedelta(minutes=2)
QUIET = " has no opportunity in progress any more."


@pytest.fixture
def worker(office: Office, local: LocalSlack) -> Worker:
    return hired(office, local, TOKEN)


@pytest.fixture
def acme(office: Office, ben: Person) -> None:
    """Ben's folder with one thing to do, and one that was won and is tagged."""
    office.folder("Acme", ben)
    office.opportunity("Renewal", ben, folder=1)
    office.opportunity("Old", ben, folder=1, amount="20000", status=Status.WON, tags=("vip",))


def follows(slack: Slack, who: Person, text: str, at: Channel) -> str:
    """Let a channel follow, by the command and its form; gives what is said then."""
    slack.says(who, f"/folder follow {text}", at=at)
    return slack.submits(who).words


def told(slack: Slack, channel: Channel) -> list[str]:
    """What the worker has said in a channel."""
    return [one.text for one in slack.local.workspace.messages.get(channel.id, []) if one.metadata]


def health(slack: Slack, office: Office) -> str:
    return slack.says(office.admin, "/folder health").words


def test_a_channel_hears_of_what_its_filter_matches_and_the_alert_channel_of_the_rest(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, wanda: Person, sales: Channel
) -> None:
    north = slack.local.add_channel("north", members=[ben])
    office.folder("Zenith", wanda)
    office.opportunity("Lift", wanda, folder=2)
    office.alerts(sales)
    asked = slack.says(ben, "/folder follow owner:@ben tag:VIP won>10000 sort:-won", at=north)
    assert asked.modal == "Follow"
    assert "#north will hear when a client folder has nothing in progress any more, of those chosen here." in asked
    assert "Besides: active, won over €10,000" in asked
    done = slack.submits(ben)
    assert "#north follows client folders: active, owned by ben, tagged VIP, won over €10,000." in done
    slack.says(ben, "/opp lost O-1")
    slack.says(wanda, "/opp lost O-3")
    worker.works(now() + SOON)
    assert told(slack, north) == [f"F-1 Acme{QUIET}\nowner: ben"]
    assert told(slack, sales) == [f"F-2 Zenith{QUIET}\nowner: wanda"]
    # One channel follows one filter; what was told stays true wherever it was told.
    again = follows(slack, ben, "zenith", north)
    assert "#north follows client folders: active, name contains “zenith”." in again
    assert "Until now it followed: active, owned by ben, tagged VIP, won over €10,000." in again
    assert "#north follows client folders: active, name contains “zenith”." in follows(slack, ben, "zenith", north)
    slack.says(wanda, "/opp todo O-3")
    slack.says(wanda, "/opp lost O-3")
    slack.says(ben, "/opp todo O-1")
    worker.works(now() + SOON)
    assert told(slack, north)[0] == "F-1 Acme is back in play, thanks to ben."
    assert told(slack, north)[1:] == [f"F-2 Zenith{QUIET}\nowner: wanda"]
    assert office.happened("channel.follows") == 2


def test_unfollow_is_done_at_once_and_offers_the_way_back(
    slack: Slack, worker: Worker, office: Office, acme: None, ben: Person, wanda: Person, sales: Channel
) -> None:
    follows(slack, ben, "acme opps:none", sales)
    gone = slack.says(wanda, "/folder unfollow", at=sales)
    assert "follows client folders no more; it followed: active, nothing in progress, name contains “acme”." in gone
    assert "This channel follows nothing." in slack.says(ben, "/folder unfollow", at=sales)
    slack.says(ben, "/opp lost O-1")
    worker.works(now() + SOON)
    assert told(slack, sales) == []
    assert f"F-1 Acme{QUIET}" in slack.reads(ben).everything, "there is no channel: its owner hears"
    asked = slack.clicks(wanda, "Follow again", on=gone)
    assert asked.modal == "Follow"
    assert "acme" in str(slack.local.workspace.stack(wanda.id)[-1].body)
    assert "#sales follows client folders" in slack.submits(wanda)


def test_who_lets_a_channel_follow_is_in_it_and_so_is_the_app(
    slack: Slack, office: Office, ben: Person, wanda: Person, sales: Channel
) -> None:
    dm = "Only a channel can follow client folders: write this in the channel that it is about."
    assert dm in slack.says(ben, "/folder follow")
    assert dm in slack.says(ben, "/folder unfollow")
    without = slack.local.add_channel("without", members=[ben], app_in=False)
    assert "Dossier is not in #without. Write /invite @Dossier there" in slack.says(ben, "/folder follow", at=without)
    gone = slack.says(ben, "/folder follow", at=sales)
    assert gone.modal == "Follow"
    slack.local.change_channel(sales, members=[wanda.id])
    assert "You are not in #sales" in str(slack.submits(ben).errors)
    slack.local.change_channel(sales, is_ext_shared=True)
    shared = slack.says(wanda, "/folder follow", at=sales)
    assert "#sales is shared with another company: names of clients are not told there." in shared
    assert office.count(Route) == 0


REFUSED = {
    "owner:me": "“me” is somebody else for everybody who reads the channel",
    "status:deactivated": "that filter leaves all of them out",
    "opps:standby": "that filter leaves all of them out",
    "open>5": "that filter leaves all of them out",
    "tag:vpi": "No opportunity has the tag in the filter",
    "owner:@dora": "The owner in the filter is no active member",
}


def test_a_filter_that_no_channel_can_follow_is_refused_in_words(
    slack: Slack, office: Office, acme: None, ben: Person, sales: Channel
) -> None:
    slack.local.add_person("dora", deleted=True)
    for text, why in REFUSED.items():
        assert why in slack.says(ben, f"/folder follow {text}", at=sales), text
    office.sets(FolderSharing.OWN, OpportunityVisibility.ADMINS_ONLY)
    for text in ("tag:vip", "-tag:vip", "won>1", "opps:won"):
        assert "Only admins see every opportunity here" in slack.says(ben, f"/folder follow {text}", at=sales), text
    assert "a channel is not told whose they are" in slack.says(ben, "/folder follow owner:@ben", at=sales)
    office.sets(FolderSharing.SHARED, OpportunityVisibility.EVERYONE)
    gus = slack.local.add_person("gus", is_restricted=True)
    slack.local.change_channel(sales, members=[*sales.members, gus.id])
    assert "There are guests in the channel, or people" in slack.says(ben, "/folder follow tag:vip", at=sales)
    assert office.count(Route) == 0


def test_whom_or_what_its_readers_will_learn_of_is_said_before(
    slack: Slack, office: Office, acme: None, ben: Person, sales: Channel
) -> None:
    warning = "Whoever reads the channel will see the names of client folders there"
    gus = slack.local.add_person("gus", is_restricted=True)
    slack.local.change_channel(sales, members=[*sales.members, gus.id])
    asked = slack.says(ben, "/folder follow acme", at=sales)
    assert "There are guests in the channel: they will read the names of client folders." in asked
    assert warning not in asked
    office.sets(FolderSharing.OWN)
    again = slack.submits(ben)
    assert warning in again
    assert "Read the warning; “Follow” then holds." in again
    assert office.count(Route) == 0
    assert "#sales follows client folders" in slack.submits(ben)
    assert office.count(Route) == 1


def test_what_names_whom_or_what_is_no_longer_there_is_paused_says_so_and_heals(
    slack: Slack, worker: Worker, office: Office, acme: None, ada: Person, ben: Person, wanda: Person, sales: Channel
) -> None:
    north = slack.local.add_channel("north", members=[ben])
    south = slack.local.add_channel("south", members=[ben])
    follows(slack, ben, "owner:@wanda", sales)
    follows(slack, ben, "tag:vip", north)
    follows(slack, ben, "won>10000", south)
    assert "Follows client folders: active, owned by wanda: runs." in health(slack, office)
    # At once, where Slack says that they left; within the hour, where a tag went.
    slack.local.change_person(wanda, deleted=True)
    slack.says(ben, "/opp delete O-2")
    slack.clicks(ben, "Delete")
    keep_house(worker.database, now())
    worker.works(now())
    paused = slack.reads(ben)
    assert paused.words.count("A filter that you let a channel follow cannot be followed any more.") == 2
    assert "The owner in the filter is no active member" in paused
    assert "No opportunity has the tag in the filter" in paused
    shown = health(slack, office)
    assert "Follows client folders: active, owned by wanda: paused. The owner in the filter" in shown
    assert "Follow again" in slack.looks(office.admin).buttons
    # Meanwhile alerts go where they would without it.
    slack.says(ben, "/opp lost O-1")
    worker.works(now() + SOON)
    assert told(slack, sales) == told(slack, north) == told(slack, south) == []
    assert f"F-1 Acme{QUIET}" in slack.reads(ben).everything
    # What is there again is followed again; for the other, its filter is changed in the form.
    slack.says(ben, "/opp restore O-2")
    keep_house(worker.database, now())
    worker.works(now())
    assert "The channel hears again of the client folders that it follows." in slack.reads(ben)
    form = slack.clicks(ben, "Follow again", on=slack.sees(ben, "The owner in the filter is no active member"))
    assert "⚠️ The owner in the filter is no active member" in form
    slack.chooses(ben, "Owner", ben)
    assert "#sales follows client folders: active, owned by ben." in slack.submits(ben)
    slack.says(ben, "/opp todo O-1")
    slack.says(ben, "/opp lost O-1")
    worker.works(now() + SOON)
    assert told(slack, sales) == told(slack, north) == told(slack, south) == [f"F-1 Acme{QUIET}\nowner: ben"]


def test_what_may_no_longer_be_told_is_paused_with_the_setting_that_forbids_it(
    slack: Slack, worker: Worker, office: Office, acme: None, ada: Person, ben: Person, sales: Channel
) -> None:
    follows(slack, ben, "won>10000", sales)
    slack.says(ada, "/folder settings")
    slack.chooses(ada, "Opportunities", "Only admins see everything")
    slack.submits(ada)
    worker.works(now())
    assert "Only admins see every opportunity here, so a channel is told nothing" in slack.reads(ben)
    again = slack.clicks(ben, "Follow again")
    assert "Besides" not in again, "the form has no field to take it out with"
    assert "#sales follows client folders: active." in slack.submits(ben)
    assert "Follows every client folder: runs." in health(slack, office)
