"""The command table: parser, help, manifest, usage hints and router all read this one.

To add a sub-command: a row here, a listener that `register()`s for its request, a view.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from rapidfuzz import process

from bot.i18n import N_, Reader
from bot.mrkdwn import unescape
from bot.parsing import arguments
from bot.parsing.accents import bare
from bot.parsing.errors import UsageError
from bot.parsing.requests import (
    Attach,
    DeleteOpportunity,
    Detach,
    Duplicate,
    ExportFolders,
    FolderHistory,
    GiveFolder,
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
    SetActive,
    SetStatus,
    WhyFolder,
)
from core.models import Status

FOLDER: Final = "folder"
OPP: Final = "opp"

ABOUT: Final = {
    FOLDER: N_("Client folders: list, open, create"),
    OPP: N_("Opportunities: list, open, create, set the status, move, duplicate"),
}
"""What the commands are for, as Slack shows it while somebody types."""

_NEAR: Final = 50


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


TABLE: Final = (
    SubCommand(
        FOLDER,
        ("list", "liste"),
        "[filter]",
        N_("the client folders you can see, summed up, ten a page"),
        "list opps:none sort:-won",
        ListFolders,
        arguments.list_folders,
        reads_people=True,
    ),
    SubCommand(
        FOLDER,
        ("mine", "mes"),
        "[filter]",
        N_("those you own or have opportunities in"),
        "mine",
        ListFolders,
        partial(arguments.list_folders, mine=True),
        reads_people=True,
    ),
    SubCommand(
        FOLDER,
        ("new", "nouveau", "nouvelle"),
        "[name]",
        N_("create a client folder"),
        "new Acme",
        NewFolder,
        arguments.new_folder,
    ),
    SubCommand(
        FOLDER,
        ("open", "ouvrir"),
        "<folder>",
        N_("the folder with everything in it that you can see"),
        "open F-12",
        OpenFolder,
        arguments.open_folder,
    ),
    SubCommand(
        FOLDER,
        ("owner", "propriétaire", "proprietaire"),
        "<folder> [@user]",
        N_("give it to somebody, after a look at what that would bring"),
        "owner F-12",
        GiveFolder,
        arguments.folder_given,
        reads_people=True,
    ),
    SubCommand(
        FOLDER,
        ("export", "exporter"),
        "[filter]",
        N_("the folders of a filter as spreadsheets, in your messages with Dossier"),
        "export tag:renewal",
        ExportFolders,
        arguments.export_folders,
    ),
    SubCommand(
        FOLDER,
        ("deactivate", "désactiver", "desactiver"),
        "<folder>",
        N_("take it out of the lists; for admins, and asks before it does"),
        "deactivate F-12",
        SetActive,
        partial(arguments.set_active, False),
    ),
    SubCommand(
        FOLDER,
        ("activate", "activer", "réactiver", "reactiver"),
        "<folder>",
        N_("bring it back; for admins"),
        "activate F-12",
        SetActive,
        partial(arguments.set_active, True),
    ),
    SubCommand(
        FOLDER,
        ("history", "historique"),
        "<folder> [owner at <date>]",
        N_("who did what, from what to what, and when; or who owned it on a day"),
        "history F-12 owner at 2026-03-01",
        FolderHistory,
        arguments.folder_history,
        reads_dates=True,
    ),
    SubCommand(
        FOLDER,
        ("why", "pourquoi"),
        "<folder>",
        N_("what you may do with it, and which rule says so"),
        "why F-12",
        WhyFolder,
        arguments.why_folder,
    ),
    SubCommand(
        FOLDER,
        ("settings", "réglages", "reglages"),
        "",
        N_("who sees what, language, currency and time zone; for admins"),
        "settings",
        OpenSettings,
        arguments.open_settings,
    ),
    SubCommand(
        FOLDER,
        ("help", "aide"),
        "[word]",
        N_("what there is, and how it is written"),
        "help list",
        Help,
        partial(arguments.asked_help, FOLDER),
    ),
    SubCommand(
        OPP,
        ("list", "liste"),
        "[filter]",
        N_("the opportunities you can see, your own first"),
        "list status:todo tag:renewal",
        ListOpportunities,
        arguments.list_opportunities,
        reads_people=True,
    ),
    SubCommand(
        OPP,
        ("new", "nouvelle", "nouveau"),
        "[title] [in <folder>]",
        N_("create an opportunity"),
        "new Renewal in F-12",
        NewOpportunity,
        arguments.new_opportunity,
    ),
    SubCommand(
        OPP,
        ("open", "ouvrir"),
        "<opp>",
        N_("the opportunity, with what you may do next"),
        "open O-34",
        OpenOpportunity,
        arguments.open_opportunity,
    ),
    *(
        SubCommand(OPP, words, "<opp>", about, f"{words[0]} O-34", SetStatus, partial(arguments.set_status, status))
        for words, about, status in (
            (("todo", "to-do", "à-faire", "a-faire"), N_("set it back to “To do”"), Status.TODO),
            (("won", "win", "gagnée", "gagné", "gagner"), N_("set it to “Won”"), Status.WON),
            (("lost", "lose", "perdue", "perdu", "perdre"), N_("set it to “Lost”"), Status.LOST),
            (
                ("cancel", "cancelled", "canceled", "annuler", "annulée", "annulé"),
                N_("set it to “Cancelled”"),
                Status.CANCELLED,
            ),
        )
    ),
    SubCommand(
        OPP,
        ("standby", "stand-by", "en-attente", "attente"),
        "<opp> [date]",
        N_("set it aside until a day; asks for the day where none is given"),
        "standby O-34 monday",
        SetStatus,
        arguments.standby,
        reads_dates=True,
    ),
    SubCommand(
        OPP,
        ("attach", "rattacher"),
        "<opp> [to <folder>]",
        N_("put it into a client folder; asks for the folder where none is given"),
        "attach O-34 to F-12",
        Attach,
        partial(arguments.placed, Attach),
    ),
    SubCommand(
        OPP,
        ("detach", "détacher", "detacher"),
        "<opp>",
        N_("take it out of its client folder"),
        "detach O-34",
        Detach,
        partial(arguments.named, Detach),
    ),
    SubCommand(
        OPP,
        ("move", "déplacer", "deplacer"),
        "<opp> [to <folder>]",
        N_("out of its client folder and into another; asks for the folder where none is given"),
        "move O-34 to F-12",
        Move,
        partial(arguments.placed, Move),
    ),
    SubCommand(
        OPP,
        ("duplicate", "dupliquer"),
        "<opp>",
        N_("a copy of it, to do; a lost client is won back this way"),
        "duplicate O-34",
        Duplicate,
        partial(arguments.named, Duplicate),
    ),
    SubCommand(
        OPP,
        ("owner", "propriétaire", "proprietaire"),
        "<opp> [@user]",
        N_("give it to somebody; asks for the person where none is given"),
        "owner O-34",
        GiveOpportunity,
        arguments.given,
        reads_people=True,
    ),
    SubCommand(
        OPP,
        ("delete", "supprimer"),
        "<opp>",
        N_("put it into the bin, for thirty days; asks before it does"),
        "delete O-34",
        DeleteOpportunity,
        partial(arguments.named, DeleteOpportunity),
    ),
    SubCommand(
        OPP,
        ("restore", "restaurer"),
        "[opp]",
        N_("take it out of the bin; shows the bin where none is given"),
        "restore O-34",
        RestoreOpportunity,
        arguments.restored,
    ),
    SubCommand(
        OPP,
        ("help", "aide"),
        "[word]",
        N_("what there is, and how it is written"),
        "help standby",
        Help,
        partial(arguments.asked_help, OPP),
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
    words = text.split(maxsplit=2)
    # "en attente O-34", "à faire O-34": two words, where the two together are one of ours and the first is none.
    for word, rest in ((words[0], text.split(maxsplit=1)[1:]), ("-".join(words[:2]), words[2:])):
        row = next((row for row in rows(command) if bare(word.lower()) in map(bare, row.words)), None)
        if row is not None:
            return row, unescape("".join(rest), keep_people=row.reads_people).strip()
    return None, unescape(text).strip()


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
