"""What Slack does to text on its way is undone exactly once."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.mrkdwn import MENTION, escape, unescape


@given(st.text() | st.text("&<>;|@#!ampltgU0C", max_size=40))
@example("<@U0BEN|ben> &amp; <!here> &amp;lt;")
def test_what_is_escaped_comes_back_as_it_was(text: str) -> None:
    escaped = escape(text)
    assert unescape(escaped) == text
    assert unescape(escaped, keep_people=True) == text
    assert "<" not in escaped
    assert ">" not in escaped


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("A &amp; B &lt;Ltd&gt;", "A & B <Ltd>"),
        ("&amp;amp;", "&amp;"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&quot;", "&quot;"),
        ("<https://acme.example/a?b=1&amp;c=2>", "https://acme.example/a?b=1&c=2"),
        ("<http://acme.example|acme.example>", "acme.example"),
        ("<mailto:ann@acme.example|ann@acme.example>", "ann@acme.example"),
        ("<tel:+33123456789|+33 1 23 45 67 89>", "+33 1 23 45 67 89"),
        ("see <#C0SALES|sales>", "see #sales"),
        ("<#C0SALES|>", "#"),
        ("<!here> <!channel> <!everyone>", "@here @channel @everyone"),
        ("<!here|@here>", "@here"),
        ("<!subteam^S0TEAM|@sales>", "@sales"),
        ("<@U0BEN|ben> and <@W0ANN|ann>", "@ben and @ann"),
        ("<@U0BEN>", "<@U0BEN>"),
        ("&lt;@U0BEN|ben&gt;", "<@U0BEN|ben>"),
        ("&lt;!here&gt;", "<!here>"),
        ("*bold* _it_ ~x~ `code` :smile:", "*bold* _it_ ~x~ `code` :smile:"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_what_slack_made_of_a_text_is_what_was_typed(sent: str, typed: str) -> None:
    assert unescape(sent) == typed


def test_people_stay_with_their_ids_where_they_are_asked_for() -> None:
    assert unescape("owner:<@U0BEN|ben> &amp; <!here>", keep_people=True) == "owner:<@U0BEN|ben> & @here"


@pytest.mark.parametrize(
    ("sent", "person"), [("<@U0BEN|ben>", "U0BEN"), ("<@W0BEN>", "W0BEN"), ("<@U0BEN|>", "U0BEN"), ("<@B0BOT>", None)]
)
def test_a_mention_names_a_person_by_id(sent: str, person: str | None) -> None:
    found = MENTION.fullmatch(sent)
    assert (found["id"] if found else None) == person
