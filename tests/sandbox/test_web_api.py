"""The Web API: its door, its errors, and its bad days."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.slack import LocalSlack
from bot.sandbox.webapi.door import HANDLERS, methods
from bot.sandbox.workspace import Channel, Person
from tests.sandbox.conftest import MANIFEST, SECRET, TOKEN, SmallApp
from tests.sandbox.kit import section
from tests.stories import Slack

Json = dict[str, Any]


def refused(call: Any) -> Json:
    """The answer of a call that fails."""
    with pytest.raises(SlackApiError) as failure:
        call()
    answer = failure.value.response.data
    assert isinstance(answer, dict)
    return answer


def test_every_method_has_slacks_own_facts_beside_it() -> None:
    assert set(methods()) == set(HANDLERS)


def test_a_call_without_the_token_is_nobodys(local: LocalSlack, app: SmallApp) -> None:
    assert refused(WebClient(base_url=local.api_url).auth_test)["error"] == "not_authed"
    assert refused(WebClient("xoxb-other", base_url=local.api_url).auth_test)["error"] == "invalid_auth"


def test_a_call_without_its_scope_says_which_one(app: SmallApp, local: LocalSlack, ada: Person) -> None:
    bare = {**MANIFEST, "oauth_config": {"scopes": {"bot": ["commands"]}}}
    other = LocalSlack(signing_secret=SECRET, bot_token=TOKEN, manifest=bare, app_url=None)
    with other:
        client = WebClient(TOKEN, base_url=other.api_url)
        answer = refused(lambda: client.users_info(user=ada.id))
        assert (answer["error"], answer["needed"], answer["provided"]) == ("missing_scope", "users:read", "commands")
        assert [entry.kind for entry in other.refusals] == ["users.info"]


def test_the_scope_of_the_kind_of_conversation_counts(slack: Slack, app: SmallApp, ada: Person) -> None:
    board = slack.local.add_channel("board", kind="private", members=[ada])
    assert app.client.conversations_info(channel=board.id)["ok"], "there is groups:read"
    with slack.expect_refusal("missing_scope"):
        refused(lambda: app.client.conversations_history(channel=board.id))


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.shout", {}, "unknown_method"),
        ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "SALES", "text": "x", "colour": "red"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "SALES", "text": ["x"], "mrkdwn": "maybe"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "SALES"}, "no_text"),
        ("chat.postMessage", {"channel": "SALES", "blocks": [{"type": "divider"}]}, "no_text"),
        ("chat.postMessage", {"channel": "SALES", "text": "x", "blocks": [{"type": "x"}]}, "invalid_blocks"),
        ("chat.postMessage", {"channel": "SALES", "text": "x", "blocks": "{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "SALES", "text": "x", "blocks": {"a": 1}}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "SALES", "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "SALES", "text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
        ("chat.postMessage", {"channel": "SALES", "markdown_text": "x" * 12_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "SALES", "text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ("chat.postMessage", {"channel": "SALES", "text": "x", "metadata": "x"}, "invalid_metadata_format"),
        (
            "chat.postMessage",
            {"channel": "SALES", "text": "x", "metadata": {"event_type": "t"}},
            "invalid_metadata_schema",
        ),
        (
            "chat.postMessage",
            {"channel": "SALES", "text": "x", "metadata": {"event_type": "t", "event_payload": {"a": "x" * 20_000}}},
            "metadata_too_large",
        ),
        ("chat.postMessage", {"channel": "SALES", "text": "x", "thread_ts": "1.1"}, "cannot_reply_to_message"),
        ("chat.update", {"channel": "SALES", "ts": "OWN", "text": "x" * 4_001}, "msg_too_long"),
        ("chat.update", {"channel": "SALES", "ts": "ADAS", "text": "x"}, "cant_update_message"),
        ("chat.delete", {"channel": "SALES", "ts": "ADAS"}, "cant_delete_message"),
        ("views.open", {"view": {}}, "invalid_arguments"),
        ("views.publish", {"user_id": "ADA", "view": {"type": "modal"}}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "x", "length": 0}, "invalid_arguments"),
        ("files.getUploadURLExternal", {"filename": "x", "length": 1, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
        ("files.completeUploadExternal", {"files": []}, "invalid_arguments"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.list", {"types": "secret"}, "invalid_types"),
    ],
)
def test_what_the_app_should_not_have_sent_is_refused(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person, method: str, args: Json, error: str
) -> None:
    own = app.client.chat_postMessage(channel=sales.id, text="own")["ts"]
    slack.local.say(ada, sales, "adas")
    names = {"SALES": sales.id, "ADA": ada.id, "OWN": own, "ADAS": slack.local.workspace.messages[sales.id][-1].ts}
    real = {name: names.get(value, value) if isinstance(value, str) else value for name, value in args.items()}
    with slack.expect_refusal(error):
        assert refused(lambda: app.client.api_call(method, json=real))["error"] == error


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "SECRET", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "LUNCH", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "OLD", "text": "x"}, "is_archived"),
        ("chat.postMessage", {"channel": "LEFT", "text": "x"}, "channel_not_found"),
        ("chat.postEphemeral", {"channel": "SALES", "user": "EVE", "text": "x"}, "user_not_in_channel"),
        ("chat.postEphemeral", {"channel": "SALES", "user": "U404", "text": "x"}, "user_not_found"),
        ("chat.update", {"channel": "SALES", "ts": "1.1", "text": "x"}, "message_not_found"),
        ("chat.getPermalink", {"channel": "SALES", "message_ts": "1.1"}, "message_not_found"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("conversations.open", {"users": "LEFT"}, "user_disabled"),
        ("views.update", {"view_id": "V404", "view": {}}, "not_found"),
        ("usergroups.users.list", {"usergroup": "S404"}, "no_such_subteam"),
        ("files.info", {"file": "F404"}, "file_not_found"),
    ],
)
def test_what_the_world_is_like_is_told_and_is_no_fault_of_the_app(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person, method: str, args: Json, error: str
) -> None:
    local = slack.local
    names = {
        "SALES": sales.id,
        "SECRET": local.add_channel("secret", kind="private", members=[ada], app_in=False).id,
        "LUNCH": local.add_channel("lunch", app_in=False).id,
        "OLD": local.add_channel("old").id,
        "LEFT": local.add_person("left", deleted=True).id,
        "EVE": local.add_person("eve").id,
    }
    local.change_channel("old", is_archived=True)
    real = {name: names.get(value, value) if isinstance(value, str) else value for name, value in args.items()}
    assert refused(lambda: app.client.api_call(method, params=real))["error"] == error
    assert local.refusals == []


def test_each_finding_is_told_with_its_place(slack: Slack, app: SmallApp, sales: Channel) -> None:
    blocks = [section(), section(text={"type": "mrkdwn", "text": ""}, colour="red")]
    with slack.expect_refusal("invalid_blocks"):
        answer = refused(lambda: app.client.chat_postMessage(channel=sales.id, text="x", blocks=blocks))
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/1/text/text]",
        "[ERROR] invalid additional property: colour [json-pointer:/blocks/1]",
    ]


def test_arguments_are_taken_from_json_forms_and_queries_alike(app: SmallApp, ada: Person) -> None:
    call = app.client.api_call
    for how in (
        {"params": {"user": ada.id, "include_locale": "1"}},
        {"data": {"user": ada.id, "include_locale": "true"}},
    ):
        assert call("users.info", http_verb="POST" if "data" in how else "GET", **how)["user"]["locale"] == "fr-FR"
    assert call("auth.test", json={})["ok"]
    posted = call(
        "chat.postMessage", data={"channel": ada.id, "text": "x", "blocks": '[{"type":"divider"}]', "team_id": "T1"}
    )
    assert posted["message"]["blocks"][0]["type"] == "divider"


def test_blocks_get_ids_where_the_app_gave_none(app: SmallApp, ada: Person) -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "x"}}
    blocks = [{"type": "actions", "elements": [button, {**button, "action_id": "mine"}]}, section(block_id="b")]
    shown = app.client.chat_postMessage(channel=ada.id, text="x", blocks=blocks)["message"]["blocks"]
    assert shown[1]["block_id"] == "b"
    assert shown[0]["elements"][1]["action_id"] == "mine"
    assert shown[0]["block_id"]
    assert shown[0]["elements"][0]["action_id"]


def test_validation_does_nothing_and_needs_no_token(slack: Slack, local: LocalSlack) -> None:
    client = WebClient(base_url=local.api_url)
    assert client.blocks_validate(blocks=[section()])["ok"]
    with pytest.raises(SlackApiError) as failure:
        client.blocks_validate(blocks=[{"type": "section", "text": {"type": "invalid", "text": "x"}}])
    answer = failure.value.response.data
    assert isinstance(answer, dict)
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"][0]["pointer"] == "/0/text/type"
    assert local.refusals == []


def test_an_ephemeral_message_is_read_by_one(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person, ben: Person
) -> None:
    app.client.chat_postEphemeral(channel=sales.id, user=ada.id, text="for you")
    assert slack.reads(ada, sales).words == "for you"
    assert slack.reads(ben, sales).words == ""
    assert app.client.conversations_history(channel=sales.id)["messages"] == []


def test_answers_in_a_thread_are_read_as_a_thread(app: SmallApp, sales: Channel) -> None:
    root = app.client.chat_postMessage(channel=sales.id, text="root")["ts"]
    app.client.chat_postMessage(channel=sales.id, text="answer", thread_ts=root)
    history = app.client.conversations_history(channel=sales.id)["messages"]
    thread = app.client.conversations_replies(channel=sales.id, ts=root)["messages"]
    assert [one["text"] for one in history] == ["root"]
    assert [one["text"] for one in thread] == ["root", "answer"]


def test_a_message_to_a_channel_by_its_name_or_to_a_person(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person
) -> None:
    assert app.client.chat_postMessage(channel="#sales", text="x")["channel"] == sales.id
    assert app.client.chat_postMessage(channel=ada.id, text="to you")["channel"] == slack.local.app_dm(ada).id
    assert slack.reads(ada).words == "to you"


def test_a_home_published_again_keeps_the_ids_of_what_is_still_there(app: SmallApp, ada: Person) -> None:
    def words(said: str) -> Json:
        return {"type": "mrkdwn", "text": said}

    def ids(*blocks: Json) -> list[str]:
        published = app.client.views_publish(user_id=ada.id, view={"type": "home", "blocks": list(blocks)})
        return [block["block_id"] for block in published["view"]["blocks"]]

    first = ids(section(text=words("one")), section(text=words("two")))
    again = ids(section(text=words("one")), section(text=words("three")))
    assert again[0] == first[0]
    assert again[1] != first[1]


def test_an_app_without_a_home_tab_publishes_none(ada: Person) -> None:
    homeless = {**MANIFEST, "features": {"app_home": {"home_tab_enabled": False, "messages_tab_enabled": False}}}
    with LocalSlack(signing_secret=SECRET, bot_token=TOKEN, manifest=homeless, app_url=None) as local:
        eve = local.add_person("eve")
        client = WebClient(TOKEN, base_url=local.api_url)
        home = {"type": "home", "blocks": [section()]}
        assert refused(lambda: client.views_publish(user_id=eve.id, view=home))["error"] == "not_enabled"
        assert refused(lambda: client.chat_postMessage(channel=eve.id, text="x"))["error"] == "messages_tab_disabled"


def test_too_many_calls_are_told_when_to_come_back(slack: Slack, app: SmallApp, ada: Person) -> None:
    slack.local.set_fault("chat.postMessage", "ratelimited", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(SlackApiError) as failure:
            app.client.chat_postMessage(channel=ada.id, text="x")
        response = failure.value.response
        assert (response.status_code, response.headers["Retry-After"]) == (429, "7")
    assert app.client.auth_test()["ok"], "other methods are not concerned"
    assert app.client.chat_postMessage(channel=ada.id, text="x")["ok"]


def test_an_answer_that_is_lost_was_done_all_the_same(slack: Slack, app: SmallApp, ada: Person) -> None:
    slack.local.set_fault("chat.postMessage", "lost")
    client = WebClient(TOKEN, base_url=slack.local.api_url, retry_handlers=[])
    with pytest.raises(OSError, match=r"closed|reset|peer"):
        client.chat_postMessage(channel=ada.id, text="x")
    assert slack.reads(ada).words == "x"


def test_a_broken_slack_answers_500(slack: Slack, app: SmallApp, ada: Person) -> None:
    slack.local.set_fault("*", "error500")
    with pytest.raises(SlackApiError) as failure:
        app.client.auth_test()
    assert failure.value.response.status_code == 500
    slack.local.set_fault("auth.test", "fatal_error")
    assert refused(app.client.auth_test)["error"] == "fatal_error"
