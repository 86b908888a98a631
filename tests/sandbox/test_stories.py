"""How people and the app meet: each door of Slack, once the way it should be."""

import urllib.error
import urllib.request
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from bot.sandbox.errors import Trouble
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from tests.sandbox.conftest import SmallApp
from tests.stories import Slack

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(text: str, accessory: Json | None = None) -> Json:
    block: Json = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return {**block, "accessory": accessory} if accessory else block


def button(text: str, action_id: str = "go", **more: Any) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def modal(*blocks: Json, title: str = "A form", **more: Any) -> Json:
    return {"type": "modal", "title": plain(title), "submit": plain("Send"), "blocks": list(blocks), **more}


def field(label: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": label.lower(), "label": plain(label), "element": element, **more}


NAME = field("Name", {"type": "plain_text_input", "action_id": "value"})


def test_a_command_is_answered_to_one_person_only(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person, ben: Person
) -> None:
    app.on["/echo"] = lambda said: said.ack(said.body["text"])
    screen = slack.says(ada, "/echo hello", at=sales)
    assert screen.text == "hello"
    assert slack.reads(ada, sales).words == "hello"
    assert slack.reads(ben, sales).words == ""


def test_a_command_arrives_escaped_with_people_and_channels_as_entities(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person, ben: Person
) -> None:
    slack.says(ada, "/echo @ben, see #sales: R&D <b>", at=sales, quiet=True)
    slack.says(ada, "/raw @ben R&D", at=sales, quiet=True)
    told, raw = app.heard
    assert told["text"] == f"<@{ben.id}|ben>, see <#{sales.id}|sales>: R&amp;D &lt;b&gt;"
    assert raw["text"] == "@ben R&D"
    assert (told["user_id"], told["channel_name"], told["team_id"]) == (ada.id, "sales", slack.local.team.id)


def test_an_undeclared_command_is_no_command(slack: Slack, ada: Person) -> None:
    with pytest.raises(Trouble, match="/nope is not a valid command"):
        slack.says(ada, "/nope")


def test_a_button_is_found_by_its_words_and_its_row(slack: Slack, app: SmallApp, ada: Person) -> None:
    rows = [section(name, button("Open", f"open.{name}", value=name)) for name in ("Acme", "Bolt")]
    app.on["/do"] = lambda said: said.ack(text="Two rows", blocks=[section("Filter: Bolt"), *rows])
    app.on["action"] = lambda said: (
        said.ack(),
        _respond(said.body, "opened " + said.body["actions"][0]["value"]),
    )
    slack.says(ada, "/do")
    assert "opened Bolt" in slack.clicks(ada, "Open", beside="Bolt")
    action = app.heard[-1]
    assert action["container"]["is_ephemeral"] is True
    assert "message" not in action
    with pytest.raises(AssertionError, match="2 times"):
        slack.clicks(ada, "Open")


def _respond(body: Json, text: str, **more: Any) -> int:
    answer = WebhookClient(body["response_url"]).send(text=text, **more)
    assert answer.status_code == 200, answer.body
    return answer.status_code


def test_a_message_is_replaced_in_place(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.on["/do"] = lambda said: said.ack(text="one", blocks=[section("Page one", button("Next"))])
    app.on["action"] = lambda said: (said.ack(), _respond(said.body, "two", replace_original=True))
    slack.says(ada, "/do")
    assert slack.clicks(ada, "Next").text == "two"
    assert slack.reads(ada).words == "two"


def test_an_old_button_still_reaches_the_app(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.on["/do"] = lambda said: said.ack(text="one", blocks=[section("Old", button("Go", value="7"))])
    app.on["action"] = lambda said: (said.ack(), _respond(said.body, "done", replace_original=True))
    old = slack.says(ada, "/do")
    slack.clicks(ada, "Go")
    slack.clicks(ada, "Go", on=old)
    assert app.heard[-1]["actions"][0]["value"] == "7"


def test_a_form_is_filled_in_by_its_labels_and_sent(slack: Slack, app: SmallApp, ada: Person, ben: Person) -> None:
    form = modal(
        NAME,
        field("Owner", {"type": "users_select", "action_id": "value"}),
        field("Due", {"type": "datepicker", "action_id": "value"}, optional=True),
        callback_id="form",
        private_metadata="a secret",
    )
    app.on["/do"] = lambda said: (said.ack(), said.client.views_open(trigger_id=said.body["trigger_id"], view=form))
    app.on["view"] = lambda said: (
        said.ack(),
        said.client.chat_postMessage(channel=said.body["user"]["id"], text="Made <@" + said.body["user"]["id"] + ">"),
    )
    screen = slack.says(ada, "/do")
    assert (screen.modal, screen.fields) == ("A form", ["Name", "Owner", "Due"])
    assert "a secret" in screen.everything
    assert "a secret" not in screen.words
    assert screen.lines == ["A form", "Name", "Owner", "Due"]
    assert slack.submits(ada).errors == dict.fromkeys(["Name", "Owner"], "Please complete this required field.")
    filled = slack.fills(ada, {"Name": "Acme", "Owner": ben, "Due": "2026-12-01"})
    assert filled.values == {"Name": "Acme", "Owner": ben.id, "Due": "2026-12-01"}
    assert slack.submits(ada).words == "Made @ada"
    values = app.heard[-1]["view"]["state"]["values"]
    assert values["name"]["value"] == {"type": "plain_text_input", "value": "Acme"}
    assert values["owner"]["value"]["selected_user"] == ben.id


def test_a_form_comes_back_with_the_errors_under_its_fields(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.on["/do"] = lambda said: (
        said.ack(),
        said.client.views_open(trigger_id=said.body["trigger_id"], view=modal(NAME)),
    )
    app.on["view"] = lambda said: said.ack(response_action="errors", errors={"name": "Too short"})
    slack.says(ada, "/do")
    slack.fills(ada, {"Name": "A"})
    screen = slack.submits(ada)
    assert screen.errors == {"Name": "Too short"}
    assert screen.values == {"Name": "A"}


@pytest.mark.parametrize("todo", ["update", "push", "clear"])
def test_the_answer_to_a_form_puts_another_in_its_place(slack: Slack, app: SmallApp, ada: Person, todo: str) -> None:
    app.on["/do"] = lambda said: (
        said.ack(),
        said.client.views_open(trigger_id=said.body["trigger_id"], view=modal(NAME)),
    )
    view = {} if todo == "clear" else {"view": modal(section("done"), title="Next")}
    app.on["view"] = lambda said: said.ack(response_action=todo, **view)
    slack.says(ada, "/do")
    slack.fills(ada, {"Name": "A"})
    assert slack.submits(ada).modal == (None if todo == "clear" else "Next")
    depth = {"update": 1, "push": 2, "clear": 0}[todo]
    assert len(slack.local.workspace.stack(ada.id)) == depth


def test_a_select_that_searches_offers_what_the_app_finds(slack: Slack, app: SmallApp, ada: Person) -> None:
    picker = field("Folder", {"type": "external_select", "action_id": "value", "min_query_length": 0})
    app.on["/do"] = lambda said: (
        said.ack(),
        said.client.views_open(trigger_id=said.body["trigger_id"], view=modal(picker)),
    )
    offered = [{"text": plain("Acme &amp; Sons"), "value": "12"}]
    app.on["options"] = lambda said: said.ack(options=offered if "ac" in said.body["value"].lower() else [])
    slack.says(ada, "/do")
    assert slack.offers(ada, "Folder", "zz") == []
    assert slack.chooses(ada, "Folder", "Acme & Sons", typing="ac").values == {"Folder": "Acme & Sons"}
    with pytest.raises(AssertionError, match="not offered"):
        slack.chooses(ada, "Folder", "Zed")
    assert app.heard[-1]["view"]["type"] == "modal"


def test_a_form_is_redrawn_and_keeps_what_was_typed(slack: Slack, app: SmallApp, ada: Person) -> None:
    choice = field(
        "Kind",
        {"type": "static_select", "action_id": "value", "options": [{"text": plain("Big"), "value": "b"}]},
        dispatch_action=True,
    )
    app.on["/do"] = lambda said: (
        said.ack(),
        said.client.views_open(trigger_id=said.body["trigger_id"], view=modal(NAME, choice)),
    )
    app.on["action"] = lambda said: (
        said.ack(),
        said.client.views_update(
            view_id=said.body["view"]["id"],
            hash=said.body["view"]["hash"],
            view=modal(NAME, choice, section("Big it is")),
        ),
    )
    slack.says(ada, "/do")
    slack.fills(ada, {"Name": "Acme"})
    screen = slack.chooses(ada, "Kind", "Big")
    assert "Big it is" in screen
    assert screen.values == {"Name": "Acme", "Kind": "Big"}
    assert app.heard[-1]["view"]["state"]["values"]["name"]["value"]["value"] == "Acme"


def test_an_entry_of_an_overflow_menu_is_clicked_by_its_words(slack: Slack, app: SmallApp, ada: Person) -> None:
    menu = {"type": "overflow", "action_id": "gear", "options": [{"text": plain("History"), "value": "h"}]}
    app.on["/do"] = lambda said: said.ack(text="row", blocks=[section("Acme", menu)])
    screen = slack.says(ada, "/do")
    assert screen.menus == ["History"]
    slack.clicks(ada, "History", quiet=True)
    assert app.heard[-1]["actions"][0]["selected_option"] == {"text": plain("History"), "value": "h"}


def test_the_home_is_published_when_it_is_opened(slack: Slack, app: SmallApp, ada: Person) -> None:
    home = {"type": "home", "blocks": [section("Good morning")]}
    app.on["app_home_opened"] = lambda said: said.client.views_publish(user_id=said.body["event"]["user"], view=home)
    assert slack.opens_home(ada).words == "Good morning"


def test_shortcuts_open_forms_and_keep_messages(slack: Slack, app: SmallApp, sales: Channel, ada: Person) -> None:
    app.on["thing.new"] = lambda said: (
        said.ack(),
        said.client.views_open(trigger_id=said.body["trigger_id"], view=modal(NAME, title="Thing")),
    )
    assert slack.uses_shortcut(ada, "New thing").modal == "Thing"
    slack.closes(ada)
    slack.local.say(ada, sales, "call Acme")
    slack.uses_shortcut(ada, "Keep this", on=slack.reads(ada, sales), quiet=True)
    told = app.heard[-1]
    assert (told["type"], told["message"]["text"], told["channel"]["name"]) == ("message_action", "call Acme", "sales")


def test_the_app_hears_of_people_and_channels(slack: Slack, app: SmallApp, local: LocalSlack, sales: Channel) -> None:
    ned = local.join("ned", is_restricted=True)
    local.change_person(ned, deleted=True)
    local.change_channel(sales, name="deals", is_archived=True)
    local.uninstall()
    heard = [body["event"] for body in app.heard]
    assert [one["type"] for one in heard] == [
        "team_join",
        "user_change",
        "channel_rename",
        "channel_archive",
        "app_uninstalled",
    ]
    assert heard[1]["user"]["deleted"] is True
    assert heard[2]["channel"]["name"] == "deals"


def test_the_app_hears_of_user_groups(slack: Slack, app: SmallApp, local: LocalSlack, ada: Person, ben: Person) -> None:
    group = local.add_group("north", "North", [ben])
    local.change_group(group, members=[ada.id])
    local.change_group(group, name="Nord")
    heard = [body["event"] for body in app.heard]
    assert [one["type"] for one in heard] == ["subteam_members_changed", "subteam_updated", "subteam_updated"]
    told = heard[0]
    assert (told["subteam_id"], told["added_users"], told["removed_users"]) == (group.id, [ada.id], [ben.id])
    assert (heard[2]["subteam"]["name"], heard[2]["subteam"]["users"]) == ("Nord", [ada.id])
    with pytest.raises(Trouble):
        local.change_group(group, colour="red")


def test_a_stranger_belongs_to_another_workspace(slack: Slack, app: SmallApp, local: LocalSlack) -> None:
    sam = local.add_person("sam", is_stranger=True)
    slack.says(sam, "/echo hi", quiet=True)
    user = app.client.users_info(user=sam.id)["user"]
    assert user["is_stranger"] is True
    assert user["team_id"] != local.team.id


def test_a_message_of_the_app_is_read_by_all_and_edited_for_all(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person, ben: Person
) -> None:
    posted = app.client.chat_postMessage(channel=sales.id, text="*Won*: 5 &lt; 6 &amp; <https://a.example|more>")
    assert slack.reads(ben, sales).words == "Won: 5 < 6 & more"
    app.client.chat_update(channel=sales.id, ts=posted["ts"], text="Lost")
    assert slack.sees(ada, "Lost", sales).words == "Lost"
    link = app.client.chat_getPermalink(channel=sales.id, message_ts=posted["ts"])["permalink"]
    assert link.endswith(f"/archives/{sales.id}/p{posted['ts'].replace('.', '')}")
    app.client.chat_delete(channel=sales.id, ts=posted["ts"])
    assert slack.reads(ada, sales).words == ""


def test_a_file_is_uploaded_in_three_steps_and_read_by_those_it_was_sent_to(
    slack: Slack, app: SmallApp, local: LocalSlack, ada: Person, ben: Person
) -> None:
    dm = app.client.conversations_open(users=[ada.id])["channel"]["id"]
    app.client.files_upload_v2(channel=dm, filename="folders.csv", content="a;b", initial_comment="Your export")
    assert "folders.csv" in slack.sees(ada, "Your export").everything
    [file] = local.workspace.files.values()
    where = f"{local.url}/files/{file.id}/{file.name}"
    with urllib.request.urlopen(f"{where}?as={ada.id}") as answer:
        assert answer.read() == b"a;b"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{where}?as={ben.id}")
    refused.value.close()
    assert refused.value.code == 404


def test_people_groups_and_places_are_read_as_at_slack(
    slack: Slack, app: SmallApp, local: LocalSlack, sales: Channel, ada: Person, ben: Person
) -> None:
    group = local.add_group("north", "North", [ben])
    client = app.client
    assert client.auth_test()["bot_id"] == local.team.bot_id
    assert client.team_info()["team"]["id"] == local.team.id
    user = client.users_info(user=ada.id, include_locale=True)["user"]
    assert (user["locale"], user["is_admin"], user["tz_offset"] in (3600, 7200)) == ("fr-FR", True, True)
    assert "email" not in user["profile"], "there is no users:read.email in the manifest"
    first = client.users_list(limit=2)
    second = client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])
    assert [one["name"] for one in [*first["members"], *second["members"]]] == ["ada", "ben", "dossier"]
    assert client.usergroups_list(include_users=True)["usergroups"][0]["users"] == [ben.id]
    assert client.usergroups_users_list(usergroup=group.id)["users"] == [ben.id]
    assert client.conversations_info(channel=sales.id)["channel"]["is_member"] is True
    assert ada.id in client.conversations_members(channel=sales.id)["members"]
    assert [one["name"] for one in client.conversations_list()["channels"]] == ["sales"]
    client.chat_postMessage(channel=sales.id, text="a", metadata={"event_type": "t", "event_payload": {"job": 1}})
    [message] = client.conversations_history(channel=sales.id, include_all_metadata=True)["messages"]
    assert message["metadata"]["event_payload"] == {"job": 1}
