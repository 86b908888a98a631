"""Triggers, response URLs, modals and answers, as SLACK.md has them ("Interaction protocol")."""

import re
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.sandbox.errors import Trouble
from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from tests.sandbox.conftest import Clock, SmallApp
from tests.sandbox.kit import button, input_, modal, section, text_input
from tests.stories import Slack


def trigger(slack: Slack, app: SmallApp, who: Person) -> str:
    """A fresh trigger id, and no modal opened with it."""
    slack.says(who, "/do", quiet=True)
    found: str = app.heard[-1]["trigger_id"]
    return found


def refused(call: Any, error: str) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as failure:
        call()
    answer: dict[str, Any] = failure.value.response.data
    assert answer["error"] == error
    return answer


def test_a_trigger_opens_one_modal(slack: Slack, app: SmallApp, ada: Person) -> None:
    one = trigger(slack, app, ada)
    assert re.fullmatch(r"\d+\.\d+\.[0-9a-f]+", one)
    app.client.views_open(trigger_id=one, view=modal())
    with slack.expect_refusal("exchanged_trigger_id"):
        refused(lambda: app.client.views_open(trigger_id=one, view=modal()), "exchanged_trigger_id")


def test_a_trigger_is_good_for_three_seconds(slack: Slack, app: SmallApp, ada: Person, clock: Clock) -> None:
    one = trigger(slack, app, ada)
    clock.ahead = 3.1
    with slack.expect_refusal("expired_trigger_id"):
        refused(lambda: app.client.views_open(trigger_id=one, view=modal()), "expired_trigger_id")


def test_a_made_up_trigger_opens_nothing(slack: Slack, app: SmallApp) -> None:
    with slack.expect_refusal("invalid_trigger_id"):
        refused(lambda: app.client.views_open(trigger_id="1.2.abc", view=modal()), "invalid_trigger_id")


def test_a_refused_view_leaves_its_trigger_unused(slack: Slack, app: SmallApp, ada: Person) -> None:
    one = trigger(slack, app, ada)
    with slack.expect_refusal("invalid_arguments"):
        answer = refused(
            lambda: app.client.views_open(trigger_id=one, view=modal(section(text={"type": "mrkdwn", "text": ""}))),
            "invalid_arguments",
        )
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/view/blocks/0/text/text]"
    ]
    app.client.views_open(trigger_id=one, view=modal())


def test_a_stack_holds_three_modals(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal(actions_block()))
    app.on["action"] = lambda said: (
        said.ack(),
        said.client.views_push(trigger_id=said.body["trigger_id"], view=modal(actions_block())),
    )
    slack.clicks(ada, "x")
    slack.clicks(ada, "x")
    bottom, middle, top = slack.local.workspace.stack(ada.id)
    assert (top.previous, top.root, middle.previous, bottom.previous) == (middle.id, bottom.id, bottom.id, None)
    app.on["action"] = lambda said: (
        said.ack(),
        refused(
            lambda: said.client.views_push(trigger_id=said.body["trigger_id"], view=modal(actions_block())),
            "push_limit_reached",
        ),
    )
    with slack.expect_refusal("push_limit_reached"):
        slack.clicks(ada, "x", quiet=True)
    slack.closes(ada)
    assert len(slack.local.workspace.stack(ada.id)) == 2
    slack.closes(ada, clear=True)
    assert slack.local.workspace.stack(ada.id) == []


def actions_block() -> dict[str, Any]:
    return {"type": "actions", "elements": [button(action_id="a")]}


def test_an_old_hash_changes_nothing(slack: Slack, app: SmallApp, ada: Person) -> None:
    view = app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal())["view"]
    app.client.views_update(
        view_id=view["id"], hash=view["hash"], view=modal(title={"type": "plain_text", "text": "2"})
    )
    refused(
        lambda: app.client.views_update(view_id=view["id"], hash=view["hash"], view=modal()),
        "hash_conflict",
    )
    assert slack.looks(ada).modal == "2"
    home = {"type": "home", "blocks": [section()]}
    first = app.client.views_publish(user_id=ada.id, view=home)["view"]
    app.client.views_publish(user_id=ada.id, view=home, hash=first["hash"])
    refused(lambda: app.client.views_publish(user_id=ada.id, view=home, hash=first["hash"]), "hash_conflict")


def test_an_external_id_names_one_view(slack: Slack, app: SmallApp, ada: Person, ben: Person) -> None:
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal(external_id="e"))
    app.client.views_update(external_id="e", view=modal(external_id="e"))
    with slack.expect_refusal("duplicate_external_id"):
        one = trigger(slack, app, ben)
        refused(lambda: app.client.views_open(trigger_id=one, view=modal(external_id="e")), "duplicate_external_id")
    refused(lambda: app.client.views_update(external_id="none", view=modal()), "not_found")


def test_a_closed_view_is_told_where_it_asks_for_it(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal(callback_id="f", notify_on_close=True))
    slack.closes(ada)
    assert (app.heard[-1]["type"], app.heard[-1]["is_cleared"]) == ("view_closed", False)
    told = len(app.heard)
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal(callback_id="f"))
    slack.closes(ada)
    assert len(app.heard) == told + 1, "only the command that gave the trigger"


def test_a_response_url_answers_five_times(slack: Slack, app: SmallApp, ada: Person) -> None:
    slack.says(ada, "/do", quiet=True)
    line = WebhookClient(app.heard[-1]["response_url"])
    assert [line.send(text=str(number)).status_code for number in range(5)] == [200] * 5
    with slack.expect_refusal("used_url"):
        assert line.send(text="6").status_code == 404
    assert slack.reads(ada).lines == ["0", "1", "2", "3", "4"]


def test_a_response_url_is_good_for_thirty_minutes(slack: Slack, app: SmallApp, ada: Person, clock: Clock) -> None:
    slack.says(ada, "/do", quiet=True)
    clock.ahead = 30 * 60 + 1
    with slack.expect_refusal("expired_url"):
        assert WebhookClient(app.heard[-1]["response_url"]).send(text="late").status_code == 404


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"text": "x", "blocks": [section(colour="red")]}, "invalid_blocks"),
        ({"blocks": [section()]}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "x", "response_type": "loud"}, "invalid_arguments"),
        ({"text": "x", "channel": "C1"}, "invalid_arguments"),
        ({"text": "x", "metadata": {"event_type": "t"}}, "invalid_metadata_schema"),
    ],
)
def test_answers_are_inspected_like_messages(
    slack: Slack, app: SmallApp, ada: Person, answer: dict[str, Any], error: str
) -> None:
    app.on["/do"] = lambda said: said.ack(answer)
    with slack.expect_refusal(error), pytest.raises(Trouble, match=f'/do failed with the error "{error}"'):
        slack.says(ada, "/do")
    with slack.expect_refusal(error):
        assert WebhookClient(app.heard[-1]["response_url"]).send_dict(answer).status_code == 400
    assert slack.reads(ada).words == ""


def test_an_answer_to_the_channel_is_read_by_all(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person, ben: Person
) -> None:
    app.on["/do"] = lambda said: said.ack(text="all", response_type="in_channel")
    slack.says(ada, "/do", at=sales)
    assert slack.reads(ben, sales).words == "all"


def test_an_original_is_deleted_on_demand(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.on["/do"] = lambda said: said.ack(text="x", blocks=[actions_block()])
    slack.says(ada, "/do")
    slack.clicks(ada, "x", quiet=True)
    WebhookClient(app.heard[-1]["response_url"]).send(delete_original=True)
    assert slack.reads(ada).words == ""


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {"said": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"field": ""}},
        {"response_action": "close"},
        {"response_action": "clear", "view": {}},
        {"response_action": "update"},
    ],
    ids=str,
)
def test_an_answer_to_a_form_that_slack_would_not_take(
    slack: Slack, app: SmallApp, ada: Person, answer: dict[str, Any]
) -> None:
    form = modal(section(block_id="said"), input_(text_input(action_id="a"), block_id="field", optional=True))
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=form)
    app.on["view"] = lambda said: said.ack(answer)
    with slack.expect_refusal("invalid_response_action"), pytest.raises(Trouble):
        slack.submits(ada)
    assert slack.looks(ada).modal == "x", "the form stays open"


def test_a_view_in_an_answer_is_inspected(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal())
    app.on["view"] = lambda said: said.ack(
        response_action="update", view=modal(title={"type": "plain_text", "text": "x" * 25})
    )
    with slack.expect_refusal("invalid_arguments"), pytest.raises(Trouble):
        slack.submits(ada)


def test_options_that_slack_would_not_take_are_refused(slack: Slack, app: SmallApp, ada: Person) -> None:
    picker = input_({"type": "external_select", "action_id": "a"})
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal(picker))
    app.on["options"] = lambda said: said.ack(
        options=[{"text": {"type": "plain_text", "text": "x" * 76}, "value": "1"}]
    )
    with slack.expect_refusal("invalid_options"), pytest.raises(Trouble):
        slack.offers(ada, "x", "abc")


def test_a_body_that_nobody_would_see_is_refused(slack: Slack, app: SmallApp, ada: Person) -> None:
    app.on["/do"] = lambda said: said.ack(text="x", blocks=[actions_block()])
    app.on["action"] = lambda said: said.ack("hello")
    slack.says(ada, "/do")
    with slack.expect_refusal("ack_body_ignored"), pytest.raises(Trouble):
        slack.clicks(ada, "x")


def test_nobody_clicks_what_is_on_somebody_elses_screen(slack: Slack, app: SmallApp, ada: Person, ben: Person) -> None:
    app.on["/do"] = lambda said: said.ack(text="x", blocks=[actions_block()])
    screen = slack.says(ada, "/do")
    with pytest.raises(Trouble, match="no longer there"):
        slack.clicks(ben, "x", on=screen)
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal(actions_block()))
    with pytest.raises(Trouble, match="no longer there"):
        slack.clicks(ben, "x", on=slack.looks(ada))


def test_a_story_ends_badly_where_slack_refused_something(local: LocalSlack, app: SmallApp, ada: Person) -> None:
    story = Slack(local)
    refused(lambda: app.client.api_call("chat.postMessage", json={"channel": local.app_dm(ada).id}), "no_text")
    with pytest.raises(AssertionError, match="no_text"):
        story.assert_clean()


def test_a_form_may_answer_in_the_channel_that_was_chosen_in_it(
    slack: Slack, app: SmallApp, sales: Channel, ada: Person, ben: Person
) -> None:
    element = {"type": "conversations_select", "action_id": "a", "response_url_enabled": True}
    app.client.views_open(trigger_id=trigger(slack, app, ada), view=modal(input_(element, block_id="where")))
    slack.chooses(ada, "x", "#sales")
    slack.submits(ada)
    [place] = app.heard[-1]["response_urls"]
    assert (place["channel_id"], place["block_id"], place["action_id"]) == (sales.id, "where", "a")
    WebhookClient(place["response_url"]).send(text="shared", response_type="in_channel")
    assert slack.reads(ben, sales).words == "shared"
