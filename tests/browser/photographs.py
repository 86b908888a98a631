"""`make photographs`: every modal and card, as who has most and who has least, English and French, light and dark.

The sheets go to `docs/photographs/`, one for each of the eight; single pictures go where `--single` says. At the end it
names the modals that were shown.
"""

import argparse
import html
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from playwright.sync_api import Browser, FloatRect, Locator, Page

from bot.config import Config
from bot.i18n import Reader
from bot.sandbox.run import sandbox
from bot.sandbox.slack import LocalSlack
from bot.sandbox.world_cast import ADA, BEN
from bot.sandbox.world_words import Language
from tests.browser.browser import browser
from tests.browser.scenes import LEAST, MOST
from tests.browser.sittings import Sitting
from tests.stories import UNHURRIED, Slack

DOCS: Final = Path(__file__).resolve().parents[2] / "docs" / "photographs"
THEMES: Final = ("light", "dark")
TALL: Final = {"width": 860, "height": 2000}
"""A window in which the longest card and modal show without scrolling, so that a picture shows all of it."""
HEM: Final = 16
"""Pixels below the last thing on the Home tab."""
COLUMNS: Final = 6
TILE: Final = 270
QUALITY: Final = 42

Picture = tuple[str, str, Path]
"""The theme, what it shows, and where it is."""


class Camera:
    """Takes what is in front of a person: the modal on top, else the newest message, else the Home tab.

    Args:
        page: of the browser.
        folder: where the pictures go.
        address: of a place: "home", "messages", or a channel by its id.
    """

    def __init__(self, page: Page, folder: Path, address: Callable[[str], str]) -> None:
        self._page = page
        self._folder = folder
        self._address = address
        self.taken: list[Picture] = []

    def goes(self, where: str) -> None:
        """Go to a place."""
        self._page.goto(self._address(where))
        self._settles()

    def takes(self, name: str, words: str = "") -> None:
        """Take it, light and dark, a form as whoever comes to it now finds it; of several messages one by its words."""
        self._page.wait_for_timeout(200)
        dialogs = self._page.get_by_role("dialog")
        if dialogs.count():
            self._page.reload()
            self._settles()
        articles = self._page.get_by_role("article").filter(has_text=words)
        if dialogs.count() or articles.count():
            self._take(name, dialogs.last if dialogs.count() else articles.last)
        else:
            self._take_home(name)

    def takes_asked(self, name: str, label: str) -> None:
        """Press a button that asks first, take the question, and say no."""
        self._page.get_by_role("button", name=label, exact=True).last.click()
        asked = self._page.get_by_role("alertdialog")
        self._take(name, asked)
        asked.press("Escape")

    def takes_menu(self, name: str) -> None:
        """Open the first menu of the newest message, take what it offers, and close it."""
        self._page.get_by_role("article").last.locator(".blocks [aria-haspopup=menu]").first.click()
        self._take(name, self._page.get_by_role("menu"))
        self._page.keyboard.press("Escape")

    def _settles(self) -> None:
        self._page.locator("[role=tabpanel] .blocks, article, [role=dialog], textarea").last.wait_for()
        self._page.wait_for_timeout(300)

    def _take(self, name: str, subject: Locator) -> None:
        for path in self._in_each_theme(name):
            subject.screenshot(path=path, animations="disabled")

    def _take_home(self, name: str) -> None:
        """The tab as far down as there is something on it."""
        panel = self._page.get_by_role("tabpanel").last
        around, inside = panel.bounding_box(), panel.locator(".blocks").first.bounding_box()
        assert around
        assert inside
        height = min(around["height"], inside["y"] - around["y"] + inside["height"] + HEM)
        clip: FloatRect = {"x": around["x"], "y": around["y"], "width": around["width"], "height": height}
        for path in self._in_each_theme(name):
            self._page.screenshot(path=path, clip=clip, animations="disabled")

    def _in_each_theme(self, name: str) -> Iterator[Path]:
        self._page.mouse.move(0, 0)
        for theme in THEMES:
            self._page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            path = self._folder / f"{name.replace(' ', '-')}-{theme}.png"
            yield path
            self.taken.append((theme, name, path))


@contextmanager
def _sat(
    started: Browser, box: LocalSlack, who: str, folder: Path, language: Language
) -> Iterator[tuple[Sitting, Camera]]:
    page = started.new_context(viewport=TALL, locale="fr-FR" if language == "fr" else "en-GB").new_page()  # type: ignore[arg-type]

    def address(where: str) -> str:
        at = {"at": "Dossier", "tab": where} if where in ("home", "messages") else {"at": where}
        return f"{box.url}/?{urlencode({'as': who, 'lang': language, **at})}"

    camera = Camera(page, folder, address)
    yield Sitting(Slack(box), box, who, Reader.of(language, "Europe/Paris", "EUR"), camera), camera
    page.context.close()


def _sheet(page: Page, pictures: list[Picture], title: str, dark: bool, path: Path) -> None:
    """Put pictures beside each other; the browser itself is the layout."""
    tiles = "".join(
        f"<figure><img src='{one.as_uri()}'><figcaption>{html.escape(name)}</figcaption></figure>"
        for _, name, one in pictures
    )
    colours = "background:#111;color:#ddd" if dark else "background:#fff;color:#222"
    style = (
        f"body{{{colours};font:12px sans-serif;margin:12px}}main{{columns:{COLUMNS};column-gap:10px}}"
        "figure{margin:0 0 10px;break-inside:avoid;border:1px solid #8886;padding:4px}img{width:100%}"
    )
    made = path.with_suffix(".html")
    made.write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style><h3>{title}</h3><main>{tiles}</main>")
    page.set_viewport_size({"width": COLUMNS * TILE, "height": 800})
    page.goto(made.as_uri())
    page.wait_for_load_state("load")
    page.screenshot(path=path, full_page=True, type="jpeg", quality=QUALITY)
    made.unlink()


def take(single: Path, languages: tuple[Language, ...] = ("en", "fr")) -> set[str]:
    """Take them all.

    Args:
        single: where the single pictures go.
        languages: which.

    Returns:
        The modals that were shown, by their callback id.
    """
    DOCS.mkdir(parents=True, exist_ok=True)
    shown: set[str] = set()
    sittings: dict[str, tuple[str, tuple[Callable[[Sitting], None], ...]]] = {
        "most": (ADA, MOST),
        "least": (BEN, LEAST),
    }
    with browser() as started:
        desk = started.new_page()
        for language in languages:
            with (
                tempfile.TemporaryDirectory() as home,
                sandbox(Config(dossier_home=Path(home)), language=language, port=0, timing=UNHURRIED) as box,
            ):
                for extent, (who, stories) in sittings.items():
                    folder = single / f"{language}-{extent}"
                    folder.mkdir(parents=True, exist_ok=True)
                    with _sat(started, box, who, folder, language) as (sitting, camera):
                        for story in stories:
                            story(sitting)
                        shown |= sitting.shown
                    for theme in THEMES:
                        pictures = [one for one in camera.taken if one[0] == theme]
                        name = f"{language}-{extent}-{theme}"
                        _sheet(desk, pictures, name, theme == "dark", DOCS / f"{name}.jpg")
    return shown


def main() -> None:
    """Take them, and say which modals were not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--single", type=Path, help="where the single pictures are kept")
    parser.add_argument("--language", choices=("en", "fr"), help="one of them only")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        languages: tuple[Language, ...] = (chosen.language,) if chosen.language else ("en", "fr")
        shown = take(chosen.single or Path(scratch), languages)
    sys.stdout.write(f"Modals shown: {', '.join(sorted(shown))}\n")


if __name__ == "__main__":
    main()
