"""What stands behind the word of a sub-command, read into what it asks for: one function a shape.

Each takes the text, unescaped, and who typed it, and raises `UsageError` where it cannot be read.
"""

import re
from typing import Final

from bot.i18n import N_, Reader
from bot.parsing import filters
from bot.parsing.dates import is_date, read_date, read_past
from bot.parsing.errors import UsageError
from bot.parsing.refs import ByName, ByNumber, Ref, read_ref
from bot.parsing.requests import (
    AskHealth,
    Attach,
    DeleteOpportunity,
    Detach,
    Duplicate,
    ExportFolders,
    FolderHistory,
    Follow,
    GiveFolder,
    GiveOpportunity,
    HandOver,
    Help,
    ListFolders,
    ListOpportunities,
    Move,
    NewFolder,
    NewOpportunity,
    OpenFolder,
    OpenOpportunity,
    OpenSettings,
    Request,
    RestoreOpportunity,
    SetActive,
    SetStatus,
    Unfollow,
    WhyFolder,
)
from bot.parsing.splits import people_named, split_to, split_whom
from core.models import Status

_QUOTED: Final = re.compile(r"\"[^\"]*\"|[“«][^”»]*[”»]")
_IN: Final = re.compile(r"(?:.*\s|^)(?P<in>(?:in|dans)\s+)\S.*", re.IGNORECASE | re.DOTALL)
_QUOTED_FIRST: Final = re.compile(r"(?P<name>[\"“«][^\"”»]*[\"”»])\s+(?P<rest>.+)")
_NUMBER_FIRST: Final = re.compile(r"(?P<name>(?:[oO][-–]?|#)\d+)\s+(?P<rest>.+)")
_OWNER_AT: Final = re.compile(
    r"(?P<folder>.+?)\s+(?:owner\s+(?:at|on)|propri[ée]taire\s+(?:le|au|du|à))\s+(?P<day>.+)", re.IGNORECASE | re.DOTALL
)
_DATE_WORDS: Final = 3
"""No date that `read_date` knows has more words."""


def _one(text: str, letter: str) -> Ref:
    ref = read_ref(text, letter)
    if isinstance(ref, ByName) and not ref.name:
        raise UsageError(
            N_("Which client folder? Give its number, such as F-12, or its name.")
            if letter == "F"
            else N_("Which opportunity? Give its number, such as O-34, or its title.")
        )
    return ref


def list_folders(text: str, _: Reader, *, mine: bool = False) -> Request:
    """`[filter]`, of folders."""
    return ListFolders(filters.read(text, mine=mine))


def open_settings(_text: str, _: Reader) -> Request:
    """Nothing."""
    return OpenSettings()


def ask_health(_text: str, _: Reader) -> Request:
    """Nothing."""
    return AskHealth()


def follow(text: str, _: Reader) -> Request:
    """`[filter]`, of folders."""
    return Follow(filters.read(text))


def unfollow(_text: str, _: Reader) -> Request:
    """Nothing."""
    return Unfollow()


def export_folders(text: str, _: Reader) -> Request:
    """`[filter]`, of folders."""
    return ExportFolders(filters.read(text))


def new_folder(text: str, _: Reader) -> Request:
    """`[name]`."""
    return NewFolder(_unquoted(text))


def open_folder(text: str, _: Reader) -> Request:
    """`<folder>`."""
    return OpenFolder(_one(text, "F"))


def folder_given(text: str, _: Reader) -> Request:
    """`<folder> [@user]`."""
    which, whom = split_whom(text)
    return GiveFolder(_one(which, "F"), whom)


def handed_over(text: str, _: Reader) -> Request:
    """`@from [@to]`, with as many heirs as there are."""
    leaver, *heirs = people_named(text) or (None,)
    return HandOver(leaver, tuple(one for one in heirs if one))


def set_active(active: bool, text: str, _: Reader) -> Request:
    """`<folder>`."""
    return SetActive(_one(text, "F"), active)


def folder_history(text: str, reader: Reader) -> Request:
    """`<folder> [owner at <date>]`. A name that holds these words is put in quotes."""
    shadow = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), text)
    asked = _OWNER_AT.fullmatch(shadow)
    if asked is None:
        return FolderHistory(_one(text, "F"))
    return FolderHistory(_one(text[: asked.end("folder")], "F"), read_past(text[asked.start("day") :], reader))


def why_folder(text: str, _: Reader) -> Request:
    """`<folder>`."""
    return WhyFolder(_one(text, "F"))


def list_opportunities(text: str, _: Reader) -> Request:
    """`[filter]`, of opportunities."""
    return ListOpportunities(filters.read_opportunities(text))


def new_opportunity(text: str, _: Reader) -> Request:
    """The last ` in ` that stands outside quotes splits title and folder; a title that holds one is put in quotes."""
    found = _IN.fullmatch(_QUOTED.sub(lambda quoted: "x" * len(quoted[0]), text))
    if found is None:
        return NewOpportunity(_unquoted(text), None)
    return NewOpportunity(_unquoted(text[: found.start("in")]), _one(text[found.end("in") :], "F"))


def open_opportunity(text: str, _: Reader) -> Request:
    """`<opp>`."""
    return OpenOpportunity(_one(text, "O"))


def set_status(status: Status, text: str, _: Reader) -> Request:
    """`<opp>`."""
    return SetStatus(status, _one(text, "O"))


def standby(text: str, reader: Reader) -> Request:
    """Behind a number or a quoted title comes a date; behind a bare title as many words as make one."""
    split = _NUMBER_FIRST.fullmatch(text.strip()) or _QUOTED_FIRST.fullmatch(text.strip())
    if split:
        return SetStatus(Status.STANDBY, _one(split["name"], "O"), read_date(split["rest"], reader))
    words = text.split()
    for count in range(min(_DATE_WORDS, len(words) - 1), 0, -1):
        last = " ".join(words[-count:])
        if is_date(last, reader):
            return SetStatus(Status.STANDBY, _one(" ".join(words[:-count]), "O"), read_date(last, reader))
    return SetStatus(Status.STANDBY, _one(text, "O"))


def placed(kind: type[Attach] | type[Move], text: str, _: Reader) -> Request:
    """`<opp> [to <folder>]`."""
    which, where = split_to(text)
    return kind(_one(which, "O"), _one(where, "F") if where else None)


def given(text: str, _: Reader) -> Request:
    """`<opp> [@user]`."""
    which, whom = split_whom(text)
    return GiveOpportunity(_one(which, "O"), whom)


def named(kind: type[Detach] | type[Duplicate] | type[DeleteOpportunity], text: str, _: Reader) -> Request:
    """`<opp>`."""
    return kind(_one(text, "O"))


def restored(text: str, _: Reader) -> Request:
    """`[opp]`."""
    return RestoreOpportunity(_one(text, "O") if text.strip() else None)


def asked_help(command: str, text: str, _: Reader) -> Request:
    """`[word]`."""
    return Help(command, text.strip().lower())


def _unquoted(text: str) -> str:
    ref = read_ref(text, "")
    return ref.asked if isinstance(ref, ByNumber) else ref.name
