"""What was filled into a form becomes a typed request, or an error under its field."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from bot import ids
from bot.parsing.errors import UsageError
from bot.parsing.forms import Form
from bot.values import Forged, pack
from core.folders.create import NewFolder
from core.invalid import ReminderMissing
from core.opportunities.create import NewOpportunity
from tests.parsing.readers import FRENCH


def _form(**filled: dict[str, Any]) -> Form:
    values = {block_id.replace("__", "."): {ids.INPUT: element} for block_id, element in filled.items()}
    return Form({"private_metadata": pack(reply=""), "state": {"values": values}})


def test_a_folder_is_read_with_the_answers_to_its_default_fields() -> None:
    form = _form(
        name={"value": " Acme "},
        owner={"selected_user": "U0BEN"},
        description={"value": None},
        field__7={"selected_option": {"value": "Gold"}},
        field__8={"selected_date": "2026-12-01"},
        field__9={"value": None},
    )
    assert form.new_folder() == NewFolder(" Acme ", "U0BEN", "", {7: "Gold", 8: "2026-12-01", 9: ""})
    assert form.typed() == {"name": " Acme ", "owner": "U0BEN", "field.7": "Gold", "field.8": "2026-12-01"}


def test_an_opportunity_is_read_as_its_writer_writes() -> None:
    form = _form(
        name={"value": "Site"},
        amount={"value": "12 500,50"},
        folder={"selected_option": {"value": pack(folder=12)}},
        owner={"selected_user": "U0BEN"},
        tags={"value": "vip, #hot"},
        expected_closing={"selected_date": "2026-12-01"},
    )
    new = NewOpportunity("Site", Decimal("12500.50"), 12, "U0BEN", ("vip", "hot"), "", date(2026, 12, 1))
    assert form.new_opportunity(FRENCH) == new
    assert _form(name={"value": "Site"}).new_opportunity(FRENCH) == NewOpportunity("Site", Decimal("0.00"))


def test_a_reminder_has_a_day_and_may_have_a_time() -> None:
    day = {"selected_date": "2026-12-01"}
    assert _form(reminder=day).reminder() == (date(2026, 12, 1), None)
    assert _form(reminder=day, reminder_time={"selected_time": "14:30"}).reminder() == (
        date(2026, 12, 1),
        time(14, 30),
    )


@pytest.mark.parametrize(
    ("filled", "field"),
    [
        ({"reminder": {"selected_date": "2026-02-30"}}, ids.REMINDER),
        ({"reminder": {"selected_date": "2026-12-01"}, "reminder_time": {"selected_time": "25:00"}}, ids.REMINDER_TIME),
    ],
)
def test_what_is_no_day_or_time_is_told_under_its_field(filled: dict[str, Any], field: str) -> None:
    with pytest.raises(UsageError) as refusal:
        _form(**filled).reminder()
    assert refusal.value.field == field


def test_standby_without_a_day_is_refused_by_its_rule() -> None:
    with pytest.raises(ReminderMissing):
        _form(reminder={"selected_date": None}).reminder()


@pytest.mark.parametrize(("block_id", "value"), [(ids.AMOUNT, "abc"), (ids.TAGS, "x" * 41)])
def test_an_amount_or_tags_that_cannot_be_read_are_told_under_their_field(block_id: str, value: str) -> None:
    with pytest.raises(UsageError) as refusal:
        _form(**{block_id: {"value": value}}).new_opportunity(FRENCH)
    assert refusal.value.field == block_id


@pytest.mark.parametrize("value", ["12", "[]", '{"folder":"12"}', '{"folder":true}', '{"folder":-1}', "{}", "nonsense"])
def test_a_folder_that_no_search_offered_is_forged(value: str) -> None:
    with pytest.raises(Forged):
        _form(folder={"selected_option": {"value": value}}).new_opportunity(FRENCH)


def test_what_is_no_text_at_all_is_forged() -> None:
    with pytest.raises(Forged):
        _form(name={"value": {"a": 1}}).new_folder()
