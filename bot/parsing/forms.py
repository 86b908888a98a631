"""What was filled into a form, as typed requests. Past here nobody sees Slack's `state.values`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot import ids
from bot.i18n import N_, Reader
from bot.parsing import filters
from bot.parsing.errors import UsageError
from bot.parsing.money import read_money
from bot.parsing.tags import read_tags
from bot.values import Forged, Packed
from core.filters import OWNER_ME, FolderFilter, FolderState, OppsFilter, SortKey
from core.folders.create import NewFolder
from core.folders.edit import EditedFolder
from core.invalid import ReminderMissing
from core.opportunities.create import NewOpportunity
from core.opportunities.edit import EditedOpportunity
from core.opportunities.placing import InFolder, InNewFolder, Place

_MESSAGE_LINK = re.compile(r"https?://[^/\s<>|]+/archives/[A-Z0-9]+/p\d+[^\s<>|]*")


class Form:
    """A form that was sent, or that is being filled in.

    Args:
        view: the modal, as Slack sends it.
    """

    def __init__(self, view: Mapping[str, Any]) -> None:
        self._values: Mapping[str, Any] = (view.get("state") or {}).get("values") or {}
        self._blocks: Sequence[Mapping[str, Any]] = view.get("blocks") or ()
        self.kept = Packed(view.get("private_metadata"))

    def typed(self) -> dict[str, str]:
        """What is in each field, by block id: for the same form shown again."""
        found = {block_id: self.text(block_id) for block_id in self._values}
        return {block_id: value for block_id, value in found.items() if value}

    def text(self, block_id: str) -> str:
        """What is in a field: text, a date, a time, a user id or a choice; empty where nothing is.

        Raises:
            Forged: no text at all.
        """
        for element in self._values.get(block_id, {}).values():
            chosen = element.get("selected_option")
            found = (
                element.get("value")
                or element.get("selected_date")
                or element.get("selected_time")
                or element.get("selected_user")
                or element.get("selected_conversation")
                or (chosen.get("value") if isinstance(chosen, dict) else None)
            )
            if found is not None and not isinstance(found, str):
                raise Forged
            return found or ""
        return ""

    def is_ticked(self, block_id: str) -> bool:
        """Whether a box of the field is ticked."""
        chosen = [element.get("selected_options") for element in self._values.get(block_id, {}).values()]
        return any(chosen)

    def people(self, block_id: str) -> frozenset[str]:
        """Who is chosen in a field, as Slack ids.

        Raises:
            Forged: something else.
        """
        for element in self._values.get(block_id, {}).values():
            chosen = element.get("selected_users") or []
            if not isinstance(chosen, list) or not all(isinstance(one, str) for one in chosen):
                raise Forged
            return frozenset(chosen)
        return frozenset()

    def people_shown(self, block_id: str) -> frozenset[str]:
        """Who was chosen in a field when the form was opened, as Slack ids.

        Raises:
            Forged: something else.
        """
        for block in self._blocks:
            if block.get("block_id") == block_id:
                shown = (block.get("element") or {}).get("initial_users") or []
                if not isinstance(shown, list) or not all(isinstance(one, str) for one in shown):
                    raise Forged
                return frozenset(shown)
        return frozenset()

    def new_folder(self) -> NewFolder:
        """The form "New client folder"."""
        return NewFolder(
            name=self.text(ids.NAME),
            owner_slack_user_id=self.text(ids.OWNER) or None,
            description=self.text(ids.DESCRIPTION),
            answers=self._answers(),
        )

    def edited_folder(self) -> EditedFolder:
        """The form "Edit client folder"."""
        return EditedFolder(name=self.text(ids.NAME), description=self.text(ids.DESCRIPTION), answers=self._answers())

    def _answers(self) -> dict[int, str]:
        """Default fields, by their id."""
        return {
            int(block_id.removeprefix(ids.FIELD)): self.text(block_id)
            for block_id in self._values
            if block_id.removeprefix(ids.FIELD).isdecimal()
        }

    def new_opportunity(self, reader: Reader) -> NewOpportunity:
        """The form "New opportunity".

        Args:
            reader: how the person writes numbers, and the currency that is taken.

        Raises:
            UsageError: the amount or the tags cannot be read; it names the field.
        """
        folder = self.text(ids.FOLDER)
        closing = self.text(ids.EXPECTED_CLOSING)
        return NewOpportunity(
            title=self.text(ids.NAME),
            amount=read_money(self.text(ids.AMOUNT), reader, field=ids.AMOUNT),
            folder_id=Packed(folder).number("folder") if folder else None,
            owner_slack_user_id=self.text(ids.OWNER) or None,
            tags=read_tags(self.text(ids.TAGS), field=ids.TAGS),
            description=self.text(ids.DESCRIPTION),
            expected_closing_on=_date(closing, ids.EXPECTED_CLOSING) if closing else None,
            permalink=_permalink(self.kept.text("link")),
        )

    def edited_opportunity(self, reader: Reader) -> EditedOpportunity:
        """The form "Edit opportunity".

        Args:
            reader: how the person writes numbers, and the currency that is taken.

        Raises:
            UsageError: the amount or the tags cannot be read; it names the field.
        """
        closing = self.text(ids.EXPECTED_CLOSING)
        return EditedOpportunity(
            title=self.text(ids.NAME),
            amount=read_money(self.text(ids.AMOUNT), reader, field=ids.AMOUNT),
            tags=read_tags(self.text(ids.TAGS), field=ids.TAGS),
            description=self.text(ids.DESCRIPTION),
            expected_closing_on=_date(closing, ids.EXPECTED_CLOSING) if closing else None,
        )

    def place(self) -> Place:
        """The forms "Attach to a folder" and "Move to a folder": a folder that there is, or the name of a new one.

        Raises:
            UsageError: neither, or both.
        """
        folder, name = self.text(ids.FOLDER), self.text(ids.NAME)
        if folder and name:
            raise UsageError(N_("Choose a client folder or name a new one, not both."), field=ids.NAME)
        if folder:
            return InFolder(Packed(folder).number("folder"))
        if name:
            return InNewFolder(name)
        raise UsageError(N_("Choose a client folder, or name a new one."), field=ids.FOLDER)

    def filter(self, viewer: str) -> FolderFilter:
        """The form "Filter": what it was opened with, changed by what was filled in.

        Args:
            viewer: the Slack id of who filled it in, kept as "me".

        Raises:
            UsageError: tags that are none, or more than a filter holds.
            Forged: a choice that the form does not offer.
        """
        try:
            state, sort = FolderState(self.text(ids.STATE)), SortKey(self.text(ids.SORT).removeprefix("-"))
        except ValueError as error:
            raise Forged from error
        descending = self.text(ids.SORT).startswith("-")
        return self._fitting(replace(self._narrowed(viewer), state=state, sort=sort, descending=descending))

    def followed(self) -> FolderFilter:
        """The form "Follow": the same, without a state and an order; and nobody is "me" to a channel."""
        return self._fitting(self._narrowed(""))

    def _narrowed(self, viewer: str) -> FolderFilter:
        opps, owner = self.text(ids.OPPS), self.text(ids.OWNER)
        words = "".join(sign for sign in self.text(ids.WORDS) if sign not in filters.QUOTES).split()
        try:
            return replace(
                filters.read(self.kept.text("filter"), mine=self.kept.flag("mine")),
                opps=OppsFilter(opps) if opps else None,
                owner=(OWNER_ME if owner == viewer else owner) if owner else None,
                tags=read_tags(self.text(ids.WITH_TAG), field=ids.WITH_TAG),
                without_tags=read_tags(self.text(ids.WITHOUT_TAG), field=ids.WITHOUT_TAG),
                words=tuple(words),
            )
        except ValueError as error:
            raise Forged from error

    def _fitting(self, question: FolderFilter) -> FolderFilter:
        if len(filters.write(question)) > filters.LONGEST:
            raise UsageError(filters.TOO_LONG, {"limit": filters.LONGEST}, field=ids.WORDS)
        return question

    def reminder(self) -> tuple[date, time | None]:
        """The form "Standby": the day, and the time where one was chosen.

        Raises:
            ReminderMissing: no date.
            UsageError: something that is none.
        """
        on, at = self.text(ids.REMINDER), self.text(ids.REMINDER_TIME)
        if not on:
            raise ReminderMissing
        return _date(on, ids.REMINDER), _time(at) if at else None


def _permalink(text: str) -> str | None:
    """A link to a message; what the form holds has been outside, so anything else is dropped."""
    return text if _MESSAGE_LINK.fullmatch(text) else None


def _date(text: str, block_id: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(N_("A date is needed, such as 2026-12-01."), field=block_id) from error


def _time(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 — a time of day has no zone; its day gives it one
    except ValueError as error:
        raise UsageError(N_("A time is needed, such as 14:30."), field=ids.REMINDER_TIME) from error
