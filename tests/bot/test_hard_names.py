"""Names that could be taken for something else read back exactly, everywhere, and ring nobody."""

from typing import Any

import pytest

from bot.sandbox.workspace import Person
from core.models import Folder, Opportunity
from tests.bot.office import Office
from tests.sandbox.screen import Screen, unescaped
from tests.stories import Slack

NAMES = (
    "A & B <Ltd>",
    "*bold* & sons",
    "_it_ ~out~ `code`",
    "```fence```",
    "<!channel>",
    "<!here|here> we go",
    "<@U0BEN0000>",
    "@here @everyone",
    "#general",
    ":smile: :+1:",
    "> quoted",
    "• bullet 1. list",
    "&amp; &lt;b&gt;",
    "<b>html</b><script>",
    "שלום עולם Ltd",
    "شركة النخبة",
    "👩‍👩‍👧 Family 🇫🇷",
    "“curly” «guillemets» 'plain' \"straight\"",
    "Ünïcödé Œuvres Straße İstanbul",
    '{"id":1,"a":[]}',
    "%s %(name)s {0} $1",
    "F-12",
    "see http://evil.example/x and www.evil.example",
    "https://evil.example",
    "@channel",
    "@channel <!channel|@channel> @here",
    "zero\u200bwidth non\u200cjoiner",
    "Acme\u200dNorth",
    "x" * 59 + " " + "y" * 60,
)


def markup(node: Any) -> list[str]:
    """The texts in which Slack would see markup, and the elements that could ring somebody."""
    if isinstance(node, list):
        return [text for each in node for text in markup(each)]
    if not isinstance(node, dict):
        return []
    if node.get("type") == "mrkdwn":
        return [str(node["text"])]
    if node.get("type") in ("user", "usergroup", "broadcast", "channel", "link", "emoji"):
        return [str(node)]
    return [text for each in node.values() for text in markup(each)]


def reads_back(screen: Screen, name: str) -> None:
    """The screen shows the name as it is, in its blocks and in its fallback, and as nothing else."""
    assert name in screen.words
    for part in screen.parts:
        assert not [text for text in markup(part.blocks) if name in unescaped(text) or name in text]
        if part.text:
            assert name in unescaped(part.text)
            assert name not in part.text or not set(name) & set("&<>")


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_s_name_goes_in_by_form_and_command_and_comes_out_as_it_was(
    slack: Slack, office: Office, ben: Person, name: str
) -> None:
    slack.says(ben, "/folder new")
    slack.fills(ben, {"Name": name})
    reads_back(slack.submits(ben), name)
    slack.says(ben, f'/folder new "{name}"' if name.startswith(("“", "«")) else f"/folder new {name}")
    near = slack.submits(ben)
    assert name in near.words, "the near-same name is shown"
    assert near.values["Name"] == name
    reads_back(slack.submits(ben), name)
    reads_back(slack.says(ben, "/folder list"), name)
    reads_back(slack.says(ben, "/folder open F-2"), name)
    slack.says(ben, "/opp new Deal in F-1")
    shown = f"F-1 {name}"
    offered = shown if len(shown) <= 75 else shown[:74].rstrip() + "…"
    assert offered in slack.offers(ben, "Client folder", "F-1")
    card = slack.submits(ben)
    reads_back(card, name)


@pytest.mark.parametrize("name", NAMES)
def test_an_opportunity_s_title_comes_out_as_it_was_for_a_french_reader_too(
    slack: Slack, office: Office, name: str
) -> None:
    lou = slack.local.add_person("lou", locale="fr-FR", tz="Europe/Paris")
    office.folder(name, lou)
    for asked in ("/folder liste", "/folder ouvrir F-1"):
        reads_back(slack.says(lou, asked), name)
    assert name in slack.opens_home(lou).words
    slack.says(lou, "/opp new")
    slack.fills(lou, {"Titre": name})
    reads_back(slack.submits(lou), name)
    slack.says(lou, f'/opp new "{name}"')
    reads_back(slack.submits(lou), name)
    reads_back(slack.says(lou, "/opp list"), name)
    reads_back(slack.says(lou, "/opp gagnée O-1"), name)


LINKED = {
    "<http://evil.example/x%7Cy>": "http://evil.example/x%7Cy",
    "<https://acme.example/a?b=1&amp;c=2>": "https://acme.example/a?b=1&c=2",
    "<http://acme.example|acme.example> &amp; sons": "acme.example & sons",
    "<mailto:ann@acme.example|ann@acme.example>": "ann@acme.example",
    "&lt;http://evil.example|Acme&gt;": "<http://evil.example|Acme>",
    "<#C0SALES|sales> &amp; <@U0WANDA00|wanda>": "#sales & @wanda",
    "<!channel> <!here|@here>": "@channel @here",
}
"""What Slack makes of text that looks like a link or a mention, and what was typed."""


@pytest.mark.parametrize(("sent", "typed"), LINKED.items())
def test_a_name_that_slack_took_for_a_link_or_a_mention_is_what_was_typed_and_links_and_rings_nothing(
    slack: Slack, office: Office, ben: Person, monkeypatch: pytest.MonkeyPatch, sent: str, typed: str
) -> None:
    def as_it_is(board: Any, text: str, *, with_names: bool) -> str:
        return text

    # What a client makes of a text depends on what it is and where it runs; these are the forms that arrive.
    monkeypatch.setattr("bot.sandbox.says.entities", as_it_is)
    slack.says(ben, f"/folder new {sent}")
    assert slack.looks(ben).values["Name"] == typed
    reads_back(slack.submits(ben), typed)
    reads_back(slack.says(ben, "/folder list"), typed)
    slack.says(ben, f"/opp new {sent}")
    reads_back(slack.submits(ben), typed)


@pytest.mark.parametrize("name", ["http://evil.example/x|y", "<https://evil.example/x|Acme>", "<https://x|y>"])
def test_a_link_with_a_bar_in_it_goes_in_by_form_and_comes_out_as_it_was(
    slack: Slack, office: Office, ben: Person, name: str
) -> None:
    slack.says(ben, "/folder new")
    slack.fills(ben, {"Name": name})
    reads_back(slack.submits(ben), name)
    for asked in ("/folder list", "/folder open F-1"):
        reads_back(slack.says(ben, asked), name)
    slack.says(ben, "/opp new Deal in F-1")
    slack.fills(ben, {"Title": name})
    reads_back(slack.submits(ben), name)
    reads_back(slack.says(ben, "/opp list"), name)


UNSEEN = ("\u200b", "\u200d \u2060", "\u202e", "\u3164", "\u2800\ufe0f", "\u00ad\u0301")
NEEDED = "A name is needed, up to 120 characters."


def test_a_name_that_nobody_can_see_is_none_in_any_form(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Acme", ben)
    deal = office.opportunity("Renewal", ben)
    slack.says(ben, "/folder new")
    for name in UNSEEN:
        slack.fills(ben, {"Name": name})
        assert slack.submits(ben).errors == {"Name": NEEDED}
    slack.closes(ben)
    slack.says(ben, "/opp new")
    for name in UNSEEN:
        slack.fills(ben, {"Title": name})
        assert slack.submits(ben).errors == {"Title": NEEDED}
    slack.closes(ben)
    slack.clicks(ben, "Edit", on=slack.says(ben, f"/opp open O-{deal}"))
    slack.fills(ben, {"Title": UNSEEN[0]})
    assert slack.submits(ben).errors == {"Title": NEEDED}
    slack.closes(ben)
    slack.clicks(ben, "Attach to a folder", on=slack.says(ben, f"/opp open O-{deal}"))
    slack.fills(ben, {"New folder name": UNSEEN[0]})
    assert slack.submits(ben).errors == {"New folder name": NEEDED}
    assert (office.count(Folder), office.count(Opportunity)) == (1, 1)
    assert office.stands(deal).title == "Renewal"


@pytest.mark.parametrize("name", UNSEEN)
def test_a_name_that_nobody_can_see_is_none_by_command_either(
    slack: Slack, office: Office, ben: Person, name: str
) -> None:
    for command, field in (("/folder new", "Name"), ("/opp new", "Title")):
        for typed in (name, f'"{name}"'):
            form = slack.says(ben, f"{command} {typed}")
            assert form.modal
            assert slack.submits(ben, forged=True).errors == {field: NEEDED}
            slack.closes(ben)
    assert (office.count(Folder), office.count(Opportunity)) == (0, 0)


def test_a_name_padded_with_what_nobody_sees_is_the_name(slack: Slack, office: Office, ben: Person) -> None:
    slack.says(ben, "/folder new \u200bAcme\ufeff")
    assert slack.submits(ben).lines[1] == "Acme"
    slack.says(ben, "/folder new Ac\u200bme")
    assert "F-1 Acme" in slack.submits(ben), "one that looks the same is shown"
