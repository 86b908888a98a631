""" "Share": what a channel reads is what everyone in it may see, and the form says so before."""

from itertools import product

import pytest

from bot.sandbox.workspace import Channel, Message, Person
from core.models import Event, InsideTeam, Share, Status
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from tests.bot.office import Office
from tests.sandbox.screen import Screen
from tests.stories import Slack

HIDDEN = "some people there may not see this folder, and will read its name"
GUESTS = "there are guests in the channel"
OTHERS = "people of other companies read the channel"
ADMINS = "only admins see every opportunity here"
REASONS = (HIDDEN, GUESTS, OTHERS, ADMINS)


@pytest.fixture
def acme(office: Office, ben: Person) -> int:
    """A folder of Ben's with one won opportunity; its number."""
    number = office.folder("Acme", ben, description="Since 1998")
    office.opportunity("Renewal", ben, folder=number, amount="4321", status=Status.WON)
    return number


@pytest.fixture
def room(slack: Slack, ben: Person) -> Channel:
    """A channel that Ben and the app are in."""
    return slack.local.add_channel("room", members=[ben])


def form(slack: Slack, who: Person, at: Channel, command: str) -> Screen:
    """The form, opened from a card in a channel."""
    return slack.clicks(who, "Share", on=slack.says(who, command, at=at))


def posted(slack: Slack, channel: Channel) -> list[Message]:
    """What all read in a channel of the app's."""
    return [one for one in slack.local.workspace.messages.get(channel.id, []) if one.app and one.to is None]


def in_channel(slack: Slack, who: Person, channel: Channel) -> Screen:
    """The cards that stand in a channel, as somebody reads them."""
    shown = {one.ts for one in posted(slack, channel)}
    parts = [part for part in slack.reads(who, channel).parts if part.ts in shown]
    return Screen(who, parts, slack.local.workspace)


def test_the_form_shows_what_the_channel_will_read_and_then_it_reads_it(
    slack: Slack, office: Office, acme: int, ben: Person, wanda: Person, sales: Channel
) -> None:
    asked = form(slack, ben, sales, f"/folder open F-{acme}")
    assert asked.modal == "Share"
    assert "What #sales will read:" in asked
    assert not any(reason in asked for reason in REASONS)
    for said in ("ben shared a client folder", "Acme", "Since 1998", "O-1 Renewal · 🟢 Won · €4,321 · ben"):
        assert said in asked
    assert "F-1 Acme was shared in #sales." in slack.submits(ben)
    card = in_channel(slack, wanda, sales)
    assert card.lines[:3] == ["ben shared a client folder", "Acme", "F-1 · Active · owner: ben"]
    assert card.buttons == ["Open"]
    for said in ("ben shared a client folder · Acme", "Since 1998", "O-1 Renewal · 🟢 Won · €4,321 · ben"):
        assert said in card.text
    with office.database.transaction(office.workspace_id) as session:
        event = session.query(Event).filter_by(kind="folder.shared").one()
        assert event.facts == {"channel": sales.id}
        assert f"/archives/{sales.id}/p{posted(slack, sales)[0].ts.replace('.', '')}" in str(event.permalink)
        assert session.query(Share).one().message_ts == posted(slack, sales)[0].ts


def test_open_answers_whoever_presses_it_alone_with_what_they_may_see(
    slack: Slack, office: Office, acme: int, ben: Person, wanda: Person, sales: Channel
) -> None:
    form(slack, ben, sales, f"/folder open F-{acme}")
    slack.submits(ben)
    office.sets(opportunities=V.ADMINS_ONLY)
    card = slack.clicks(wanda, "Open", on=in_channel(slack, wanda, sales))
    assert card.parts[-1].private
    assert "No opportunities yet." in card
    office.sets(folders=F.OWN)
    gone = slack.clicks(wanda, "Open", on=in_channel(slack, wanda, sales))
    assert gone.words == "There is no such client folder that you can see."
    gus = slack.local.add_person("gus", is_restricted=True)
    sales.members.append(gus.id)
    assert "guests cannot use it" in slack.clicks(gus, "Open", on=in_channel(slack, gus, sales))


EVERY = list(product(F, V))


@pytest.mark.parametrize(("folders", "opportunities"), EVERY)
@pytest.mark.parametrize("reader", ["nobody else", "admin", "rep", "manager", "guest", "stranger", "company", "app"])
def test_a_channel_reads_no_more_than_everyone_in_it_may_see(
    slack: Slack, office: Office, acme: int, ada: Person, ben: Person, wanda: Person, room: Channel,
    folders: F, opportunities: V, reader: str,
) -> None:  # fmt: skip
    office.sets(folders, opportunities, InsideTeam.MANAGERS)
    mona = slack.local.add_person("mona")
    office.team("North", [ben], [mona])
    gus = slack.local.add_person("gus", is_restricted=True)
    stan = slack.local.add_person("stan", is_stranger=True)
    robot = slack.local.add_person("robot", is_bot=True)
    others = {"admin": ada, "rep": wanda, "manager": mona, "guest": gus, "stranger": stan, "app": robot}
    if reader == "company":
        room.is_ext_shared = True
    elif reader in others:
        room.members.append(others[reader].id)
    expected = {
        ADMINS: opportunities is V.ADMINS_ONLY,
        GUESTS: reader == "guest",
        OTHERS: reader in ("stranger", "company"),
        HIDDEN: folders is F.OWN and reader == "rep",
    }
    asked = form(slack, ben, room, f"/folder open F-{acme}")
    assert {reason: reason in asked for reason in REASONS} == expected
    name_only = any(expected.values())
    assert ("Only the name will be shown in #room:" in asked) == name_only
    assert ("4,321" in asked.everything) == (not name_only)
    slack.submits(ben)
    [message] = posted(slack, room)
    told = f"{message.text} {message.blocks}"
    assert "Acme" in told
    for secret in ("4,321", "Since 1998", "Renewal", "F-1", "owner"):
        assert (secret in told) == (not name_only)


@pytest.mark.parametrize(("folders", "opportunities"), EVERY)
def test_an_opportunity_names_its_folder_only_where_all_may_see_that(
    slack: Slack, office: Office, acme: int, ben: Person, wanda: Person, room: Channel, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    room.members.append(wanda.id)
    asked = form(slack, ben, room, "/opp open O-1")
    assert (ADMINS in asked) == (opportunities is V.ADMINS_ONLY)
    slack.submits(ben)
    [message] = posted(slack, room)
    told = f"{message.text} {message.blocks}"
    assert "Renewal" in told
    assert ("4,321" in told) == (opportunities is V.EVERYONE)
    assert ("Acme" in told) == (opportunities is V.EVERYONE and folders is F.SHARED)
    assert office.happened("opportunity.shared") == 1


def test_a_guest_whom_nobody_met_counts_and_so_do_many(
    slack: Slack, office: Office, acme: int, ben: Person, room: Channel
) -> None:
    room.members += [slack.local.add_person(f"rep{n}").id for n in range(10)]
    assert not any(reason in form(slack, ben, room, f"/folder open F-{acme}") for reason in REASONS)
    slack.closes(ben)
    room.members.append(slack.local.add_person("gus", is_restricted=True).id)
    assert GUESTS in form(slack, ben, room, f"/folder open F-{acme}")


def test_whom_slack_does_not_tell_about_is_shown_the_name_only(
    slack: Slack, acme: int, ben: Person, room: Channel
) -> None:
    room.members.append("U0NOBODY")
    assert "Dossier cannot make sure who everybody there is" in form(slack, ben, room, f"/folder open F-{acme}")


def test_where_nothing_can_be_shared_the_form_says_how_it_can_be(
    slack: Slack, acme: int, ada: Person, ben: Person, wanda: Person, sales: Channel
) -> None:
    add = slack.local.add_channel
    add("outside", members=[ben], app_in=False)
    add("secret", kind="private", members=[ben], app_in=False)
    add("theirs", members=[ada])
    slack.local.change_channel(add("old", members=[ben]), is_archived=True)
    refusals = {
        "outside": "Dossier is not in #outside. Write /invite @Dossier there, then choose it again.",
        "secret": "Dossier is not in that channel. Write /invite @Dossier there, then choose it again.",
        "theirs": "You are not in #theirs: join it, or choose another channel.",
        "old": "#old is archived: choose another channel.",
    }
    form(slack, ben, sales, f"/folder open F-{acme}")
    for name, refusal in refusals.items():
        shown = slack.chooses(ben, "Channel", name)
        assert refusal in shown
        assert "4,321" not in shown.everything
        assert refusal in slack.submits(ben).errors.values()
        assert posted(slack, slack.local.channel(name)) == []


def test_in_direct_messages_and_on_home_a_channel_is_chosen_first(
    slack: Slack, acme: int, ben: Person, sales: Channel
) -> None:
    asked = slack.clicks(ben, "Share", on=slack.says(ben, f"/folder open F-{acme}"))
    assert "You will see here what its readers are shown." in asked
    slack.closes(ben)
    slack.opens_home(ben)
    slack.clicks(ben, "Open", beside="Acme")
    slack.clicks(ben, "Share")
    assert "What #sales will read:" in slack.chooses(ben, "Channel", "#sales")
    done = slack.submits(ben)
    assert done.modal == "Share"
    assert "F-1 Acme was shared in #sales." in done
    assert slack.clicks(ben, "Open", on=done).modal == "Client folder"


def test_what_changed_since_the_form_was_opened_is_shown_before_it_is_shared(
    slack: Slack, office: Office, acme: int, ben: Person, sales: Channel
) -> None:
    form(slack, ben, sales, f"/folder open F-{acme}")
    sales.members.append(slack.local.add_person("gus", is_restricted=True).id)
    again = slack.submits(ben)
    assert "This is what #sales will read now. If that is what you want, press “Share” again." in again
    assert GUESTS in again
    assert posted(slack, sales) == []
    slack.submits(ben)
    assert len(posted(slack, sales)) == 1
    assert "4,321" not in posted(slack, sales)[0].text


def test_a_form_that_is_sent_twice_posts_once(
    slack: Slack, office: Office, acme: int, ben: Person, sales: Channel
) -> None:
    form(slack, ben, sales, f"/folder open F-{acme}")
    local = slack.local
    view = local.workspace.stack(ben.id)[-1]
    slack.submits(ben)
    local.workspace.stack(ben.id).append(view)
    assert "F-1 Acme was shared in #sales already." in slack.submits(ben)
    assert len(posted(slack, sales)) == 1
    assert office.happened("folder.shared") == 1


def test_a_stolen_form_shares_nothing_that_its_sender_may_not_see(
    slack: Slack, office: Office, acme: int, ben: Person, wanda: Person, sales: Channel
) -> None:
    office.sets(folders=F.OWN)
    own = office.folder("Own", wanda)
    form(slack, wanda, sales, f"/folder open F-{own}")
    view = slack.local.workspace.stack(wanda.id)[-1]
    view.body["private_metadata"] = view.body["private_metadata"].replace('"folder":2', '"folder":1')
    assert "There is no such client folder that you can see." in slack.submits(wanda).errors.values()
    view.body["private_metadata"] = '{"reply":""}'
    slack.submits(wanda)
    assert posted(slack, sales) == []


def test_the_message_is_in_the_workspaces_language_and_rings_nobody(
    slack: Slack, office: Office, ben: Person, sales: Channel
) -> None:
    office.changes(language="fr")
    number = office.folder("<!channel> & @wanda", ben)
    form(slack, ben, sales, f"/folder open F-{number}")
    slack.submits(ben)
    [message] = posted(slack, sales)
    assert message.text.startswith("ben a partagé un dossier client · &lt;!channel&gt; &amp; @wanda")
    assert "Créé le" in message.text
    assert "<!" not in message.text
    heading = next(block for block in message.blocks if block["type"] == "header")
    assert heading["text"]["type"] == "plain_text"


def test_what_slack_does_not_take_can_be_sent_again(
    slack: Slack, office: Office, acme: int, ben: Person, sales: Channel
) -> None:
    form(slack, ben, sales, f"/folder open F-{acme}")
    slack.local.set_fault("chat.postMessage", "not_in_channel")
    said = "Dossier is not in #sales. Write /invite @Dossier there, then choose it again."
    assert said in slack.submits(ben).errors.values()
    assert office.happened("folder.shared") == 0
    assert "was shared in #sales." in slack.submits(ben)
    assert len(posted(slack, sales)) == 1
