"""Leaks made on purpose, in each place where one can be."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.models.blocks import SectionBlock
from xlsxwriter import Workbook

import bot.visit
from bot.folders import export as export_folders
from bot.i18n import Reader
from bot.sheets import comma_separated
from bot.views import dormancy, handed
from bot.views.screen import Screen, plain
from bot.visit import Visit
from core import figures, policy
from core.actor import Actor
from core.errors import NotFound
from core.folders import browse, find
from core.handed import Given
from core.models import Folder, FolderSharing, OpportunityVisibility
from tests.leaks.planting import Garden, Thing

Json = dict[str, Any]


class Betrayer:
    """Knows a secret of the world that is being visited, for views that let it slip."""

    def __init__(self) -> None:
        self.word = ""
        self.amount = ""
        self.words: dict[str, str] = {}

    def learns(self, garden: Garden, hidden: set[Thing]) -> None:
        """Pick up a word, and an amount that sums up something seen and something hidden."""
        things = sorted(thing for thing in hidden if thing[0] == "opportunity")
        self.word = garden.planted[things[0]].former if things else ""
        for person in garden.world.people:
            from_them = sorted(garden.hidden_from(person), reverse=True)
            self.words[person.slack] = garden.planted[from_them[0]].former if from_them else ""
        amount = sum(one.amount for one in garden.world.opportunities) if things else 0
        self.amount = f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") if things else ""


Mistake = Callable[[pytest.MonkeyPatch, Betrayer], None]


def _changed(patch: pytest.MonkeyPatch, owner: type[Any], name: str, change: Callable[..., Any]) -> None:
    """Put a function round a method: it takes what the method gives, and gives something else."""
    true_one = getattr(owner, name)
    patch.setattr(owner, name, lambda *given, **named: change(true_one(*given, **named)))


def in_the_blocks_of_a_message(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    def slip(message: Json) -> Json:
        section = SectionBlock(text=plain(f"See also {betrayer.word}")).to_dict()
        return {**message, "blocks": [*message["blocks"], section]}

    _changed(patch, Screen, "as_message", slip)


def in_the_fallback_text(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    _changed(patch, Screen, "as_message", lambda message: {**message, "text": f"{message['text']} {betrayer.word}"})


def as_a_sum_in_french(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    _changed(patch, Screen, "as_message", lambda message: {**message, "text": f"{message['text']} {betrayer.amount} €"})


def in_the_value_of_a_button(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    def slip(message: Json) -> Json:
        for block in message["blocks"]:
            for element in block.get("elements", []):
                if element.get("type") == "button" and element.get("value"):
                    element["value"] = json.dumps({**json.loads(element["value"]), "of": betrayer.word})
        return message

    _changed(patch, Screen, "as_message", slip)


def _asks(patch: pytest.MonkeyPatch, slip: Callable[[Json], Json]) -> None:
    true_one = Visit.ask
    patch.setattr(Visit, "ask", lambda visit, modal: true_one(visit, slip(modal)))


def in_private_metadata(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    def slip(modal: Json) -> Json:
        kept = json.loads(modal.get("private_metadata") or "{}")
        return {**modal, "private_metadata": json.dumps({**kept, "of": betrayer.word})}

    _asks(patch, slip)


def in_a_modal(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    hint = plain("Known: ").to_dict()
    _asks(
        patch,
        lambda modal: {
            **modal,
            "blocks": [*modal["blocks"], {"type": "section", "text": {**hint, "text": f"Known: {betrayer.word}"}}],
        },
    )


def on_the_home_tab(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    true_one = Visit.publish

    def publish(visit: Visit, home: Json) -> None:
        section = SectionBlock(text=plain(f"Needs you: {betrayer.word}")).to_dict()
        true_one(visit, {**home, "blocks": [*home["blocks"], section]})

    patch.setattr(Visit, "publish", publish)


def among_the_options_offered(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    true_one = Visit.offer

    def offer(visit: Visit, options: list[Json]) -> None:
        text = plain(f"F-1 {betrayer.word}").to_dict()
        true_one(visit, [*options[:99], {"text": text, "value": "x"}])

    patch.setattr(Visit, "offer", offer)


def in_a_cell_of_a_csv_file(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    true_one = comma_separated
    patch.setattr(
        export_folders, "comma_separated", lambda *given: true_one(*given) + f"F-1,{betrayer.word}\r\n".encode()
    )


def in_a_cell_of_a_workbook(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    def workbook(_exported: object, _reader: Reader) -> bytes:
        written = io.BytesIO()
        with Workbook(written, {"in_memory": True}) as book:
            book.add_worksheet("Client folders").write_string(1, 1, betrayer.word)
        return written.getvalue()

    patch.setattr(export_folders, "workbook", workbook)


def in_the_name_of_a_file(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    true_one = Visit.deliver

    def deliver(visit: Visit, files: list[Json], said: str) -> None:
        true_one(visit, [{**file, "filename": f"{betrayer.word}-{file['filename']}"} for file in files], said)

    patch.setattr(Visit, "deliver", deliver)


def in_a_reply_that_one_person_reads(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    true_one = bot.visit._send

    def send(screen: Screen, reply_url: str, *, replace: bool) -> bool:
        slipped = Screen(screen.title, f"{screen.text} {betrayer.word}", screen.blocks)
        return true_one(slipped, reply_url, replace=replace)

    patch.setattr(bot.visit, "_send", send)


def in_a_message_to_somebody_else(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    true_one = handed.given

    def given(found: Given, reader: Reader) -> Screen:
        screen = true_one(found, reader)
        return Screen(screen.title, f"{screen.text} {betrayer.words[found.thing.owner.slack_user_id]}", screen.blocks)

    patch.setattr(handed, "given", given)


def _tells(patch: pytest.MonkeyPatch, betrayer: Betrayer, what: str) -> None:
    true_one = getattr(dormancy, what)

    def tell(*known: Any) -> Screen:
        screen: Screen = true_one(*known)
        return replace(screen, text=f"{screen.text} {betrayer.word}")

    patch.setattr(dormancy, what, tell)


def in_what_the_worker_tells(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    _tells(patch, betrayer, "alert")


def in_what_is_told_in_its_place(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    _tells(patch, betrayer, "over")


def in_the_key_of_a_hidden_folder(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    """An opportunity that is seen names the folder that is not."""
    forgetful(patch, "core.opportunities.rows.policy", "visible_folders", folders=FolderSharing.SHARED)


def forgetful(patch: pytest.MonkeyPatch, module: str, name: str, **forgotten: Any) -> None:
    """The policy, as one module imports it, with a setting taken for another in one of its functions."""
    true_one = getattr(policy, name)

    def forgets(actor: Actor, *rest: Any) -> Any:
        return true_one(replace(actor, **forgotten), *rest)

    patch.setattr(module, SimpleNamespace(**(vars(policy) | {name: forgets})))


def v_forgotten_in_the_sums(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    forgetful(patch, "core.figures.policy", "visible_opportunities", opportunities=OpportunityVisibility.EVERYONE)


def v_forgotten_in_the_rows(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    forgetful(
        patch, "core.opportunities.rows.policy", "visible_opportunities", opportunities=OpportunityVisibility.EVERYONE
    )


def _seeing_all(patch: pytest.MonkeyPatch, name: str) -> None:
    """One way to find folders, for which they are all shared."""
    true_one = getattr(find, name)

    def finds(session: Any, actor: Actor, *rest: Any) -> Any:
        return true_one(session, replace(actor, folders=FolderSharing.SHARED), *rest)

    patch.setattr(find, name, finds)


def f_forgotten_among_near_same_names(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    _seeing_all(patch, "near_same")


def f_forgotten_in_suggestions(patch: pytest.MonkeyPatch, betrayer: Betrayer) -> None:
    _seeing_all(patch, "suggest_folders")


def v_forgotten_where_folders_are_sorted_and_filtered_by_sums(patch: pytest.MonkeyPatch) -> None:
    true_one = figures.figures_of

    def figures_of(actor: Actor, folder_id: Any, *rest: str) -> Any:
        asked = folder_id is Folder.id
        return true_one(
            replace(actor, opportunities=OpportunityVisibility.EVERYONE) if asked else actor, folder_id, *rest
        )

    patch.setattr(browse, "figures_of", figures_of)


def v_forgotten_where_folders_are_filtered_by_tag_and_status(patch: pytest.MonkeyPatch) -> None:
    true_one = browse._has_inside

    def has_inside(actor: Actor, condition: Any) -> Any:
        return true_one(replace(actor, opportunities=OpportunityVisibility.EVERYONE), condition)

    patch.setattr(browse, "_has_inside", has_inside)


def a_hidden_folder_is_answered_in_other_words(patch: pytest.MonkeyPatch) -> None:
    true_one = find.find_folders

    def find_folders(session: Any, actor: Actor, **asked: Any) -> Any:
        found = true_one(session, actor, **asked)
        every = true_one(session, replace(actor, folders=FolderSharing.SHARED), **asked)
        if every and not found:
            raise NotFound("folder")
        return found

    patch.setattr(find, "find_folders", find_folders)
