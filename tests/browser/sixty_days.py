"""Two months of a client in a few clicks, on the sandbox's clock (SPEC §4.3, No active opportunity)."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.browser import Desk

BEN, MIA = "U0BEN", "U0MIA"
SALES = "C0SALES"
CLIENT = "Zennor Lighthouse Trust"
QUIET = f"{CLIENT} has no opportunity in progress any more."
LONG = f"{CLIENT} has had no opportunity in progress since"
BACK = f"{CLIENT} is back in play, thanks to ben."


class Life:
    """Ben at work, and the clock on his page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def passes(self, *steps: str) -> None:
        """Let time pass by steps of the menu in the bar."""
        for step in steps:
            shown = self._desk.page.locator(".clock-words")
            before = shown.inner_text()
            self._desk.page.get_by_role("button", name="Let time pass").click()
            self._desk.page.get_by_role("menuitem", name=step).click()
            expect(shown).not_to_have_text(before)

    def reads(self, words: str, count: int = 1) -> Locator:
        """Wait for so many messages of these words; gives the last one."""
        told = self._desk.page.get_by_role("article").filter(has_text=words)
        expect(told).to_have_count(count)
        return told.last

    def goes(self, who: str, at: str = SALES) -> None:
        """Be somebody, in a channel or with the app."""
        self._desk.sits(who, at, tab="messages")

    def keeps(self, name: str) -> None:
        """Have the picture taken, where somebody wants it."""


def lives_two_months(desk: Desk, life: Life) -> None:
    """The story itself; `tests.browser.shots` tells it again before a camera."""
    life.goes(BEN)
    life.passes("Next Monday 9:00")
    expect(desk.page.locator(".clock-words")).to_have_text(re.compile("^Mon.*09:0"))
    desk.types(f"/folder new {CLIENT}")
    desk.presses("Create", inside=desk.modal)
    desk.presses("New opportunity", inside=desk.reads("No opportunities yet."))
    desk.modal.get_by_role("textbox", name="Title").fill("New lamps")
    desk.presses("Create", inside=desk.modal)
    desk.presses("Lost", inside=desk.reads("New lamps"))
    desk.reads("Now: 🔴 Lost")

    life.passes("+1 hour")
    expect(life.reads(QUIET)).to_contain_text("owner: ben")

    life.goes(BEN, "Dossier")
    expect(desk.page.get_by_role("article").filter(has_text=CLIENT)).to_have_count(0)
    life.passes("+1 week")
    life.reads(LONG)
    life.goes(MIA, "Dossier")
    expect(desk.page.get_by_role("article").filter(has_text=CLIENT)).to_have_count(0)
    life.passes("+1 week")
    life.reads(LONG)
    life.keeps("sixty-days-reminder")

    life.goes(BEN)
    life.reads(QUIET).get_by_role("combobox").click()
    desk.page.get_by_role("option", name="1 month").click()
    expect(life.reads(QUIET)).to_contain_text("snoozed until")
    life.goes(BEN, "Dossier")
    life.passes(*["+1 week"] * 5)
    life.reads(LONG, 2)

    life.goes(BEN)
    desk.presses("Win back", inside=life.reads(QUIET))
    copy = life.reads("A copy of O-")
    edited = life.reads(BACK)
    expect(edited.get_by_role("button", name="Win back")).to_have_count(0)
    life.passes("+1 week")
    desk.presses("Lost", inside=copy)
    life.passes("+1 hour")
    life.goes(MIA)
    life.reads(QUIET)
    life.reads(BACK)
    life.keeps("sixty-days")
