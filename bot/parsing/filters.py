"""The filter language (SPEC §4.1): one parser and one printer, for folders and for opportunities.

    status:active|deactivated|all   opps:none|todo|standby|won|lost|cancelled   owner:@user|me
    tag:x   -tag:x   won>10000   open>5000   idle>30d
    sort:name|created|updated|open|won|count (with - for descending)   any other words: in the name

Values with blanks stand in quotes, but for amounts with a blank between thousands (`won>10 000`). French words are read
too; English is printed, which both read. Of opportunities, `status:` takes their own statuses, and `all`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NoReturn, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.i18n import N_, Reader
from bot.mrkdwn import MENTION
from bot.parsing import vocabulary
from bot.parsing.accents import bare
from bot.parsing.errors import UsageError
from bot.parsing.money import read_money
from core.filters import OWNER_ME, FolderFilter, FolderState, OpportunityFilter, OppsFilter, SortKey
from core.models import Status

LONGEST: Final = 500
"""Characters of a filter: what is printed must fit in a button's value."""

TOO_LONG: Final = N_("That filter is too long: it has up to %(limit)s characters.")

QUOTES: Final = '"“”«»'
_TOKEN: Final = re.compile(
    r"(?P<minus>-?)(?:(?P<key>[^\W\d_]+(?:-[^\W\d_]+)?)(?P<sign>[:>]))?"
    rf"(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}](?=\s|$)|(?P<value>\S*))(?:\s+|$)"
)
_SLIP: Final = 0.65
"""From 0 to 1: from there on, an unknown word before a colon is a slip of the finger; below it is a word of a name."""
_NEAR: Final = 60
"""From 0 to 100: from there on, a value is worth proposing for one that is not taken."""

_SUMMED: Final = [word for word, key in vocabulary.COMPARED.items() if key in ("won", "open")]
_SUM: Final = re.compile(
    rf"(?P<minus>)(?P<key>{'|'.join(_SUMMED)})(?P<sign>>)"
    rf"(?P<quoted>(?!))?(?P<value>[0-9]{{1,3}}(?:\s[0-9]{{3}})+(?:[.,][0-9]{{1,2}})?[km]?)(?:\s+|$)",
    re.IGNORECASE,
)
"""An amount written with blanks between its thousands."""

_PLAIN: Final = Reader.of("en-US", "UTC", "")
"""How amounts are written in a filter, whoever writes it: a filter is shared, printed and kept."""

_IDLE: Final = re.compile(r"(?P<count>\d{1,4})(?P<unit>[a-zé]*)")

Choice = TypeVar("Choice")


def read(text: str, *, mine: bool = False) -> FolderFilter:
    """What a filter of folders asks for.

    Args:
        text: in the filter language; mentions of people as Slack writes them.
        mine: whether it was asked with `/folder mine`.

    Raises:
        UsageError: a value that the key does not take, or a key that is nearly one of the language.
    """
    question = FolderFilter(mine=mine)
    for minus, key, value in _tokens(_fitting(text), vocabulary.KEYS, vocabulary.COMPARED):
        match minus, key:
            case "", "":
                question = replace(question, words=(*question.words, value))
            case "-", "":
                question = replace(question, words=(*question.words, f"-{value}"))
            case "", "status":
                question = replace(question, state=_choice(key, value, vocabulary.STATES, FolderState))
            case "", "opps":
                question = replace(question, opps=_choice(key, value, vocabulary.OPPS, OppsFilter))
            case "", "owner":
                question = replace(question, owner=_owner(value))
            case "", "tag":
                question = replace(question, tags=(*question.tags, _tag(value)))
            case "-", "tag":
                question = replace(question, without_tags=(*question.without_tags, _tag(value)))
            case "", "won>":
                question = replace(question, won_over=_amount(key, value))
            case "", "open>":
                question = replace(question, open_over=_amount(key, value))
            case "", "idle>":
                question = replace(question, idle_days=_days(value))
            case "", "sort":
                descending = value.startswith("-")
                sort = _choice(key, value.removeprefix("-"), vocabulary.SORTS, SortKey)
                question = replace(question, sort=sort, descending=descending)
            case _:
                raise UsageError(N_("Only tag: takes a minus before it, as in -tag:renewal."))
    _fitting(write(question))
    return question


def read_opportunities(text: str) -> OpportunityFilter:
    """What a filter of opportunities asks for.

    Args:
        text: in the filter language.

    Raises:
        UsageError: as `read`.
    """
    question = OpportunityFilter()
    known = {word: key for word, key in vocabulary.KEYS.items() if key in ("status", "owner", "tag")}
    for minus, key, value in _tokens(_fitting(text), known):
        match minus, key:
            case _, "":
                question = replace(question, words=(*question.words, f"{minus}{value}"))
            case "", "status" if value.lower() in vocabulary.ALL_STATUSES:
                question = replace(question, statuses=())
            case "", "status":
                status = _choice(key, value, vocabulary.STATUSES, (*Status, "all"))
                question = replace(question, statuses=(*question.statuses, status))
            case "", "owner":
                question = replace(question, owner=_owner(value))
            case "", "tag":
                question = replace(question, tags=(*question.tags, _tag(value)))
            case "-", "tag":
                question = replace(question, without_tags=(*question.without_tags, _tag(value)))
            case _:
                raise UsageError(N_("Only tag: takes a minus before it, as in -tag:renewal."))
    _fitting(write_opportunities(question))
    return question


def write(question: FolderFilter) -> str:
    """The filter in the language: reading it again gives the same question, but for `mine`, which is no word of it."""
    parts = []
    if question.state is not FolderState.ACTIVE:
        parts.append(f"status:{question.state}")
    if question.opps is not None:
        parts.append(f"opps:{question.opps}")
    parts += _written(question.owner, question.tags, question.without_tags)
    if question.won_over is not None:
        parts.append(f"won>{question.won_over.normalize():f}")
    if question.open_over is not None:
        parts.append(f"open>{question.open_over.normalize():f}")
    if question.idle_days is not None:
        parts.append(f"idle>{question.idle_days}d")
    if question.sort is not SortKey.NAME or question.descending:
        parts.append(f"sort:{'-' if question.descending else ''}{question.sort}")
    words = [*map(_word, question.words)]
    if parts and _SUM.match(" ".join((parts[-1], *words))):
        # `won>10 000` is one number: the word 000 behind won>10 stands in quotes.
        words[0] = f'"{words[0]}"'
    return " ".join([*parts, *words])


def write_opportunities(question: OpportunityFilter) -> str:
    """The filter in the language: reading it again gives the same question."""
    parts = [f"status:{status}" for status in question.statuses]
    parts += _written(question.owner, question.tags, question.without_tags)
    return " ".join([*parts, *map(_word, question.words)])


def _fitting(text: str) -> str:
    """The text, where it is no longer than a filter may be, as typed and as printed."""
    if len(text) > LONGEST:
        raise UsageError(TOO_LONG, {"limit": LONGEST})
    return text


def _tokens(
    text: str, known: Mapping[str, str], compared: Mapping[str, str] = MappingProxyType({})
) -> Iterable[tuple[str, str, str]]:
    """Minus, key and value of each word of the text; the key is empty where there is none of the language."""
    # A control character is blank: nobody can see it, and six characters in a button's JSON would stand for it.
    visible = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    for token in _pieces(visible.strip(), sums=bool(compared)):
        minus, key = token["minus"], (token["key"] or "").lower()
        value = token["value"] if token["quoted"] is None else token["quoted"]
        value = " ".join("".join(sign for sign in value if sign not in QUOTES).split())
        if not key:
            if value:
                yield minus, "", _name(value)
        elif token["sign"] == ">":
            compares = key in compared and not minus
            yield ("", f"{compared[key]}>", value) if compares else (minus, "", _name(f"{token['key']}>{value}"))
        elif key in known:
            if not value:
                raise UsageError(N_("%(key)s: needs a value right behind it."), {"key": key})
            yield minus, known[key], value
        else:
            _refuse_slip(key, known)
            yield minus, "", f"{token['key']}:{value}"


def _pieces(text: str, *, sums: bool) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        piece = (_SUM.match(text, at) if sums else None) or _TOKEN.match(text, at)
        assert piece is not None, "a token takes whatever is no blank"
        yield piece
        at = piece.end()


def _name(word: str) -> str:
    """A word of a name; somebody mentioned in it is the name that was typed."""
    return MENTION.sub(lambda person: f"@{person['name']}" if person["name"] else person[0], word)


def _refuse_slip(key: str, known: Mapping[str, str]) -> None:
    nearest = process.extractOne(key, list(known), scorer=OSA.normalized_similarity, score_cutoff=_SLIP)
    words = sorted(set(known.values()))
    if nearest or key in vocabulary.KEYS:
        meant = known[nearest[0]] if nearest else ""
        raise UsageError(
            N_("“%(key)s:” is no word of this filter. Did you mean %(meant)s: ? It knows %(words)s.")
            if meant
            else N_("“%(key)s:” is no word of this filter. It knows %(words)s."),
            {"key": key, "meant": meant, "words": ", ".join(f"{word}:" for word in words)},
        )


def _choice(key: str, value: str, choices: Mapping[str, Choice], named: Iterable[StrEnum | str]) -> Choice:
    typed = bare(value.lower())
    chosen = {bare(word): choice for word, choice in choices.items()}.get(typed)
    if chosen is not None:
        return chosen
    # With its accents, « désactivé » would be further from "desactivee" than its contrary is.
    nearest = process.extractOne(typed, list(choices), processor=bare, score_cutoff=_NEAR)
    accepted = ", ".join(str(word) for word in named)
    if nearest:
        raise UsageError(
            N_("%(key)s: does not take “%(value)s”. Did you mean %(meant)s? It takes %(accepted)s."),
            {"key": key, "value": value[:60], "meant": nearest[0], "accepted": accepted},
        )
    raise UsageError(
        N_("%(key)s: does not take “%(value)s”. It takes %(accepted)s."),
        {"key": key, "value": value[:60], "accepted": accepted},
    )


def _amount(key: str, value: str) -> Decimal:
    try:
        return read_money(value, _PLAIN) if value else _refuse_amount(key, value)
    except UsageError:
        return _refuse_amount(key, value)


def _refuse_amount(key: str, value: str) -> NoReturn:
    raise UsageError(
        N_("%(key)s does not take “%(value)s”. It takes an amount, such as %(key)s10000 or %(key)s12.5k."),
        {"key": key, "value": value[:60]},
    )


def _days(value: str) -> int:
    read = _IDLE.fullmatch(value.lower())
    days = vocabulary.IDLE_DAYS.get(read["unit"]) if read else None
    if read is None or days is None:
        raise UsageError(
            N_("idle> does not take “%(value)s”. It takes days or weeks, such as idle>30d or idle>6w."),
            {"value": value[:60]},
        )
    return int(read["count"]) * days


def _owner(value: str) -> str:
    if value.lower() in vocabulary.ME:
        return OWNER_ME
    mention = MENTION.fullmatch(value)
    if mention is None:
        raise UsageError(N_("owner: takes “me” or somebody mentioned, as in owner:@ben."))
    return mention["id"]


def _tag(value: str) -> str:
    tag = value.lstrip("#").strip()
    if not tag:
        raise UsageError(N_("%(key)s: needs a value right behind it."), {"key": "tag"})
    return tag


def _written(owner: str | None, tags: Iterable[str], without_tags: Iterable[str]) -> list[str]:
    parts = [] if owner is None else [f"owner:{owner if owner == OWNER_ME else f'<@{owner}>'}"]
    parts += [f"tag:{_value(tag)}" for tag in tags]
    return parts + [f"-tag:{_value(tag)}" for tag in without_tags]


def _value(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value


def _word(word: str) -> str:
    """In quotes where it would be read as more than one word, as a key, or as a minus before nothing."""
    return f'"{word}"' if re.search(r"[\s:>]", word) or word == "-" else word
