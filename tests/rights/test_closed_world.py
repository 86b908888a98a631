"""Nothing that one can do is missing in the rights table: what is new, command, button or form, fails without a row."""

from collections import defaultdict
from typing import Any, Final

import pytest

from bot import ids
from bot.app import Wiring, create_app
from bot.config import Config
from bot.folders.menu import ENTRIES
from bot.parsing.commands import TABLE as COMMANDS
from core.db import Database
from tests.rights.document import ROLES, SETTINGS, settings_of
from tests.rights.rows import TABLE
from tests.rights.table import README, with_table
from tests.rights.ways import WAYS

SHOW_ONLY: Final = {
    # What these show is everybody's own; who may see what in it is told by "find … in the list" and "open …".
    "/folder help": "says what there is",
    "/opp help": "says what there is",
    "/folder mine": "the list, of what is one's own",
    f"{ids.FOLDER_LIST_PAGE}.first": "the list again",
    f"{ids.FOLDER_LIST_PAGE}.next": "the list again",
    f"{ids.FOLDER_LIST_PAGE}.previous": "the list again",
    f"{ids.OPPORTUNITY_LIST_PAGE}.next": "the list again",
    f"{ids.OPPORTUNITY_LIST_PAGE}.previous": "the list again",
    f"{ids.FOLDER_HISTORY_PAGE}.next": "the history again",
    f"{ids.FOLDER_HISTORY_PAGE}.previous": "the history again",
    f"{ids.TEAMS_PAGE}.next": "the teams again, which “Teams” has shown",
    f"{ids.TEAMS_PAGE}.previous": "the teams again, which “Teams” has shown",
    ids.FOLDER_FILTER: "the form that writes a filter",
    ids.FOLDER_USE_INSTEAD: "opens a folder, as “Open” does",
    ids.FOLDER_ATTACH: "attaches what is one's own to change, as the form “Attach to a folder” does",
    f"form {ids.FOLDER_ATTACH}": "the same",
    ids.FOLDER_LIST: "the list",
    ids.OPPORTUNITY_LIST: "the list",
    ids.FOLDER_FIND: "opens a folder, as “Open” does",
    ids.HELP: "says what there is",
    ids.SHARE_CHANNEL: "draws the form “Share” anew",
    ids.SETTINGS_FOLDERS: "draws the form “Settings” anew",
    ids.SETTINGS_ALERT_CHANNEL: "draws the form “Settings” anew",
}
"""Ids without a row of their own, each with the reason."""


@pytest.fixture
def listened(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What the product listens to: buttons and menus, and forms."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in ("action", "submission", "shortcut"):

        def noted(_: Wiring, name: str, _listen: Any, _kind: str = kind) -> None:
            found[_kind].add(name)

        monkeypatch.setattr(Wiring, kind, noted)
    create_app(Config(slack_signing_secret="x", slack_bot_token="xoxb-x"), Database("postgresql://nowhere/none"))
    return found["action"] | found["shortcut"] | {f"form {name}" for name in found["submission"]}


def passed() -> set[str]:
    """Every command, button and form that some way of some row passes."""
    return {one for ways in WAYS.values() for way in ways.values() for step in way for one in step.ids}


def test_every_command_has_a_row() -> None:
    asked = {f"/{row.command} {row.name}" for row in COMMANDS}
    assert asked - passed() - set(SHOW_ONLY) == set()


def test_every_button_and_every_form_has_a_row(listened: set[str]) -> None:
    tried = {one.partition(" ")[0] if not one.startswith("form ") else one for one in passed()}
    assert listened - tried - set(SHOW_ONLY) == set()


def test_every_entry_of_the_gear_has_a_row() -> None:
    in_rows = {one for one in passed() if one.startswith(f"{ids.FOLDER_MENU} ")}
    assert len(in_rows) == len(ENTRIES)


def test_nothing_is_excused_that_is_not_there(listened: set[str]) -> None:
    asked = {f"/{row.command} {row.name}" for row in COMMANDS}
    assert set(SHOW_ONLY) - listened - asked == set()
    assert set(SHOW_ONLY) & passed() == set()


def test_every_row_has_a_way_and_every_way_a_row() -> None:
    assert {act.name for act in TABLE} == set(WAYS)
    assert len({act.name for act in TABLE}) == len(TABLE)


def test_the_table_has_a_verdict_for_everybody_under_every_setting() -> None:
    for act in TABLE:
        for role in ROLES:
            assert all(act.verdict(role, setting) for setting in SETTINGS)
            assert settings_of(act, role)


def test_the_readme_has_the_table_as_it_is() -> None:
    readme = README.read_text(encoding="utf-8")
    assert readme == with_table(readme)
