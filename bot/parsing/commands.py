"""The command table: parser, help, manifest, usage hints and router all read this one.

To add a sub-command: a row here, a listener that `register()`s for its request, a view.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from rapidfuzz import process

from bot.i18n import N_, Reader
from bot.mrkdwn import unescape
from bot.parsing import filters
from bot.parsing.dates import is_date, read_date
from bot.parsing.errors import UsageError
from bot.parsing.refs import ByName, ByNumber, Ref, read_ref
from bot.parsing.requests import (
    Attach,
    DeleteOpportunity,
    Detach,
    Duplicate,
    ExportFolders,
    GiveOpportunity,
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
    SetStatus,
)
from bot.parsing.splits import split_to, split_whom
from core.models import Status

FOLDER: Final = "folder"
OPP: Final = "opp"

ABOUT: Final = {
    FOLDER: N_("Client folders: list, open, create"),
    OPP: N_("Opportunities: list, open, create, set the status, move, duplicate"),
}
"""What the commands are for, as Slack shows it while somebody types."""

_NEAR: Final = 50
_QUOTED: Final = re.compile(r"\"[^\"]*\"|[“«][^”»]*[”»]")
_IN: Final = re.compile(r"(?:.*\s|^)(?P<in>(?:in|dans)\s+)\S.*", re.IGNORECASE | re.DOTALL)
_QUOTED_FIRST: Final = re.compile(r"(?P<name>[\"“«][^\"”»]*[\"”»])\s+(?P<rest>.+)")
_NUMBER_FIRST: Final = re.compile(r"(?P<name>(?:[oO][-–]?|#)\d+)\s+(?P<rest>.+)")
_DATE_WORDS: Final = 3
"""No date that `read_date` knows has more words."""


@dataclass(frozen=True, slots=True)
class SubCommand:
    """A row of the table.

    Attributes:
        command: "folder" or "opp".
        words: its name and what else it answers to; French too.
        argument: what comes behind it, as the help shows it.
        about: what it does, a message of the catalogue.
        example: how it may look.
        request: what it asks for: the router sends it to the listener registered for that.
        read: what was typed behind the word → the request.
        reads_dates: whether reading needs to know where and how the person reads dates.
        reads_people: whether a person may be meant; elsewhere a mention is a word of a name.
    """

    command: str
    words: tuple[str, ...]
    argument: str
    about: str
    example: str
    request: type[Request]
    read: Callable[[str, Reader], Request]
    reads_dates: bool = False
    reads_people: bool = False

    @property
    def name(self) -> str:
        """The word that the help shows."""
        return self.words[0]

    def usage(self, prefix: str) -> str:
        """How it is typed.

        Args:
            prefix: of the commands' names.
        """
        return " ".join(filter(None, (f"/{prefix}{self.command}", self.name, self.argument)))


def _one(text: str, letter: str) -> Ref:
    ref = read_ref(text, letter)
    if isinstance(ref, ByName) and not ref.name:
        raise UsageError(
            N_("Which client folder? Give its number, such as F-12, or its name.")
            if letter == "F"
            else N_("Which opportunity? Give its number, such as O-34, or its title.")
        )
    return ref


def _list_folders(text: str, _: Reader, *, mine: bool = False) -> Request:
    return ListFolders(filters.read(text, mine=mine))


def _open_settings(_text: str, _: Reader) -> Request:
    return OpenSettings()


def _export_folders(text: str, _: Reader) -> Request:
    return ExportFolders(filters.read(text))


def _new_folder(text: str, _: Reader) -> Request:
    return NewFolder(_unquoted(text))


def _open_folder(text: str, _: Reader) -> Request:
    return OpenFolder(_one(text, "F"))


def _list_opportunities(text: str, _: Reader) -> Request:
    return ListOpportunities(filters.read_opportunities(text))


def _new_opportunity(text: str, _: Reader) -> Request:
    """The last ` in ` that stands outside quotes splits title and folder; a title that holds one is put in quotes."""
    found = _IN.fullmatch(_QUOTED.sub(lambda quoted: "x" * len(quoted[0]), text))
    if found is None:
        return NewOpportunity(_unquoted(text), None)
    return NewOpportunity(_unquoted(text[: found.start("in")]), _one(text[found.end("in") :], "F"))


def _open_opportunity(text: str, _: Reader) -> Request:
    return OpenOpportunity(_one(text, "O"))


def _set_status(status: Status, text: str, _: Reader) -> Request:
    return SetStatus(status, _one(text, "O"))


def _standby(text: str, reader: Reader) -> Request:
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


def _placed(kind: type[Attach] | type[Move], text: str, _: Reader) -> Request:
    which, where = split_to(text)
    return kind(_one(which, "O"), _one(where, "F") if where else None)


def _given(text: str, _: Reader) -> Request:
    which, whom = split_whom(text)
    return GiveOpportunity(_one(which, "O"), whom)


def _named(kind: type[Detach] | type[Duplicate] | type[DeleteOpportunity], text: str, _: Reader) -> Request:
    return kind(_one(text, "O"))


def _restored(text: str, _: Reader) -> Request:
    return RestoreOpportunity(_one(text, "O") if text.strip() else None)


def _help(command: str, text: str, _: Reader) -> Request:
    return Help(command, text.strip().lower())


def _unquoted(text: str) -> str:
    ref = read_ref(text, "")
    return ref.asked if isinstance(ref, ByNumber) else ref.name


TABLE: Final = (
    SubCommand(
        FOLDER,
        ("list", "liste"),
        "[filter]",
        N_("the client folders you can see, summed up, ten a page"),
        "list opps:none sort:-won",
        ListFolders,
        _list_folders,
        reads_people=True,
    ),
    SubCommand(
        FOLDER,
        ("mine", "mes"),
        "[filter]",
        N_("those you own or have opportunities in"),
        "mine",
        ListFolders,
        partial(_list_folders, mine=True),
        reads_people=True,
    ),
    SubCommand(
        FOLDER,
        ("new", "nouveau", "nouvelle"),
        "[name]",
        N_("create a client folder"),
        "new Acme",
        NewFolder,
        _new_folder,
    ),
    SubCommand(
        FOLDER,
        ("open", "ouvrir"),
        "<folder>",
        N_("the folder with everything in it that you can see"),
        "open F-12",
        OpenFolder,
        _open_folder,
    ),
    SubCommand(
        FOLDER,
        ("export", "exporter"),
        "[filter]",
        N_("the folders of a filter as spreadsheets, in your messages with Dossier"),
        "export tag:renewal",
        ExportFolders,
        _export_folders,
    ),
    SubCommand(
        FOLDER,
        ("settings", "réglages", "reglages"),
        "",
        N_("who sees what, language, currency and time zone; for admins"),
        "settings",
        OpenSettings,
        _open_settings,
    ),
    SubCommand(
        FOLDER,
        ("help", "aide"),
        "[word]",
        N_("what there is, and how it is written"),
        "help list",
        Help,
        partial(_help, FOLDER),
    ),
    SubCommand(
        OPP,
        ("list", "liste"),
        "[filter]",
        N_("the opportunities you can see, your own first"),
        "list status:todo tag:renewal",
        ListOpportunities,
        _list_opportunities,
        reads_people=True,
    ),
    SubCommand(
        OPP,
        ("new", "nouvelle", "nouveau"),
        "[title] [in <folder>]",
        N_("create an opportunity"),
        "new Renewal in F-12",
        NewOpportunity,
        _new_opportunity,
    ),
    SubCommand(
        OPP,
        ("open", "ouvrir"),
        "<opp>",
        N_("the opportunity, with what you may do next"),
        "open O-34",
        OpenOpportunity,
        _open_opportunity,
    ),
    *(
        SubCommand(OPP, words, "<opp>", about, f"{words[0]} O-34", SetStatus, partial(_set_status, status))
        for words, about, status in (
            (("todo", "à-faire", "a-faire"), N_("back to do"), Status.TODO),
            (("won", "gagnée", "gagné"), N_("won"), Status.WON),
            (("lost", "perdue", "perdu"), N_("lost"), Status.LOST),
            (("cancel", "annuler"), N_("cancelled"), Status.CANCELLED),
        )
    ),
    SubCommand(
        OPP,
        ("standby", "attente"),
        "<opp> [date]",
        N_("set it aside until a day; asks for the day where none is given"),
        "standby O-34 monday",
        SetStatus,
        _standby,
        reads_dates=True,
    ),
    SubCommand(
        OPP,
        ("attach", "rattacher"),
        "<opp> [to <folder>]",
        N_("put it into a client folder; asks for the folder where none is given"),
        "attach O-34 to F-12",
        Attach,
        partial(_placed, Attach),
    ),
    SubCommand(
        OPP,
        ("detach", "détacher", "detacher"),
        "<opp>",
        N_("take it out of its client folder"),
        "detach O-34",
        Detach,
        partial(_named, Detach),
    ),
    SubCommand(
        OPP,
        ("move", "déplacer", "deplacer"),
        "<opp> [to <folder>]",
        N_("out of its client folder and into another; asks for the folder where none is given"),
        "move O-34 to F-12",
        Move,
        partial(_placed, Move),
    ),
    SubCommand(
        OPP,
        ("duplicate", "dupliquer"),
        "<opp>",
        N_("a copy of it, to do; a lost client is won back this way"),
        "duplicate O-34",
        Duplicate,
        partial(_named, Duplicate),
    ),
    SubCommand(
        OPP,
        ("owner", "propriétaire", "proprietaire"),
        "<opp> [@user]",
        N_("give it to somebody; asks for the person where none is given"),
        "owner O-34",
        GiveOpportunity,
        _given,
        reads_people=True,
    ),
    SubCommand(
        OPP,
        ("delete", "supprimer"),
        "<opp>",
        N_("put it into the bin, for thirty days; asks before it does"),
        "delete O-34",
        DeleteOpportunity,
        partial(_named, DeleteOpportunity),
    ),
    SubCommand(
        OPP,
        ("restore", "restaurer"),
        "[opp]",
        N_("take it out of the bin; shows the bin where none is given"),
        "restore O-34",
        RestoreOpportunity,
        _restored,
    ),
    SubCommand(
        OPP,
        ("help", "aide"),
        "[word]",
        N_("what there is, and how it is written"),
        "help standby",
        Help,
        partial(_help, OPP),
    ),
)
"""Every sub-command, in the order of the help. The first of each command is what the bare command does."""


def rows(command: str) -> tuple[SubCommand, ...]:
    """The sub-commands of a command."""
    return tuple(row for row in TABLE if row.command == command)


def find(command: str, text: str) -> tuple[SubCommand | None, str]:
    """Which sub-command is meant, and what is typed behind its word.

    Args:
        command: "folder" or "opp".
        text: as Slack sent it, behind the command.

    Returns:
        The row, or None for a word that is none of the command's; and the rest, unescaped.
    """
    if not text.strip():
        return rows(command)[0], ""
    word, *rest = text.split(maxsplit=1)
    row = next((row for row in rows(command) if word.lower() in row.words), None)
    if row is None:
        return None, unescape(text).strip()
    return row, unescape("".join(rest), keep_people=row.reads_people).strip()


def unknown_word(command: str, text: str, prefix: str) -> UsageError:
    """What to say of a word that is none of the command's: the nearest one, and all there are.

    Args:
        command: "folder" or "opp".
        text: what was typed behind it.
        prefix: of the commands' names.
    """
    word = next(iter(unescape(text).split()), "")
    known = {word: row.name for row in rows(command) for word in row.words}
    nearest = process.extractOne(word.lower(), list(known), score_cutoff=_NEAR)
    name = f"/{prefix}{command}"
    facts = {
        "word": word[:60],
        "command": name,
        "words": ", ".join(row.name for row in rows(command)),
        "meant": f"{name} {known[nearest[0]]}" if nearest else "",
    }
    if nearest:
        return UsageError(
            N_("%(command)s does not know “%(word)s”. Did you mean %(meant)s? It knows %(words)s."), facts
        )
    return UsageError(N_("%(command)s does not know “%(word)s”. It knows %(words)s."), facts)
