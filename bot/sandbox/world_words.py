"""The words of the sandbox's world, in one language: clients, titles, tags, and what fills the forms."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

Language = Literal["en", "fr"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Client:
    """A client of the world; invented, like everything here.

    Attributes:
        name: the folder's name.
        industry: a choice of the default field.
        place: where it is, for titles.
        about: the folder's description; may be empty.
    """

    name: str
    industry: str
    place: str
    about: str


@dataclass(frozen=True, slots=True)
class DealWords:
    """What opportunities of one kind are called: patterns with `{place}`, `{site}`, `{count}`, `{year}`, `{next_year}`.

    Attributes:
        titles: to choose from.
        notes: descriptions to choose from; an empty one is none.
    """

    titles: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All of it.

    Attributes:
        workspace: the name of the firm that sells.
        teams: names of teams, by key.
        fields: labels of the default fields, by key.
        industries: choices of the field "industry".
        contacts: people at clients.
        tags: by key.
        sites: parts of a client's premises, for titles.
        deals: by kind.
        lost_reason: why the client who came back had left.
        won_back_reason: why they came back.
        loose: titles of opportunities in no folder.
        clients: in the order of `world_stories.STORIES`.
    """

    workspace: str
    teams: dict[str, str]
    fields: dict[str, str]
    industries: tuple[str, ...]
    contacts: tuple[str, ...]
    tags: dict[str, str]
    sites: tuple[str, ...]
    deals: dict[str, DealWords]
    lost_reason: str
    won_back_reason: str
    loose: tuple[str, ...]
    clients: tuple[Client, ...]


def words(language: Language) -> Words:
    """The world's words.

    Args:
        language: one of `LANGUAGES`.

    Raises:
        ValueError: another one.
    """
    if language not in LANGUAGES:
        raise ValueError(f"the world speaks {' and '.join(LANGUAGES)}, not {language!r}")
    told: dict[str, Any] = json.loads((_DATA / f"world_{language}.json").read_text(encoding="utf-8"))
    industries = tuple(told["industries"])
    return Words(
        workspace=told["workspace"],
        teams=told["teams"],
        fields=told["fields"],
        industries=industries,
        contacts=tuple(told["contacts"]),
        tags=told["tags"],
        sites=tuple(told["sites"]),
        deals={kind: DealWords(tuple(deal["titles"]), tuple(deal["notes"])) for kind, deal in told["deals"].items()},
        lost_reason=told["lost_reason"],
        won_back_reason=told["won_back_reason"],
        loose=tuple(told["loose"]),
        clients=tuple(
            Client(one["name"], industries[one["industry"]], one["place"], one["about"]) for one in told["clients"]
        ),
    )
