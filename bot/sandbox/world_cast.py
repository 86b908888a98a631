"""Who works in the sandbox's world, in which teams, and where they talk."""

from dataclasses import dataclass
from typing import Final, Literal

from bot.sandbox.world_words import Language

ADA: Final = "U0ADA"
MIA: Final = "U0MIA"
NOOR: Final = "U0NOOR"
BEN: Final = "U0BEN"
CHLOE: Final = "U0CHLOE"
DEV: Final = "U0DEV"
ZOE: Final = "U0ZOE"
SOREN: Final = "U0SOREN"
LEO: Final = "U0LEO"
GUS: Final = "U0GUS"

HEAD_OFFICE_ZONE: Final = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody of the local Slack. The attributes are those that Slack gives a user; `title` is for the page.

    Attributes:
        id: Slack user id.
        name: display name, as it is typed after an @.
        real_name: full name.
        title: what they are, in words.
        email: at example.com.
        locale: as Slack gives it, such as `fr-FR`.
        tz: a tz database name.
        is_admin: whether they rule the Slack workspace, and so start as the app's admin.
        is_restricted: whether a guest.
        deleted: whether deactivated.
    """

    id: str
    name: str
    real_name: str
    title: str
    email: str
    locale: str
    tz: str
    is_admin: bool = False
    is_restricted: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A channel of the local Slack.

    Attributes:
        id: Slack channel id.
        name: without its sign.
        topic: what it is for.
        members: Slack user ids.
        kind: "channel", or "private".
        app_in: whether the app was invited.
        is_archived: whether it is archived.
    """

    id: str
    name: str
    topic: str
    members: tuple[str, ...]
    kind: Literal["channel", "private"] = "channel"
    app_in: bool = True
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class Crew:
    """A team.

    Attributes:
        key: its key among the world's words.
        managers: Slack user ids of those who lead it.
        members: Slack user ids of the others in it.
    """

    key: str
    managers: tuple[str, ...]
    members: tuple[str, ...]


CREWS: Final = (
    Crew("north", managers=(MIA,), members=(BEN, CHLOE, NOOR)),
    Crew("south", managers=(NOOR,), members=(DEV, ZOE, LEO)),
)
"""Noor leads one team and belongs to the other; Léo has left and still stands in his; Ada and Søren are in none."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A user group of the local Slack.

    Attributes:
        handle: what is typed after an @.
        name: its name.
        members: Slack user ids.
    """

    handle: str
    name: str
    members: tuple[str, ...]


def circles(language: Language) -> tuple[Circle, ...]:
    """The user groups; teams may mirror them.

    Args:
        language: the world's.
    """
    french = language == "fr"
    sales = ("equipe-commerciale", "Équipe commerciale") if french else ("sales-team", "Sales team")
    abroad = ("export", "Export")
    return (Circle(*sales, (MIA, NOOR, BEN, CHLOE, DEV, ZOE, SOREN)), Circle(*abroad, (DEV, SOREN, GUS)))


def cast(language: Language) -> tuple[Cast, ...]:
    """The people. In the French world all but Dev use Slack in French; in the English one, Chloé alone.

    Args:
        language: the world's.
    """
    french = language == "fr"
    manager = "Responsable commerciale" if french else "Sales manager"
    his, hers = ("Commercial", "Commerciale") if french else ("Rep", "Rep")
    new_here = "Commercial, tout nouveau" if french else "Rep, new here"
    has_left = "Commercial, parti" if french else "Rep, has left"
    guest = "Invité" if french else "Guest"
    home = "fr-FR" if french else "en-GB"
    paris, london = HEAD_OFFICE_ZONE, "Europe/London"
    elsewhere = paris if french else london
    return (
        Cast(ADA, "ada", "Ada Lindström", "Admin", "ada@example.com", home, paris, is_admin=True),
        Cast(MIA, "mia", "Mia Okafor", manager, "mia@example.com", home, elsewhere),
        Cast(NOOR, "noor", "Noor El Amrani", manager, "noor@example.com", home, paris),
        Cast(BEN, "ben", "Ben Carter", his, "ben@example.com", home, elsewhere),
        Cast(CHLOE, "chloé", "Chloé Lefèvre", hers, "chloe@example.com", "fr-FR", paris),
        Cast(DEV, "dev", "Dev Patel", his, "dev@example.com", "en-GB", london),
        Cast(ZOE, "zoé", "Zoé Núñez", hers, "zoe@example.com", home, "Europe/Madrid"),
        Cast(SOREN, "søren", "Søren Vang", new_here, "soren@example.com", home, "Europe/Copenhagen"),
        Cast(LEO, "léo", "Léo Marchetti", has_left, "leo@example.com", home, paris, deleted=True),
        Cast(GUS, "gus", "Gus Fischer", guest, "gus@example.com", home, paris, is_restricted=True),
    )


def rooms(language: Language) -> tuple[Room, ...]:
    """The channels: one of them archived, one without the app, two private.

    Args:
        language: the world's.
    """
    french = language == "fr"

    def called(english: tuple[str, str], francais: tuple[str, str]) -> tuple[str, str]:
        return francais if french else english

    everybody = tuple(one.id for one in cast(language) if not one.deleted)
    sellers = tuple(one for one in everybody if one != GUS)
    general = called(("general", "News for everybody"), ("général", "Les nouvelles de la maison"))
    sales = called(("sales", "Deals, clients, who helps whom"), ("ventes", "Affaires, clients, coups de main"))
    north = called(("sales-north", "Team North"), ("ventes-nord", "Équipe Nord"))
    south = called(("sales-south", "Team South"), ("ventes-sud", "Équipe Sud"))
    partners = called(("partners", "Installers and guests"), ("partenaires", "Installateurs et invités"))
    break_time = called(("random", "Everything else"), ("pause-café", "Tout le reste"))
    fair = called(("trade-fair", "Over; kept for its notes"), ("salon", "Terminé, gardé pour les notes"))
    return (
        Room("C0GENERAL", *general, everybody),
        Room("C0SALES", *sales, sellers),
        Room("C0NORTH", *north, (ADA, MIA, NOOR, BEN, CHLOE), kind="private"),
        Room("C0SOUTH", *south, (ADA, NOOR, DEV, ZOE), kind="private"),
        Room("C0PARTNERS", *partners, (ADA, MIA, BEN, GUS)),
        Room("C0RANDOM", *break_time, everybody, app_in=False),
        Room("C0FAIR", *fair, (ADA, MIA, BEN, DEV), is_archived=True),
    )
