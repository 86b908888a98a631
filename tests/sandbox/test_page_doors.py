"""What the page asks and tells over HTTP, who may ask, and what is kept between two starts."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.slack import LocalSlack
from bot.sandbox.workspace import Channel, Person
from tests.sandbox.conftest import MANIFEST, SECRET, TOKEN, SmallApp
from tests.sandbox.kit import button, input_, modal, section, text_input
from tests.stories import Slack

Json = dict[str, Any]


class Page:
    """A browser, as far as HTTP goes."""

    def __init__(self, local: LocalSlack) -> None:
        self.port = int(local.url.rpartition(":")[2])

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes, Any]:
        """Status, body and headers of one request; `Content_Type` and the like are header names."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        if sent is not None:
            named.setdefault("Content-Type", "application/json")
        line.request(method, path, sent, named)
        answer = line.getresponse()
        read = answer.read()
        line.close()
        return answer.status, read, answer.headers

    def ask(self, path: str, status: int = 200) -> Json:
        found, body, _ = self.send("GET", path)
        assert found == status, body
        answer: Json = json.loads(body)
        return answer

    def tell(self, path: str, body: Json, status: int = 200) -> Json:
        found, read, _ = self.send("POST", f"/sandbox/{path}", body)
        assert found == status, read
        answer: Json = json.loads(read)
        return answer


@pytest.fixture
def page(local: LocalSlack) -> Page:
    return Page(local)


def test_only_this_machine_is_answered(page: Page, ada: Person) -> None:
    state = f"/sandbox/state?as={ada.id}"
    assert page.send("GET", state, Host="localhost:3000")[0] == 200
    assert page.send("GET", state, Host="127.0.0.1")[0] == 200
    for host in ("evil.example", "evil.example:3000", "127.0.0.1.evil.example", "0.0.0.0:3000"):
        assert page.send("GET", state, Host=host)[0] == 403, host


def test_another_sites_page_gives_no_orders(page: Page, app: SmallApp, ada: Person) -> None:
    order = {"as": ada.id}
    own = f"http://127.0.0.1:{page.port}"
    assert page.send("POST", "/sandbox/home", order, Origin=own)[0] == 200
    assert page.send("POST", "/sandbox/home", order, Origin="http://evil.example")[0] == 403
    assert page.send("POST", "/sandbox/home", order, Origin="null")[0] == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert page.send("POST", "/sandbox/home", order, Content_Type=kind)[0] == 415, kind


def test_the_page_is_served_and_nothing_beside_it(page: Page) -> None:
    status, body, headers = page.send("GET", "/")
    assert status == 200
    assert b"<!doctype html>" in body.lower()
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    status, _, headers = page.send("GET", "/page/server.js")
    assert (status, headers.get_content_type(), headers["Cache-Control"]) == (200, "text/javascript", "no-store")
    for path in ("/page/../slack.py", "/page/%2e%2e/slack.py", "/page/css/../../slack.py", "/page/none.js"):
        assert page.send("GET", path)[0] == 404, path


def test_the_state_is_what_one_person_sees(page: Page, local: LocalSlack, sales: Channel, ada: Person) -> None:
    local.add_channel("secret", kind="private", members=["U0OTHER"])
    state = page.ask(f"/sandbox/state?as={ada.id}")
    assert (state["me"]["id"], state["team"]["app_name"]) == (ada.id, "Dossier")
    assert [one["name"] for one in state["people"]] == ["ada", "ben"]
    assert {one["name"] for one in state["channels"]} == {"Dossier", "sales"}
    assert [one["command"] for one in state["commands"]] == ["/echo", "/raw", "/do"]
    assert [one["callback_id"] for one in state["shortcuts"]] == ["thing.new", "thing.keep"]
    assert (state["views"], state["home"]) == ([], None)
    assert page.ask("/sandbox/state")["me"]["id"] == ada.id, "the first one, where nobody is named"
    assert page.ask("/sandbox/state?as=U404", 404) == {"error": "There is no such person."}


def test_a_command_is_said_and_its_answer_read(
    page: Page, app: SmallApp, local: LocalSlack, sales: Channel, ada: Person, ben: Person
) -> None:
    app.on["/do"] = lambda said: said.ack(text="x", blocks=[section(block_id="b", accessory=button(action_id="a"))])
    assert page.tell("say", {"as": ada.id, "channel": sales.id, "text": "/do it"})["ok"]
    where = f"channel={sales.id}"
    [message] = page.ask(f"/sandbox/messages?as={ada.id}&{where}")["messages"]
    assert (message["ephemeral"], message["app"], message["reply_to"]) == (True, True, "/do it")
    assert page.ask(f"/sandbox/messages?as={ben.id}&{where}")["messages"] == []
    use = {"as": ada.id, "channel": sales.id, "ts": message["ts"], "block_id": "b"}
    assert page.tell("act", {**use, "action_id": "a", "state": {"values": {}}})["ok"]
    assert app.heard[-1]["actions"][0]["action_id"] == "a"
    assert page.tell("act", {**use, "action_id": "none"}, 404) == {"error": "This is no longer there."}
    wrong = page.tell("say", {"as": ada.id, "channel": sales.id, "text": "/nope"}, 400)
    assert wrong["error"].startswith("/nope is not a valid command")
    assert page.tell("say", {"as": ada.id}, 400) == {"error": "`channel` is missing."}


def test_a_form_is_sent_from_the_page(page: Page, app: SmallApp, ada: Person, sales: Channel) -> None:
    form = modal(input_(text_input(action_id="a", max_length=3), block_id="f"), callback_id="c")
    app.on["/do"] = lambda said: (said.ack(), said.client.views_open(trigger_id=said.body["trigger_id"], view=form))
    page.tell("say", {"as": ada.id, "channel": sales.id, "text": "/do"})
    [view] = page.ask(f"/sandbox/state?as={ada.id}")["views"]
    assert (view["title"]["text"], view["state"]["values"]["f"]["a"]["value"]) == ("x", None)
    send = {"as": ada.id, "view_id": view["id"]}
    typed = {"type": "plain_text_input", "value": "Acme"}
    assert "f" in page.tell("submit", {**send, "values": {"f": {"a": typed}}})["errors"]
    assert page.tell("submit", {**send, "values": {"f": {"a": {**typed, "value": "abc"}}}}) == {"ok": True}
    assert app.heard[-1]["view"]["state"]["values"]["f"]["a"]["value"] == "abc"
    assert page.tell("close", send, 404) == {"error": "This form is no longer open."}


def test_options_are_found_from_the_page(page: Page, app: SmallApp, ada: Person, sales: Channel) -> None:
    picker = {"type": "external_select", "action_id": "a"}
    offered = [{"text": {"type": "plain_text", "text": "Acme"}, "value": "1"}]
    app.on["/do"] = lambda said: said.ack(text="x", blocks=[section(block_id="b", accessory=picker)])
    app.on["options"] = lambda said: said.ack(options=offered)
    page.tell("say", {"as": ada.id, "channel": sales.id, "text": "/do"})
    [message] = page.ask(f"/sandbox/messages?as={ada.id}&channel={sales.id}")["messages"]
    where = {"as": ada.id, "channel": sales.id, "ts": message["ts"], "block_id": "b", "action_id": "a"}
    assert page.tell("suggest", {**where, "value": "ac"}) == {"options": offered}
    page.tell("act", {**where, "selected_option": offered[0]})
    assert app.heard[-1]["actions"][0]["selected_option"] == offered[0]
    assert app.heard[-1]["state"]["values"]["b"]["a"]["selected_option"] == offered[0]


def test_people_and_channels_are_changed_from_the_page(
    page: Page, app: SmallApp, local: LocalSlack, ada: Person, sales: Channel
) -> None:
    page.tell("people", {"id": ada.id, "locale": "en-GB", "is_admin": False})
    assert (ada.locale, ada.is_admin) == ("en-GB", False)
    assert "error" in page.tell("people", {"id": ada.id, "id_card": 1}, 400)
    eve = page.tell("join", {"name": "eve", "is_restricted": True})["person"]
    assert local.person(eve["id"]).is_restricted
    assert "error" in page.tell("join", {"name": "eve", "wings": 2}, 400)
    page.tell("channels", {"id": sales.id, "is_archived": True})
    assert sales.is_archived
    told = [body["event"]["type"] for body in app.heard]
    assert told == ["user_change", "team_join", "channel_archive"]


def test_what_is_unread_is_counted_until_it_is_read(
    page: Page, app: SmallApp, sales: Channel, ada: Person, ben: Person
) -> None:
    app.client.chat_postMessage(channel=sales.id, text="news")
    page.tell("say", {"as": ada.id, "channel": sales.id, "text": "hi"})

    def unread(who: Person) -> int:
        channels = page.ask(f"/sandbox/state?as={who.id}")["channels"]
        return next(int(one["unread"]) for one in channels if one["id"] == sales.id)

    assert (unread(ada), unread(ben)) == (0, 2)
    page.tell("read", {"as": ben.id, "channel": sales.id})
    assert unread(ben) == 0


def test_faults_are_set_from_the_page(page: Page, app: SmallApp, ada: Person) -> None:
    page.tell("faults", {"method": "auth.test", "kind": "ratelimited", "times": 1, "retry_after": 2})
    assert list(page.ask(f"/sandbox/state?as={ada.id}")["faults"]) == ["auth.test"]
    page.tell("faults", {"method": "auth.test", "kind": "ratelimited", "times": 0})
    assert app.client.auth_test()["ok"]


def test_the_wire_shows_each_exchange_and_what_was_refused(
    slack: Slack, page: Page, app: SmallApp, ada: Person
) -> None:
    slack.says(ada, "/do", quiet=True)
    last = page.ask("/sandbox/wire")["entries"][-1]
    assert (last["kind"], last["direction"], last["status"], last["person"]) == ("/do", "to_app", 200, ada.id)
    assert last["request"]["command"] == "/do"
    with slack.expect_refusal("invalid_arguments"), pytest.raises(Exception, match="invalid_arguments"):
        app.client.api_call("views.update", json={"view": {}, "token": TOKEN})
    [entry] = page.ask(f"/sandbox/wire?since={last['id']}")["entries"]
    assert (entry["direction"], entry["refused"]["error"]) == ("to_slack", "invalid_arguments")
    assert TOKEN not in json.dumps(entry), "the token is nobody's business"


@contextmanager
def listening(page: Page, person: Person) -> Iterator[Iterator[Json]]:
    line = http.client.HTTPConnection("127.0.0.1", page.port, timeout=5)
    line.request("GET", f"/sandbox/stream?as={person.id}")
    answer = line.getresponse()
    assert answer.headers.get_content_type() == "text/event-stream"
    assert answer.readline() == b": here\n"

    def heard() -> Iterator[Json]:
        while said := answer.readline():
            if said.startswith(b"data: "):
                yield json.loads(said[6:])

    try:
        yield heard()
    finally:
        answer.close()
        line.close()


def test_each_page_hears_what_concerns_its_person(
    page: Page, app: SmallApp, sales: Channel, ada: Person, ben: Person
) -> None:
    with listening(page, ada) as to_ada, listening(page, ben) as to_ben:
        app.client.chat_postEphemeral(channel=sales.id, user=ada.id, text="for ada")
        assert next(to_ada) == {"kind": "messages", "channel": sales.id}
        assert next(to_ada)["kind"] == "wire"
        assert next(to_ben)["kind"] == "wire", "no message for ben"
        app.client.chat_postMessage(channel=sales.id, text="for all")
        assert next(to_ben) == {"kind": "messages", "channel": sales.id}


def test_a_persons_file_travels_in_a_form(page: Page, app: SmallApp, ada: Person, ben: Person) -> None:
    where = f"/sandbox/upload?as={ada.id}&name=folders.csv"
    status, body, _ = page.send("POST", where, b"a;b", Content_Type="application/octet-stream")
    assert status == 200
    file = json.loads(body)["file"]
    assert (file["name"], file["size"]) == ("folders.csv", 3)
    path = f"/files/{file['id']}/folders.csv"
    assert page.send("GET", f"{path}?as={ada.id}")[1] == b"a;b"
    assert page.send("GET", f"{path}?as={ben.id}")[0] == 404
    assert page.send("GET", path, Authorization=f"Bearer {TOKEN}")[1] == b"a;b"
    assert app.client.files_info(file=file["id"])["file"]["url_private_download"].endswith(path)


def test_what_was_is_still_there_after_a_restart(tmp_path: Path) -> None:
    def begin() -> LocalSlack:
        return LocalSlack(signing_secret=SECRET, bot_token=TOKEN, manifest=MANIFEST, app_url=None, home=tmp_path)

    with begin() as first:
        assert first.is_empty
        ada = first.add_person("ada", is_admin=True)
        sales = first.add_channel("sales", members=[ada])
        first.say(ada, sales, "hello")
        upload = Page(first).send(
            "POST", f"/sandbox/upload?as={ada.id}&name=x", b"a", Content_Type="application/octet-stream"
        )
        file = json.loads(upload[1])["file"]
    with begin() as second:
        assert not second.is_empty
        again = second.person(ada.id)
        assert again == ada
        assert [one.text for one in second.workspace.messages_for(ada.id, sales.id)] == ["hello"]
        assert second.workspace.files[file["id"]].content == b"a"
        second.say(again, sales.id, "and again")
        assert len({one.ts for one in second.workspace.messages[sales.id]}) == 2


def test_starting_over_empties_the_workspace_and_fills_it_again(page: Page, local: LocalSlack, ada: Person) -> None:
    assert "error" in page.tell("reset", {}, 404)

    def begin() -> None:
        local.add_person("eve")

    local.start_over = begin
    local.say(ada, local.app_dm(ada), "gone soon")
    page.tell("reset", {})
    assert [one.name for one in local.workspace.people.values()] == ["eve"]
    assert page.ask("/sandbox/wire")["entries"] == []
