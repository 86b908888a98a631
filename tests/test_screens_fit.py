"""Every screen fits into what Slack takes (SLACK.md, Limits), in every language and with the longest names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import pytest

from bot import errors, i18n
from bot.i18n import Reader
from bot.parsing.commands import TABLE
from bot.sandbox.blockkit.inspect import check_view
from bot.views import approval_forms, approvals, digests, dormancy, folder_owner, forms, handed, shared
from bot.views.filter_form import filter_form
from bot.views.folder_acts import are_you_sure, deleted
from bot.views.folder_forms import edit_folder
from bot.views.folders import folder_card, folder_choices, folder_list
from bot.views.help import help_screen
from bot.views.history import history_page, owned_on
from bot.views.home import home
from bot.views.opportunities import opportunity_card, opportunity_choices, opportunity_list
from bot.views.screen import Screen
from bot.views.shared import Preview as SharePreview
from bot.views.shared import Subject
from bot.views.why import why_screen
from bot.views.words import counts
from core.approvals.ask import Asked
from core.approvals.rows import ApprovalRow, Ending
from core.approvals.settling import Addressee, Settled
from core.attention import Attention
from core.digests import brief, weekly
from core.digests.times import Digest
from core.dormancies import Dormant
from core.errors import BlockingOpportunity, FolderNotEmpty, OwnersWouldMix
from core.fields import FieldAnswer, FieldAsked
from core.figures import Figures
from core.filters import OWNER_ME, FolderFilter, FolderState, OpportunityFilter, OppsFilter, SortKey
from core.folders.browse import FolderPage
from core.folders.card import FolderCard
from core.folders.delete import DeletedFolder
from core.folders.edit import FolderToEdit
from core.folders.history import HistoryPage, Told
from core.folders.owner import OwnerChange, Preview, Share
from core.folders.rows import FolderRef, FolderRow
from core.folders.why import Act, Why
from core.handed import Given
from core.home import ATTENTION_SHOWN, MINE, TEAM_SHOWN, Home
from core.members import Person
from core.models import ApprovalOutcome, FieldKind, Status
from core.my_team import MyTeam, TeamMate
from core.opportunities.browse import OpportunityPage
from core.opportunities.rows import OpportunityRow
from core.policy import Ground
from core.sharing import Channel, Withheld
from core.together import MOST
from tests import screens_of_leavers
from tests.screens_of_following import about_following
from tests.screens_of_settings import LONG, behind_the_settings

Json = dict[str, Any]

MESSAGE_LIMIT, MESSAGE_BLOCKS = 4000, 50
TITLE, BUTTON, OPTION, HEADER, PLACEHOLDER, VALUE = 24, 75, 75, 150, 150, 2000
THEN: Final = datetime(2026, 11, 24, 9, tzinfo=UTC)
READERS: Final = [Reader.of(language, "Europe/Paris", "EUR") for language in i18n.LANGUAGES]
in_each_language: Final = pytest.mark.parametrize("reader", READERS, ids=i18n.LANGUAGES)

OWNER: Final = Person(1, "U0BEN", "B" * 80, active=False)
FOLDER: Final = FolderRef(2**62, 2**40, LONG, active=False, owner=OWNER)
FIGURES: Final = Figures(
    10**6, dict.fromkeys(Status, 10**6), Decimal("999999999999.99"), Decimal("999999999999.99"), THEN, THEN
)
BLOCKING: Final = (BlockingOpportunity(2**40, LONG, "B" * 80),) * 10
MIXED: Final = OwnersWouldMix(2**40, "C" * 80, BLOCKING, 10**6, along=True)
ROW: Final = FolderRow(
    FOLDER, FIGURES, editable=True, created_at=THEN, updated_at=THEN, version=2**40, administered=True
)


def _opportunity(status: Status) -> OpportunityRow:
    return OpportunityRow(
        id=2**62,
        number=2**40,
        title=LONG,
        status=status,
        amount=Decimal("999999999999.99"),
        owner=OWNER,
        folder=FOLDER,
        tags=("w" * 40,) * 10,
        description="w" * 2000,
        reminder_at=THEN,
        expected_closing_on=date(2026, 12, 1),
        created_at=THEN,
        updated_at=THEN,
        closed_at=THEN if status in (Status.WON, Status.LOST, Status.CANCELLED) else None,
        editable=True,
        version=2**40,
    )


def _modals(reader: Reader) -> Iterator[Json]:
    questions = [FieldAsked(n, LONG, kind, ("w" * 75,), required=True) for n, kind in enumerate(FieldKind, 1)]
    typed = forms.Typed({"name": LONG}, "https://hooks.slack.example/" + "x" * 150)
    yield forms.new_folder(reader, questions, typed, near=[FOLDER] * 5, seen=LONG)
    yield forms.new_opportunity(reader, typed, folder=FOLDER)
    yield forms.standby(reader, _opportunity(Status.STANDBY), typed)
    folders = FolderFilter(
        FolderState.ALL,
        OppsFilter.CANCELLED,
        OWNER_ME,
        ("t",),
        ("u",),
        words=("\\" * 400,),
        sort=SortKey.COUNT,
        descending=True,
    )
    yield from _owner_forms(reader)
    yield from _quiet_folders(reader)
    yield from about_following(reader)
    yield from screens_of_leavers.forms(reader)
    yield from (screen.as_modal(reader) for screen in screens_of_leavers.screens(reader))
    yield forms.find_folder(reader)
    yield filter_form(reader, folders, "U0BEN", "https://hooks.slack.example/" + "x" * 150)
    opportunities = OpportunityFilter(tuple(Status), "U0BEN", ("t",), ("u",), ("\\" * 400,))
    rows = tuple(map(_opportunity, Status))
    answers = tuple(FieldAnswer(LONG, FieldKind.TEXT, "w" * 1000) for _ in range(5))
    told = Told("folder.created", THEN, OWNER, OWNER, False, None, OWNER, OWNER, None, None, {"name": LONG}, "")
    card = FolderCard(ROW, "w" * 2000, answers, rows, FIGURES.won, history=(told,) * 3, deletable=True)
    refused = errors.sentence(FolderNotEmpty(2**40, 10**6, 10**6), reader)
    why = Why(FOLDER, Ground.MANAGER, dict.fromkeys(Act), each_their_own=True)
    to_edit = FolderToEdit(FOLDER, 2**40, "w" * 2000, tuple(questions), {})
    yield edit_folder(reader, to_edit, typed, near=[FOLDER] * 5, seen=LONG, note=LONG)
    asked = ApprovalRow(2**62, FOLDER, OWNER, OWNER, OWNER, "w" * 300, THEN, None)
    declined = replace(asked, ending=Ending(ApprovalOutcome.DECLINED, OWNER, THEN, "w" * 300))
    yield approval_forms.ask_form(reader, FOLDER, forms.Typed({"owner": "U0BEN", "reason": "w" * 300}, "x" * 150))
    yield approval_forms.decline_form(reader, asked, forms.Typed({}, "x" * 150))
    assert declined.ending is not None
    reached = (Addressee("U0BEN", "B" * 80, 1, "en", "UTC"),) * 20
    ended = Settled(False, declined.ending, declined, ())
    yield {"blocks": [block.to_dict() for block in approvals.pending_rows([asked] * 10, reader)]}
    screens = [
        approvals.card(asked, reader),
        approvals.settled_card(declined, declined.ending, reader),
        approvals.settled_card(None, declined.ending, reader),
        approvals.answered(ended, reader),
        approvals.told(declined, declined.ending, reader),
        approvals.told(None, declined.ending, reader),
        approvals.asked_of(Asked(True, asked, reached, reached[0]), reader),
        approvals.asked_before(asked, reader),
        approvals.blocked("w" * 2000, 2**62, reader, along=True),
        approvals.refused_but_may_ask("w" * 200, 2**62, reader, "U0BEN"),
        folder_list(FolderPage((ROW,) * 10, 10**6, True, folders, "B" * 80), reader, sees_everything=False),
        folder_list(FolderPage((), 1, False, FolderFilter(mine=True), ""), reader, sees_everything=True),
        folder_card(card, reader, sees_everything=False, is_admin=True, note=reader.gettext("Created.")),
        folder_choices([FOLDER] * 5, LONG, reader),
        history_page(HistoryPage(FOLDER, (told,) * 10, 10**6, True), reader),
        owned_on(FOLDER, [OWNER] * 5, date(2026, 12, 1), reader),
        why_screen(why, dict.fromkeys(Act, refused), reader),
        why_screen(why, {}, reader),
        deleted(DeletedFolder(2**40, LONG), reader),
        are_you_sure(ROW, reader),
        opportunity_list(OpportunityPage(rows, 10**6, True, opportunities, "B" * 80), reader),
        opportunity_choices(rows, LONG, reader),
        *(opportunity_card(row, reader) for row in rows),
        *(help_screen(row.command, each, "crm-", reader) for row in TABLE for each in (row, None)),
    ]
    yield from behind_the_settings(reader)
    screens += _digests(reader)
    for screen in screens:
        yield screen.as_modal(reader)
    mate = TeamMate(OWNER, 10**6, 10**6, FIGURES.won, FIGURES.won)
    full = Home(
        Attention((ROW,) * ATTENTION_SHOWN, 10**6, (rows[1],) * ATTENTION_SHOWN, 10**6),
        FolderPage((ROW,) * 10, 1, True, folders, ""),
        (asked,) * 10,
        MyTeam((mate,) * TEAM_SHOWN, 10**6),
        frozenset(Digest),
    )
    yield home(full, reader, sees_everything=False, is_admin=True, prefix="crm-")
    bare = Home(Attention((), 0, (), 0), FolderPage((), 1, False, MINE, ""), (), None)
    yield home(bare, reader, sees_everything=True, is_admin=False, prefix="")
    room = Channel("C0ROOM", "r" * 80, True, False, True, ())
    for screen in (shared.folder(card, "B" * 80, reader), shared.opportunity(rows[0], "B" * 80, reader)):
        preview = SharePreview(room, tuple(Withheld), screen, changed=True)
        for subject in (Subject.of_folder(FOLDER), Subject.of_opportunity(rows[0])):
            yield shared.share_form(reader, subject, preview, "https://hooks.slack.example/" + "x" * 150)
            yield shared.share_form(reader, subject, None, "")
            yield shared.done(subject, room, reader, again=False).as_modal(reader)


def _digests(reader: Reader) -> Iterator[Screen]:
    standby = _opportunity(Status.STANDBY)
    attention = Attention((ROW,) * brief.SHOWN, 10**6, (standby,) * brief.SHOWN, 10**6)
    late = brief.Brief(date(2026, 12, 2), attention, (standby,) * brief.SHOWN, 10**6)
    yield digests.brief(late, reader, on=False, sees_everything=False)
    week = weekly.WeekOf(OWNER, 10**6, 10**6, 10**6, FIGURES.won, 10**6, 10**6)
    members, quiet = (week,) * weekly.MEMBERS_SHOWN, (FOLDER,) * weekly.FOLDERS_SHOWN
    table = weekly.Weekly(THEN, THEN, members, 10**6, quiet, 10**6)
    yield digests.weekly(table, THEN.date(), reader, on=False, sees_everything=False)


def _owner_forms(reader: Reader) -> Iterator[Json]:
    shares = (Share(OWNER, 10**6, 10**6, FIGURES.won),) * 30
    reply_url = "https://hooks.slack.example/" + "x" * 150
    heir = replace(OWNER, id=2**62, active=True)
    for to, blocked in ((None, None), (heir, None), (heir, MIXED), (heir, replace(MIXED, along=False)), (OWNER, None)):
        told = heir if blocked is None else None
        preview = Preview(FOLDER, 2**40, shares, to, blocked, told)
        note = reader.gettext("Send the form again to go on all the same.")
        yield folder_owner.change_owner(
            reader, preview, sees_everything=False, reply_url=reply_url, in_place=True, ticked=True, note=note
        )
    change = OwnerChange(True, FOLDER, OWNER, heir, 10**6)
    standby = _opportunity(Status.STANDBY)
    handed_over = handed.given(Given(FOLDER, OWNER, None, 10**6), reader)
    yield handed.given(Given(standby, None, None), reader).as_modal(reader)
    yield handed.given_on(Given(standby, OWNER, replace(OWNER, id=2)), reader).as_modal(reader)
    quiet = dormancy.alert(Dormant(2**62, FOLDER, None, THEN, THEN, False, None, owner_told=True), reader)
    many = [handed_over, quiet, handed.given(Given(standby, OWNER, None), reader), handed.back_to_do(standby, reader)]
    together = handed.together((many * 3)[:MOST], reader)
    assert len(together.text) <= MESSAGE_LIMIT
    assert len(together.blocks) <= MESSAGE_BLOCKS
    yield together.as_modal(reader)
    yield folder_owner.out_of_sight(folder_owner.outcome(change, reader), reader).as_modal(reader)


def _quiet_folders(reader: Reader) -> Iterator[Json]:
    quiet = Dormant(2**62, FOLDER, None, THEN, THEN, ended=False, by=OWNER, owner_told=True)
    yield dormancy.until_when(FOLDER, 2**62, "https://hooks.slack.example/" + "x" * 150, reader)
    deleted_since = replace(quiet, folder=None, name=(2**40, LONG))
    for screen in (
        dormancy.alert(quiet, reader),
        dormancy.reminder(quiet, reader),
        dormancy.given_up(quiet, "B" * 80, reader),
        dormancy.over(quiet, reader),
        dormancy.over(replace(quiet, by=None), reader),
        dormancy.over(deleted_since, reader),
        dormancy.snoozed(FOLDER, reader.date(THEN.date()), reader),
        dormancy.asked(FOLDER, [OWNER] * 60, reader),
        dormancy.asked(FOLDER, (), reader),
    ):
        yield screen.as_modal(reader)


def _parts(tree: Any) -> Iterator[Json]:
    if isinstance(tree, dict):
        yield tree
        for branch in tree.values():
            yield from _parts(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _parts(branch)


@in_each_language
def test_what_stands_behind_the_settings_is_what_slack_takes(reader: Reader) -> None:
    for view in behind_the_settings(reader):
        assert check_view(view, "modal", "") == []


@in_each_language
def test_titles_and_closing_buttons_of_modals_have_up_to_24_characters(reader: Reader) -> None:
    seen = {view[of]["text"] for view in _modals(reader) for of in ("title", "submit", "close") if of in view}
    assert reader.gettext("New client folder") in seen
    assert {text: len(text) for text in seen if not 0 < len(text) <= TITLE} == {}


@in_each_language
def test_buttons_options_headers_and_placeholders_are_short_enough(reader: Reader) -> None:
    limits = {"button": BUTTON, "header": HEADER}
    buttons = set()
    for part in (part for view in _modals(reader) for part in _parts(view["blocks"])):
        if part.get("type") in limits:
            assert 0 < len(part["text"]["text"]) <= limits[part["type"]], part
        if part.get("type") == "button":
            buttons.add(part["text"]["text"])
            assert len(part.get("value", "")) < VALUE
        if "value" in part and "text" in part and "type" not in part:
            assert 0 < len(part["text"]["text"]) <= OPTION, part
        if "placeholder" in part:
            assert 0 < len(part["placeholder"]["text"]) <= PLACEHOLDER, part
    labels = ("Previous", "Next", "Open", "Use this folder instead", "Reopen", "Standby", "Open the folder")
    assert buttons >= {reader.gettext(label) for label in labels}


def test_a_french_reader_is_shown_no_english_label() -> None:
    french = READERS[i18n.LANGUAGES.index("fr")]
    english = {message.id for message in i18n.extracted() if isinstance(message.id, str) and message.id}
    same = {message for message in english if french.gettext(message) == message}
    assert same == {"Admins", "Date", "Description", "Dossier %(version)s", "page %(page)s"}
    labels = {
        part[of]["text"]
        for view in _modals(french)
        for part in _parts(view)
        for of in ("title", "submit", "close", "label", "hint", "placeholder")
        if isinstance(part.get(of), dict)
    }
    assert "Nouveau dossier client" in labels
    assert not labels & (english - same)


def test_counts_read_well_in_both_languages() -> None:
    few = Figures(
        4,
        {Status.TODO: 1, Status.STANDBY: 0, Status.WON: 2, Status.LOST: 1, Status.CANCELLED: 0},
        Decimal(0),
        Decimal(0),
        THEN,
        THEN,
    )
    said = {reader.language: counts(few, reader) for reader in READERS}
    assert said["en"] == "4 opportunities: 1 to do, 2 won, 1 lost"
    assert said["fr"] == "4 opportunités\u00a0: 1 à faire, 2 gagnées, 1 perdue"


@in_each_language
def test_a_message_that_is_brought_up_to_date_fits_however_much_there_is_to_say(reader: Reader) -> None:
    for screen in screens_of_leavers.screens(reader):
        message = screen.as_message()
        assert len(message["text"]) <= 4000
        words = [part["text"] for part in _parts(message["blocks"]) if isinstance(part.get("text"), str)]
        assert sum(map(len, words)) < 10_000
