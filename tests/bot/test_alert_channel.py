"""The alert channel and the quiet time: chosen by an admin, who is warned of what the channel's readers will see."""

import pytest

from bot import ids
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from core.models import Event
from core.models import FolderSharing as F
from tests.bot.forging import enters
from tests.bot.office import Office
from tests.bot.settings_doors import settings_of
from tests.stories import Slack

WARNING = "⚠️ Whoever reads the alert channel will see the names of client folders there"


def test_the_form_asks_for_the_settings_in_their_order(slack: Slack, office: Office, ada: Person) -> None:
    form = slack.says(ada, "/folder settings")
    labels = ["Client folders", "Opportunities", "Inside a team", "Export", "Alert channel", "Quiet time (seconds)"]
    days = ["Tell the owner after (days)", "Tell the managers after (days)"]
    hours = ["Quiet hours from", "Quiet hours until"]
    assert form.fields == [*labels, *days, *hours, "Language", "Currency", "Time zone"]
    assert form.buttons == ["Default fields", "Teams", "Roles"]
    assert form.values["Quiet time (seconds)"] == "60"
    assert form.values["Alert channel"] is None


def test_a_channel_is_kept_with_who_chose_it_and_taken_away_again(
    slack: Slack, office: Office, ada: Person, cleo: Person, sales: Channel
) -> None:
    slack.says(ada, "/folder settings")
    assert WARNING not in slack.chooses(ada, "Alert channel", "#sales")
    assert slack.submits(ada).words == "Settings changed: Alert channel."
    kept = settings_of(office)
    assert (kept.alert_channel, kept.alert_channel_by_id) == (sales.id, office.knows(ada))
    slack.says(cleo, "/folder settings")
    slack.chooses(cleo, "Alert channel")
    slack.submits(cleo)
    gone = settings_of(office)
    assert (gone.alert_channel, gone.alert_channel_by_id) == (None, None)
    with office.database.transaction(office.workspace_id) as session:
        facts = [one.facts for one in session.query(Event).filter_by(kind="settings.changed").order_by(Event.id)]
    assert [(one["from"], one["to"]) for one in facts] == [(None, sales.id), (sales.id, None)]


@pytest.mark.parametrize("first", ["channel", "folders"])
def test_whoever_lets_readers_of_a_channel_see_folders_of_others_is_warned_before_saving(
    slack: Slack, office: Office, ada: Person, sales: Channel, first: str
) -> None:
    slack.says(ada, "/folder settings")
    slack.fills(ada, {"Currency": "chf"})
    steps = [("Alert channel", "#sales"), ("Client folders", "Each user has their own")]
    one, other = steps if first == "channel" else reversed(steps)
    assert WARNING not in slack.chooses(ada, *one)
    warned = slack.chooses(ada, *other)
    assert WARNING in warned
    assert warned.values["Currency"] == "chf", "what was typed stays"
    assert slack.submits(ada).words == "Settings changed: Client folders, Alert channel, and Currency."
    assert WARNING in slack.says(ada, "/folder settings")
    assert WARNING not in slack.chooses(ada, "Alert channel")


def test_a_form_that_was_sent_before_the_warning_came_shows_it_and_saves_when_sent_again(
    slack: Slack, local: LocalSlack, office: Office, ada: Person, sales: Channel
) -> None:
    office.sets(F.OWN)
    slack.says(ada, "/folder settings")
    view = local.workspace.stack(ada.id)[-1]
    chosen = {"type": "conversations_select", "selected_conversation": sales.id}
    local.enter(ada, view.id, {ids.ALERT_CHANNEL: {ids.SETTINGS_ALERT_CHANNEL: chosen}})
    warned = slack.submits(ada)
    assert WARNING in warned
    assert "Read the warning below the alert channel" in warned
    assert settings_of(office).alert_channel is None
    assert slack.submits(ada).words == "Settings changed: Alert channel."


def test_quiet_time_is_from_no_second_to_an_hour(slack: Slack, office: Office, ada: Person) -> None:
    for seconds in ("3601", "-1", "1.5", "ten", ""):
        slack.says(ada, "/folder settings")
        enters(slack, ada, ids.QUIET_SECONDS, "number_input", value=seconds)
        said = "Quiet time is a whole number of seconds from 0 to 3,600."
        assert slack.submits(ada, forged=True).errors == {"Quiet time (seconds)": said}
        slack.closes(ada)
    for seconds in ("0", "3600"):
        slack.says(ada, "/folder settings")
        slack.fills(ada, {"Quiet time (seconds)": seconds})
        assert slack.submits(ada).words == "Settings changed: Quiet time (seconds)."
        assert settings_of(office).quiet_seconds == int(seconds)


@pytest.mark.parametrize("forged", ["D0APP1", "c0sales", "C0" + "A" * 40, "<!channel>"])
def test_only_a_channel_can_be_the_alert_channel(
    slack: Slack, local: LocalSlack, office: Office, ada: Person, forged: str
) -> None:
    slack.says(ada, "/folder settings")
    view = local.workspace.stack(ada.id)[-1]
    chosen = {"type": "conversations_select", "selected_conversation": forged}
    local.enter(ada, view.id, {ids.ALERT_CHANNEL: {ids.SETTINGS_ALERT_CHANNEL: chosen}})
    assert "no longer understood" in str(slack.submits(ada, forged=True).errors)
    assert settings_of(office).alert_channel is None


def test_of_two_admins_at_one_setting_the_second_reads_who_was_quicker_and_may_go_on(
    slack: Slack, office: Office, ada: Person, cleo: Person
) -> None:
    slack.says(cleo, "/folder settings")
    slack.says(ada, "/folder settings")
    slack.fills(ada, {"Currency": "USD", "Quiet time (seconds)": "5"})
    slack.submits(ada)
    slack.fills(cleo, {"Currency": "CHF"})
    late = slack.submits(cleo)
    assert late.modal == "Settings"
    assert "ada changed it at" in late
    assert late.values["Currency"] == "CHF"
    assert settings_of(office).currency == "USD"
    assert slack.submits(cleo).words == "Settings changed: Currency."
    kept = settings_of(office)
    assert (kept.currency, kept.quiet_seconds) == ("CHF", 5), "what was left alone is not set back"


def test_a_language_with_a_country_is_left_alone_by_who_leaves_it_alone(
    slack: Slack, office: Office, ada: Person
) -> None:
    assert settings_of(office).language == "en-US"
    slack.says(ada, "/folder settings")
    slack.fills(ada, {"Currency": "CHF"})
    slack.submits(ada)
    assert settings_of(office).language == "en-US"
    slack.says(ada, "/folder settings")
    slack.chooses(ada, "Language", "Français")
    assert slack.submits(ada).words == "Settings changed: Language."
    assert settings_of(office).language == "fr"
