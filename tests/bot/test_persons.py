"""What persons are told: what is theirs now, that a standby is over, and nothing in quiet hours (SPEC §4.3)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.jobs import due_handlers, sweep
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Person
from core.clock import now
from core.models import Event
from core.models import FolderSharing as F
from core.models import InsideTeam as T
from core.models import OpportunityVisibility as V
from tests.bot.conftest import TOKEN
from tests.bot.office import Office
from tests.bot.settings_doors import settings_of
from tests.bot.worker import Worker, hired
from tests.stories import Slack

PARIS = ZoneInfo("Europe/Paris")
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def worker(office: Office, local: LocalSlack) -> Worker:
    return hired(office, local, TOKEN)


def read(slack: Slack, who: Person) -> list[str]:
    """What somebody reads, in their messages with the app, of what was told."""
    told = slack.local.workspace.messages_for(who.id, slack.local.app_dm(who).id)
    return [one.text for one in told if one.metadata]


def quiet_now(office: Office) -> None:
    """It is quiet for an hour yet, in Paris."""
    here = datetime.now(PARIS)
    hours = {"quiet_from": here - AN_HOUR, "quiet_until": here + AN_HOUR}
    office.changes(**{name: time(when.hour, when.minute) for name, when in hours.items()})


def test_who_is_given_an_opportunity_is_told_with_a_way_to_it_and_reads_who_took_it_back(
    slack: Slack, worker: Worker, office: Office, ada: Person, ben: Person, local: LocalSlack
) -> None:
    chloe = local.add_person("chloe", real_name="Chloé", locale="fr-FR", tz="Europe/Paris")
    office.opportunity("Renewal", ben)
    slack.says(ben, "/opp owner O-1 @chloe")
    worker.works(now())
    told = slack.sees(chloe, "ben vous a confié O-1 Renewal.")
    assert "Renewal" in slack.clicks(chloe, "Ouvrir", on=told)
    assert read(slack, ben) == []
    slack.says(ada, "/opp owner O-1 @ada")
    worker.works(now())
    assert read(slack, chloe) == ["ada a repris O-1 Renewal."]
    assert read(slack, ada) == []
    slack.says(ada, "/opp owner O-1 @ben")
    worker.works(now())
    assert read(slack, chloe) == ["ada a de nouveau changé le propriétaire de O-1 Renewal\u00a0: ben."]
    assert read(slack, ben) == ["ada made you the owner of O-1 Renewal."]


def test_what_is_taken_back_before_it_was_told_is_not_told_and_what_is_given_twice_is_told_once(
    slack: Slack, worker: Worker, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.knows(wanda)
    office.opportunity("Renewal", ben)
    office.folder("Acme", ben)
    for to in ("wanda", "ben", "wanda", "ada"):
        slack.says(ada, f"/opp owner O-1 @{to}")
        slack.says(ada, f"/folder owner F-1 @{to}")
        slack.submits(ada)
    worker.works(now())
    assert (read(slack, wanda), read(slack, ben), read(slack, ada)) == ([], [], [])
    for to in ("wanda", "ada", "wanda"):
        slack.says(ada, f"/opp owner O-1 @{to}")
    worker.works(now())
    assert read(slack, wanda) == ["ada made you the owner of O-1 Renewal."]


def test_what_somebody_makes_for_somebody_else_is_told_to_whom_it_is_made_for(
    slack: Slack, worker: Worker, office: Office, ada: Person, ben: Person
) -> None:
    office.knows(ben)
    slack.says(ada, "/folder new Acme")
    slack.chooses(ada, "Owner", ben)
    slack.submits(ada)
    slack.says(ada, "/opp new Fleet in F-1")
    slack.chooses(ada, "Owner", ben)
    slack.submits(ada)
    slack.says(ada, "/opp new Own")
    slack.submits(ada)
    worker.works(now())
    assert read(slack, ben) == ["ada made you the owner of F-1 Acme.", "ada made you the owner of O-1 Fleet."]
    assert read(slack, ada) == []


def test_who_no_longer_sees_what_they_were_given_reads_no_name_of_it_any_more(
    slack: Slack, worker: Worker, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.sets(F.OWN)
    office.knows(wanda)
    office.folder("Acme", ben)
    office.gives(1, wanda, by=ada)
    worker.works(now())
    assert read(slack, wanda) == ["ada made you the owner of F-1 Acme."]
    office.gives(1, ben, by=ada)
    worker.works(now())
    assert read(slack, wanda) == ["You no longer see what stood here."]
    assert "Acme" not in slack.reads(wanda).everything


def test_a_standby_set_by_somebody_elsewhere_comes_back_at_nine_where_its_owner_is(
    slack: Slack, worker: Worker, office: Office, ada: Person, local: LocalSlack
) -> None:
    nick = local.add_person("nick", real_name="Nick", locale="en-US", tz="America/New_York")
    office.opportunity("Audit", nick)
    slack.says(ada, "/opp standby O-1 2099-03-02")
    nine = datetime(2099, 3, 2, 9, tzinfo=ZoneInfo("America/New_York"))
    worker.works(nine - timedelta(seconds=1))
    assert read(slack, nick) == []
    worker.works(nine)
    assert read(slack, nick) == ["The standby of O-1 Audit is over: it is to do again."]
    told = slack.sees(nick, "The standby of O-1")
    assert "To do" in slack.clicks(nick, "Open", on=told)
    # Given away while it waits, it says until when.
    slack.says(ada, "/opp standby O-1 2099-03-03")
    slack.says(ada, "/opp owner O-1 @ada")
    slack.says(ada, "/opp owner O-1 @nick")
    worker.works(now())
    slack.sees(nick, "ada made you the owner of O-1 Audit.\nIt is on standby until Mar 3, 2099, 9:00\u202fAM.")


def test_in_quiet_hours_nobody_is_written_to_and_what_still_holds_good_comes_as_one_message(
    slack: Slack, worker: Worker, office: Office, ada: Person, ben: Person, local: LocalSlack
) -> None:
    nick = local.add_person("nick", real_name="Nick", locale="en-US", tz="Pacific/Honolulu")
    office.knows(nick)
    office.knows(ben)
    office.opportunity("Audit", ada)
    office.folder("Acme", ada)
    office.folder("Birch", ada)
    office.opportunity("Quiet", ada, folder=2)
    office.opportunity("Early", ada)
    quiet_now(office)
    office.gives(1, ben, by=ada)
    office.gives(2, ben, by=ada)
    slack.says(ada, "/opp owner O-1 @ben")
    slack.says(ada, "/opp owner O-1 @ada")
    slack.says(ada, "/opp owner O-3 @nick")
    slack.says(ada, "/opp lost O-2")
    worker.works(now() + timedelta(minutes=5))
    assert read(slack, ben) == []
    assert read(slack, nick) == ["ada made you the owner of O-3 Early."]
    worker.works(now() + 2 * AN_HOUR)
    given = [f"ada made you the owner of {thing}." for thing in ("F-1 Acme", "F-2 Birch")]
    [told] = read(slack, ben)
    quiet = "F-2 Birch has no opportunity in progress any more.\nowner: ben"
    assert told == "\n".join(("3 messages while you had quiet hours:", *given, quiet))
    message = slack.reads(ben)
    assert message.buttons.count("Open") == 2
    # It lives: each part of it is edited where it stands.
    slack.says(ada, "/opp todo O-2")
    office.gives(1, ada, by=ada)
    worker.works(now() + 3 * AN_HOUR)
    assert read(slack, ben) == [
        "\n".join(
            (
                "3 messages while you had quiet hours:",
                "ada took F-1 Acme back.",
                given[1],
                "F-2 Birch is back in play, thanks to ada.",
            )
        )
    ]


def test_of_what_waited_alone_or_is_no_longer_true_no_more_is_said_than_that(
    slack: Slack, worker: Worker, office: Office, ada: Person, ben: Person, wanda: Person
) -> None:
    office.knows(ben)
    office.knows(wanda)
    office.opportunity("Audit", ada)
    office.opportunity("Fleet", ada)
    quiet_now(office)
    slack.says(ada, "/opp owner O-1 @ben")
    for to in ("wanda", "ada"):
        slack.says(ada, f"/opp owner O-1 @{to}")
        slack.says(ada, f"/opp owner O-2 @{to}")
    slack.says(ada, "/opp owner O-2 @ben")
    worker.works(now() + 2 * AN_HOUR)
    assert read(slack, wanda) == []
    assert read(slack, ben) == ["ada made you the owner of O-2 Fleet."]
    office.opportunity("Move", ada)
    slack.says(ada, "/opp owner O-3 @wanda")
    worker.works(now() + 2 * AN_HOUR)
    assert read(slack, wanda) == ["ada made you the owner of O-3 Move."]


def test_admins_set_quiet_hours_and_the_days_and_the_history_says_so(slack: Slack, office: Office, ada: Person) -> None:
    slack.says(ada, "/folder settings")
    slack.fills(ada, {"Tell the owner after (days)": "0"})
    assert "from 1 to 365" in slack.submits(ada).errors["Tell the owner after (days)"]
    slack.fills(ada, {"Tell the owner after (days)": "20"})
    assert "or later" in slack.submits(ada).errors["Tell the managers after (days)"]
    slack.fills(ada, {"Tell the managers after (days)": "30"})
    slack.chooses(ada, "Quiet hours from", "22:00")
    assert "choose both times" in slack.submits(ada).errors["Quiet hours until"]
    slack.chooses(ada, "Quiet hours until", "07:30")
    names = "Tell the owner after (days), Tell the managers after (days), Quiet hours from, and Quiet hours until"
    assert slack.submits(ada).words == f"Settings changed: {names}."
    one = settings_of(office)
    assert (one.owner_told_days, one.managers_told_days) == (20, 30)
    assert (one.quiet_from, one.quiet_until) == (time(22), time(7, 30))
    with office.database.transaction(office.workspace_id) as session:
        facts = [event.facts for event in session.query(Event).filter_by(kind="settings.changed")]
    assert {"setting": "quiet_until", "from": None, "to": "07:30"} in facts
    slack.says(ada, "/folder settings")
    slack.chooses(ada, "Quiet hours until", "22:00")
    assert slack.submits(ada).words == "Settings changed: Quiet hours from and Quiet hours until."
    assert (settings_of(office).quiet_from, settings_of(office).quiet_until) == (None, None)


SECRETS = ("7777777777", "7,777", "Zanzibar", "secret", "O-1 ", "F-1 ")


@pytest.mark.parametrize("folders", list(F))
@pytest.mark.parametrize("opportunities", list(V))
def test_no_message_to_a_person_says_what_is_hidden_from_them_or_any_amount(
    slack: Slack,
    worker: Worker,
    office: Office,
    local: LocalSlack,
    ada: Person,
    ben: Person,
    wanda: Person,
    folders: F,
    opportunities: V,
) -> None:
    office.sets(folders, opportunities, T.OFF)
    office.knows(wanda)
    office.folder("Zanzibar", ben)
    office.opportunity("Zanzibar", ben, folder=1, amount="7777777777", tags=("secret",), description="secret")
    office.folder("Acme", ada)
    office.opportunity("Audit", ada, folder=1, amount="7777777777", tags=("secret",), description="secret")
    quiet_now(office)
    # Both were decided while they were Wanda's; what she may read is judged when it is sent.
    for number in (1, 2):
        slack.says(ada, f"/opp owner O-{number} @wanda")
        office.gives(number, wanda, by=ada) if number == 2 else None
    slack.says(ada, "/opp standby O-2 2099-03-02")
    sweep(worker.database, now(), due_handlers())
    slack.says(ada, "/opp owner O-1 @ben")
    worker.works(now() + 2 * AN_HOUR)
    office.changes(quiet_from=None, quiet_until=None)
    worker.works(datetime(2099, 3, 4, tzinfo=PARIS))
    slack.says(ada, "/opp owner O-2 @ada")
    worker.works(datetime(2099, 3, 5, tzinfo=PARIS))
    entries = [one for one in local.wire if "dossier_message" in repr(one.request)]
    assert len(entries) >= 3
    dm = local.app_dm(wanda).id
    to_wanda = [repr(one.request) for one in entries if dm in repr(one.request)]
    assert any("made you the owner of O-2 Audit" in said for said in to_wanda)
    assert any("The standby of O-2 Audit is over" in said for said in to_wanda)
    for said in to_wanda:
        assert not [one for one in SECRETS if one in said], said
    for one in local.workspace.messages_for(wanda.id, dm):
        if one.metadata:
            assert set(one.metadata["event_payload"]) == {"key"}
