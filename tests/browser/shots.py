"""`make shots`: takes the screenshots in `docs/`, from a sandbox of its own, as who has most and who has least."""

import tempfile
from pathlib import Path
from typing import Final

from bot.config import Config
from bot.sandbox.run import sandbox
from tests.browser.browser import Desk, browser, fresh_page
from tests.browser.sixty_days import Life, lives_two_months

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"


class Album:
    """Pictures of one desk.

    Args:
        desk: the page.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keeps(self, name: str) -> None:
        """Take the picture of what is on the page, once it has come to rest."""
        self._desk.page.wait_for_timeout(500)
        self._desk.page.screenshot(path=DOCS / f"{name}.png", animations="disabled")

    def lists(self) -> None:
        """The folder list, as an admin and as a rep, light and dark."""
        for who, name in (("U0ADA", "folder-list-admin"), ("U0BEN", "folder-list-rep")):
            self._desk.sits(who)
            self._desk.types("/folder list opps:todo sort:-open")
            self._desk.reads("Client folders")
            self.keeps(name)
        self._desk.sits("U0BEN", theme="dark")
        self._desk.types("/folder mine")
        self._desk.reads("My client folders")
        self.keeps("folder-list-dark")

    def cards(self) -> None:
        """A folder's card, and an opportunity's."""
        self._desk.sits("U0BEN")
        self._desk.types("/folder open Café Thérèse SARL")
        self._desk.reads("Oldest opportunity")
        self.keeps("folder-card")
        self._desk.types("/opp list owner:me status:todo")
        self._desk.presses("Open", inside=self._desk.reads("yours first"))
        self._desk.reads("Amount")
        self.keeps("opportunity-card")

    def forms(self) -> None:
        """ "New client folder" with a field error, and with near-same names."""
        self._desk.sits("U0BEN")
        self._desk.types("/folder new")
        self._desk.modal.get_by_role("textbox", name="Name").fill("A name " * 20)
        self._desk.presses("Create", inside=self._desk.modal)
        self._desk.modal.get_by_text("characters").first.wait_for()
        self.keeps("new-folder-error")
        self._desk.presses("Cancel", inside=self._desk.modal)
        self._desk.types("/folder new birchwood veterinary")
        self._desk.presses("Create", inside=self._desk.modal)
        self._desk.modal.get_by_text("Use this folder instead").first.wait_for()
        self.keeps("new-folder-near-same")
        self._desk.presses("Cancel", inside=self._desk.modal)

    def home(self) -> None:
        """The Home tab in French."""
        self._desk.comes_home("U0CHLOE")
        self._desk.page.get_by_text("Mes dossiers clients").first.wait_for()
        self.keeps("home-french")

    def side_by_side(self) -> None:
        """Two people, and what each of them sees of one folder."""
        self._desk.sits("U0ADA", beside="U0BEN", besideAt="C0SALES")
        for name in ("Ada", "Ben"):
            pane = self._desk.page.get_by_role("region", name=name)
            self._desk.types("/folder open Café Thérèse SARL", pane=pane)
        self._desk.page.wait_for_timeout(500)
        self.keeps("side-by-side")

    def sixty_days(self) -> None:
        """Two months of a client on the sandbox's clock, the steps that it takes, and Slack on a bad day."""
        album = self

        class Photographed(Life):
            def keeps(self, name: str) -> None:
                album.keeps(name)

        lives_two_months(self._desk, Photographed(self._desk))
        self._desk.sits("U0BEN")
        self._desk.presses("Bad days")
        self._desk.presses("Too many requests 429: try again in a second")
        self._desk.page.get_by_role("dialog").get_by_text("3 more calls").wait_for()
        self.keeps("bad-days")


def take() -> None:
    """Take them all."""
    DOCS.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        sandbox(Config(dossier_home=Path(home)), language="en", port=0) as slack,
        browser() as started,
    ):
        album = Album(Desk(fresh_page(started), slack.url))
        album.lists()
        album.cards()
        album.forms()
        album.side_by_side()
        album.home()
        album.sixty_days()


if __name__ == "__main__":
    take()
