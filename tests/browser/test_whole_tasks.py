"""Whole tasks done as a person would: a command is typed only where there is no button for it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect
from python_calamine import CalamineWorkbook

from tests.browser.browser import Desk

pytestmark = pytest.mark.browser

ADA, BEN = "U0ADA", "U0BEN"
PATIENCE = 30_000
"""Milliseconds that an answer may take on a busy machine."""
SHARED, OWN = "Shared between everyone", "Each user has their own"


def says(desk: Desk, words: str) -> Locator:
    """Wait for words in the dialog on top; gives the dialog."""
    expect(desk.modal).to_contain_text(words, timeout=PATIENCE)
    return desk.modal


def beside(inside: Locator, name: str, label: str = "Open") -> Locator:
    """The first button of these words that comes after a name."""
    return inside.get_by_text(name).first.locator(f"xpath=following::button[normalize-space()='{label}'][1]")


def chooses(desk: Desk, field: str, choice: str) -> None:
    """Choose in a select of the form on top."""
    box = desk.modal.get_by_role("combobox", name=field)
    box.click()
    desk.page.get_by_role("option", name=choice, exact=True).click()
    expect(box).to_have_value(choice)


def leaves(desk: Desk) -> None:
    """Close all that is open: a dialog stays open for a person wherever they go."""
    expect(desk.modal).to_be_visible()
    desk.modal.get_by_role("button", name="Dismiss").click()
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def takes_on(desk: Desk, client: str, deal: str, *, who: str = BEN) -> None:
    """From the Home tab: a new folder with an opportunity in it, whose card is left open."""
    desk.comes_home(who)
    desk.presses("New folder")
    says(desk, "New client folder").get_by_role("textbox", name="Name").fill(client)
    desk.presses("Create", inside=desk.modal)
    desk.presses("New opportunity", inside=says(desk, "Oldest opportunity"))
    says(desk, "Expected closing date").get_by_role("textbox", name="Title").fill(deal)
    desk.modal.get_by_role("textbox", name="Amount").fill("4,800")
    desk.presses("Create", inside=desk.modal)
    expect(says(desk, "Created.")).to_contain_text(deal)


def sets(desk: Desk, sharing: str) -> None:
    """As an admin, from the Home tab: whose folders are whose."""
    desk.comes_home(ADA)
    desk.presses("Settings")
    says(desk, "Inside a team").get_by_role("radio", name=sharing).check()
    if sharing == OWN:
        # "Save" saves what was read: who is quicker than the warning is asked to read it first.
        says(desk, "Whoever reads the alert channel")
    desk.presses("Save", inside=desk.modal)
    says(desk, "changed")
    leaves(desk)


@pytest.fixture
def shared_again(desk: Desk) -> Iterator[None]:
    """Folders are shared again afterwards: the stories in the browser have one sandbox."""
    yield
    sets(desk, SHARED)


def test_a_lost_client_is_won_back(desk: Desk) -> None:
    takes_on(desk, "Aalto Tiles Ltd", "Kitchen floor")
    desk.presses("Lost", inside=desk.modal)
    says(desk, "Now: 🔴 Lost")
    leaves(desk)
    desk.comes_home(BEN)
    beside(desk.page.get_by_role("tabpanel"), "Aalto Tiles Ltd").click()
    beside(says(desk, "Revenue"), "Kitchen floor").click()
    desk.presses("Duplicate", inside=says(desk, "Created on"))
    expect(says(desk, "A copy of O-")).to_contain_text("🔵 To do")
    desk.presses("Open the folder", inside=desk.modal)
    card = says(desk, "Oldest opportunity")
    expect(card).to_contain_text("🔵 To do")
    expect(card).to_contain_text("🔴 Lost")
    expect(card).to_contain_text("In progress€4,800")
    leaves(desk)


def test_an_opportunity_is_moved_to_a_new_folder(desk: Desk) -> None:
    takes_on(desk, "Aarhus Glassworks", "Greenhouse panes")
    desk.presses("Move", inside=desk.modal)
    form = says(desk, "Now in F-")
    form.get_by_role("textbox", name="New folder name").fill("Aarhus Orangeries")
    desk.presses("Move", inside=form)
    moved = says(desk, "was moved to F-")
    expect(moved).to_contain_text("Aarhus Orangeries")
    desk.presses("Open the folder", inside=moved)
    expect(says(desk, "Oldest opportunity")).to_contain_text("Greenhouse panes")
    leaves(desk)
    desk.comes_home(BEN)
    beside(desk.page.get_by_role("tabpanel"), "Aarhus Glassworks").click()
    says(desk, "No opportunities yet.")
    leaves(desk)


@pytest.mark.usefixtures("shared_again")
def test_a_folder_that_is_blocked_is_reassigned_through_the_way_out_that_is_offered(desk: Desk) -> None:
    sets(desk, OWN)
    takes_on(desk, "Abbey Looms", "First bolt", who=ADA)
    leaves(desk)
    desk.comes_home(ADA)
    beside(desk.page.get_by_role("tabpanel"), "Abbey Looms").click()
    desk.presses("Change owner", inside=says(desk, "Oldest opportunity"))
    says(desk, "Choose somebody to read what the change would bring.")
    desk.modal.get_by_role("combobox", name="New owner").click()
    desk.page.get_by_role("option", name=re.compile("Chloé")).click()
    refused = says(desk, "Not possible as it stands.")
    expect(refused).to_contain_text("First bolt")
    refused.get_by_role("checkbox", name="Reassign its opportunities too").check()
    desk.presses("Reassign", inside=refused)
    card = says(desk, "1 opportunity changed hands with it.")
    expect(card).to_contain_text("owner: chloé")
    leaves(desk)


def test_clients_of_a_tag_with_nothing_in_progress_are_found_and_exported(desk: Desk, tmp_path: Path) -> None:
    # The sandbox's world is another at each hour: this client is there in all of them.
    desk.sits(ADA)
    desk.types("/folder new Lapsed Lighting")
    desk.presses("Create", inside=desk.modal)
    desk.presses("New opportunity", inside=desk.reads("No opportunities yet."))
    desk.modal.get_by_role("textbox", name="Title").fill("Lamps once more")
    desk.modal.get_by_role("textbox", name="Tags").fill("renewal")
    desk.presses("Create", inside=desk.modal)
    desk.presses("Lost", inside=desk.reads("Lamps once more"))
    desk.reads("Now: 🔴 Lost")
    desk.comes_home(ADA)
    desk.presses("Filter")
    says(desk, "Sort by")
    chooses(desk, "Opportunities", "Nothing in progress")
    desk.modal.get_by_role("textbox", name="With tag").fill("renewal")
    desk.presses("Apply", inside=desk.modal)
    found = says(desk, "tagged renewal")
    expect(found).to_contain_text(re.compile("nothing in progress", re.IGNORECASE))
    expect(found.locator("strong").first).to_be_visible()
    listed = found.locator("strong").all_inner_texts()
    assert "Lapsed Lighting" in " ".join(listed)
    desk.presses("Export", inside=found)
    says(desk, "Your export is on its way")
    leaves(desk)
    unread = desk.page.get_by_role("navigation").get_by_role("button", name=re.compile("^Dossier, .*unread"))
    unread.click(timeout=2 * PATIENCE)
    desk.page.get_by_role("tab", name="Messages").click()
    sent = desk.reads("Your export:")
    with desk.page.expect_download() as downloading:
        sent.get_by_role("link", name="dossier.xlsx").click()
    downloading.value.save_as(tmp_path / "dossier.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "dossier.xlsx")
    heading, *rows = book.get_sheet_by_name("Client folders").to_python()
    assert [row[heading.index("Name")] for row in rows][: len(listed)] == listed
    assert {row[heading.index("In progress (EUR)")] for row in rows} == {0}
    heading, *deals = book.get_sheet_by_name("Opportunities").to_python()
    tagged = {row[heading.index("Client folder")] for row in deals if "renewal" in str(row[heading.index("Tags")])}
    assert tagged == {row[1] for row in rows}


@pytest.mark.usefixtures("shared_again")
def test_folders_become_private_and_a_rep_looks_for_one_in_vain(desk: Desk) -> None:
    desk.comes_home(ADA)
    desk.presses("New folder")
    says(desk, "New client folder").get_by_role("textbox", name="Name").fill("Aabenraa Archives")
    desk.presses("Create", inside=desk.modal)
    says(desk, "Created.")
    leaves(desk)
    desk.sits(BEN)
    desk.types("/folder list")
    beside(desk.reads("Aabenraa Archives"), "Aabenraa Archives").click()
    desk.reads("No opportunities yet.")
    sets(desk, OWN)
    desk.sits(BEN)
    old = desk.page.get_by_role("article").filter(has_text="Showing:").last
    beside(old, "Aabenraa Archives").click()
    desk.reads("There is no such client folder that you can see.")
    desk.types("/folder list")
    expect(desk.page.get_by_role("article").filter(has_text="Showing:").last).not_to_contain_text("Aabenraa Archives")
    expect(desk.reads("Showing:")).to_contain_text("Owner: ben")
