"""Debian's Chromium, driven by Playwright: a page of the sandbox, and how a person gets about on it."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal
from urllib.parse import urlencode

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Where the machine's Chromium is; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser, started and closed again."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield started
        started.close()


class Desk:
    """One page of the sandbox, and who sits at it.

    Args:
        page: of the browser.
        url: of the sandbox.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self._url = url

    def sits(
        self,
        who: str,
        at: str = "C0SALES",
        *,
        beside: str | None = None,
        theme: Literal["light", "dark"] = "light",
        **more: str,
    ) -> None:
        """Open the page as somebody, in a channel.

        Args:
            who: Slack user id.
            at: channel id.
            beside: who sits beside them.
            theme: light or dark.
            more: other parameters of the page's address.
        """
        asked = {"as": who, "at": at, "theme": theme, **({"beside": beside} if beside else {}), **more}
        self.page.goto(f"{self._url}/?{urlencode(asked)}")
        expect(self.page.get_by_role("textbox", name=re.compile("^Message|^Écrire|#")).first).to_be_visible()

    def comes_home(self, who: str) -> None:
        """Open the app's Home tab as somebody.

        Args:
            who: Slack user id.
        """
        self.page.goto(f"{self._url}/?{urlencode({'as': who, 'at': 'Dossier', 'tab': 'home'})}")
        expect(self.page.get_by_role("tabpanel")).to_be_visible()

    def types(self, text: str, *, pane: Locator | None = None) -> None:
        """Write into the composer and send it."""
        box = (pane or self.page).get_by_role("textbox", name=re.compile("#|Message")).first
        box.fill(text)
        box.press("Enter")

    def reads(self, words: str, *, pane: Locator | None = None) -> Locator:
        """Wait for words in the last message; gives the message."""
        found = (pane or self.page).get_by_role("article").filter(has_text=words).last
        expect(found).to_be_visible()
        return found

    def presses(self, label: str, *, inside: Locator | None = None) -> None:
        """Press a button by its words: the last one of them."""
        (inside or self.page).get_by_role("button", name=label, exact=True).last.click()

    @property
    def modal(self) -> Locator:
        """The dialog on top."""
        return self.page.get_by_role("dialog").last


def fresh_page(browser: Browser, **options: Any) -> Page:
    """A page of a new, empty profile."""
    return browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB", **options).new_page()
