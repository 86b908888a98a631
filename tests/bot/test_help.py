"""The help at the local Slack, and the words that are no sub-command."""

from bot.parsing.commands import FOLDER, OPP, TABLE
from bot.parsing.typed import rows
from bot.sandbox.workspace import Person
from tests.bot.office import Office
from tests.sandbox.screen import unescaped
from tests.stories import Slack

WORDS = (
    "list, mine, new, open, owner, handover, export, deactivate, activate, history, why, settings, health, follow,"
    " unfollow, help"
)


def test_help_lists_every_word_of_its_command(slack: Slack, office: Office, ben: Person) -> None:
    for command in (FOLDER, OPP):
        for asked in ("help", "aide", "HELP"):
            screen = slack.says(ben, f"/{command} {asked}")
            for row in rows(command):
                assert row.usage("") in screen
                assert f"{row.usage('')} – {row.about}" in unescaped(screen.text)


def test_help_tells_of_each_word_its_example_and_its_other_names(slack: Slack, office: Office, ben: Person) -> None:
    for row in TABLE:
        for word in row.words:
            screen = slack.says(ben, f"/{row.command} help {word}")
            assert screen.lines[0] == row.usage("")
            assert f"For example: /{row.command} {row.example}" in screen
            if row.words[1:]:
                assert f"Also: {', '.join(row.words[1:])}" in screen
            assert ("status:" in screen) == ("[filter]" in row.argument)


def test_help_in_french(slack: Slack, office: Office) -> None:
    zoe = slack.local.add_person("zoe", locale="fr-FR")
    screen = slack.says(zoe, "/folder aide")
    assert "/folder list [filter]" in screen or "/folder liste" in screen
    assert "the client folders you can see" not in screen.everything


def test_help_with_a_word_that_is_none_names_those_there_are(slack: Slack, office: Office, ben: Person) -> None:
    said = slack.says(ben, "/folder help lst").words
    assert said == (f"/folder does not know “lst”. Did you mean /folder list? It knows {WORDS}.")


def test_a_word_that_is_none_gets_the_nearest_one(slack: Slack, office: Office, ben: Person) -> None:
    nearest = {
        "/folder lsit": "Did you mean /folder list?",
        "/folder opne F-1": "Did you mean /folder open?",
        "/folder mime": "Did you mean /folder mine?",
        "/opp wonn O-1": "Did you mean /opp won?",
        "/opp standbye O-1": "Did you mean /opp standby?",
        "/opp cancell O-1": "Did you mean /opp cancel?",
        "/opp gagnr O-1": "Did you mean /opp won?",
    }
    for typed, said in nearest.items():
        assert said in slack.says(ben, typed)
    far = slack.says(ben, "/folder 12345")
    assert far.words == f"/folder does not know “12345”. It knows {WORDS}."


def test_words_may_be_written_in_capitals_and_with_blanks_around_them(
    slack: Slack, office: Office, ben: Person
) -> None:
    office.folder("Acme", ben)
    assert slack.says(ben, "/folder   OPEN   acme  ").lines[0] == "Acme"
    assert slack.says(ben, "/opp LIST").lines[0] == "Opportunities"


def test_what_was_typed_is_repeated_without_ringing_anybody(slack: Slack, office: Office, ben: Person) -> None:
    office.knows(ben)
    screen = slack.says(ben, "/folder @wanda <!channel> *x*")
    assert "<!channel>" not in screen.text
    assert not any(element in screen.everything for element in ('"mrkdwn"', '"broadcast"', '"type": "user"'))
