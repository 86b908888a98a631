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

from playwright.sync_api import Browser, Page

from bot.config import Config
from bot.i18n import Reader
from bot.sandbox.run import sandbox
from bot.sandbox.slack import LocalSlack
from bot.sandbox.world_cast import ADA, BEN
from bot.sandbox.world_words import Language
from tests.browser.browser import browser
from tests.browser.sittings import LEAST, MOST, Sitting
from tests.stories import UNHURRIED, Slack

DOCS: Final = Path(__file__).resolve().parents[2] / "docs" / "photographs"
THEMES: Final = ("light", "dark")
TALL: Final = {"width": 860, "height": 1500}
"""A window in which the longest modal shows without scrolling, so that a picture shows all of it."""
COLUMNS: Final = 6
TILE: Final = 300
QUALITY: Final = 55

Picture = tuple[str, str, Path]
"""The theme, what it shows, and where it is."""


class Camera:
    """Takes what is in front of a person: the modal on top, else the newest message, else the Home tab.

    Args:
        page: of the browser.
        folder: where the pictures go.
    """

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self._folder = folder
        self.taken: list[Picture] = []

    def takes(self, name: str) -> None:
        """Take it, light and dark."""
        self._page.wait_for_timeout(250)
        dialogs = self._page.get_by_role("dialog")
        panel = self._page.get_by_role("tabpanel")
        articles = self._page.get_by_role("article")
        subject = dialogs.last if dialogs.count() else (articles.last if articles.count() else panel.last)
        for theme in THEMES:
            self._page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            path = self._folder / f"{name.replace(' ', '-')}-{theme}.png"
            subject.screenshot(path=path, animations="disabled")
            self.taken.append((theme, name, path))


@contextmanager
def _sat(
    started: Browser, box: LocalSlack, who: str, folder: Path, language: Language
) -> Iterator[tuple[Sitting, Camera]]:
    page = started.new_context(viewport=TALL, locale="fr-FR" if language == "fr" else "en-GB").new_page()  # type: ignore[arg-type]
    camera = Camera(page, folder)

    def goes(tab: str) -> None:
        page.goto(f"{box.url}/?as={who}&at=Dossier&tab={tab}&lang={language}")
        page.get_by_role("tabpanel" if tab == "home" else "textbox").last.wait_for()
        page.wait_for_timeout(300)

    yield Sitting(Slack(box), box, who, Reader.of(language, "Europe/Paris", "EUR"), camera.takes, goes), camera
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
