"""What a person does on the page, without looking under it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.browser import Desk

pytestmark = pytest.mark.browser


def test_a_rep_lists_folders_turns_the_page_and_opens_one(desk: Desk) -> None:
    desk.sits("U0BEN")
    desk.types("/folder list")
    first = desk.reads("Client folders")
    name = first.locator("strong").first.inner_text()
    desk.presses("Next", inside=first)
    second = desk.reads("page 2")
    expect(second).not_to_contain_text(name)
    desk.presses("Previous", inside=second)
    first = desk.reads(name)
    first.get_by_role("button", name="Open", exact=True).first.click()
    desk.reads("Oldest opportunity")


def test_a_folder_and_an_opportunity_are_made_without_a_command(desk: Desk) -> None:
    desk.sits("U0BEN")
    desk.types("/folder list")
    desk.presses("New folder")
    desk.modal.get_by_role("textbox", name="Name").fill("Harbour & Sons <Marine> Ltd")
    desk.presses("Create", inside=desk.modal)
    card = desk.reads("Harbour & Sons <Marine> Ltd")
    desk.presses("New opportunity", inside=card)
    desk.modal.get_by_role("textbox", name="Title").fill("First order")
    desk.modal.get_by_role("textbox", name="Amount").fill("twelve")
    desk.presses("Create", inside=desk.modal)
    expect(desk.modal).to_contain_text("is no amount in EUR")
    desk.modal.get_by_role("textbox", name="Amount").fill("12.5k")
    desk.presses("Create", inside=desk.modal)
    made = desk.reads("First order")
    expect(made).to_contain_text("€12,500")
    desk.presses("Won", inside=made)
    desk.reads("Now: 🟢 Won")


def test_standby_asks_until_when_and_the_card_changes_in_place(desk: Desk) -> None:
    desk.sits("U0BEN")
    desk.types("/opp list status:todo owner:me")
    found = desk.reads("Showing: status: to do")
    found.get_by_role("button", name="Open", exact=True).first.click()
    card = desk.reads("Created on")
    desk.presses("Standby", inside=card)
    desk.modal.get_by_label("Reminder date").fill("2099-12-24")
    desk.presses("Save", inside=desk.modal)
    desk.reads("24 Dec 2099")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)


def test_two_people_side_by_side_read_their_own_answers(desk: Desk) -> None:
    desk.sits("U0ADA", beside="U0GUS", besideAt="C0GENERAL")
    left = desk.page.get_by_role("region", name=re.compile("Ada"))
    right = desk.page.get_by_role("region", name=re.compile("Gus"))
    desk.types("/folder mine", pane=left)
    desk.types("/folder list", pane=right)
    desk.reads("My client folders", pane=left)
    desk.reads("guests cannot use it", pane=right)
    expect(right).not_to_contain_text("My client folders")


def test_sharing_says_what_a_channel_with_guests_will_read(desk: Desk) -> None:
    desk.sits("U0BEN")
    desk.types("/folder open St Brannock")
    card = desk.reads("Oldest opportunity")
    expect(card).to_contain_text("Revenue won a month: ")
    desk.presses("Share", inside=card)
    expect(desk.modal).to_contain_text("What #sales will read:")
    desk.modal.get_by_role("combobox").first.click()
    desk.page.keyboard.type("partners")
    desk.page.keyboard.press("Enter")
    expect(desk.modal).to_contain_text("there are guests in the channel")
    expect(desk.modal).not_to_contain_text("€")
    desk.presses("Share", inside=desk.modal)
    desk.reads("was shared in #partners.")


def test_the_home_tab_begins_with_what_is_mine(desk: Desk) -> None:
    desk.comes_home("U0CHLOE")
    expect(desk.page.get_by_text("Mes dossiers clients").first).to_be_visible()
