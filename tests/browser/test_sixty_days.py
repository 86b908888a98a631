"""Slack's bad days by the keyboard, and two months of a client on the sandbox's clock."""

import re

import pytest
from playwright.sync_api import expect

from bot.sandbox.slack import LocalSlack
from core import clock
from tests.browser.browser import Desk
from tests.browser.sixty_days import Life, lives_two_months

pytestmark = pytest.mark.browser

FAILING = re.compile(r"^Slack is failing: \d+ more calls")


def test_bad_days_are_ordered_by_the_keyboard_and_the_page_says_what_is_on(desk: Desk, box: LocalSlack) -> None:
    desk.sits("U0ADA")
    tool = desk.page.get_by_role("button", name="Bad days")
    tool.focus()
    desk.page.keyboard.press("Enter")
    panel = desk.page.get_by_role("dialog", name="Slack’s bad days")
    expect(panel.get_by_role("button", name="Too many requests")).to_be_focused()
    panel.get_by_role("combobox", name="calls").select_option("30")
    panel.get_by_role("button", name="Too many requests").press("Enter")
    # The worker may be busy meanwhile: what it asks of Slack is counted down.
    expect(panel.get_by_role("status")).to_contain_text(FAILING)
    expect(panel.get_by_role("button", name="Too many requests")).to_be_focused()
    expect(desk.page.get_by_role("button", name=FAILING)).to_be_visible()
    panel.get_by_role("button", name="Stop").press("Enter")
    expect(panel.get_by_role("status")).to_contain_text("Slack answers as it should.")
    panel.get_by_role("button", name="Archive").press("Enter")
    expect(desk.page.get_by_text("This channel is archived.")).to_be_visible()
    expect(panel.get_by_role("button", name="Remove Dossier")).to_be_disabled()
    panel.get_by_role("button", name="Unarchive").press("Enter")
    panel.get_by_role("combobox", name="Person").select_option("Ben Carter")
    panel.get_by_role("button", name="Deactivate").press("Enter")
    expect(panel.get_by_role("button", name="Reactivate")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(panel.get_by_role("button", name="Deactivate")).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(tool).to_be_focused()
    assert not box.person("U0BEN").deleted


def test_sixty_days_of_a_client_are_lived_on_the_sandboxs_clock(desk: Desk, box: LocalSlack) -> None:
    began = clock.now()
    lives_two_months(desk, Life(desk))
    assert (clock.now() - began).days >= 56
    told = [one.ts for there in box.workspace.messages.values() for one in there]
    assert len(told) == len(set(told))
