"""The filter language (SPEC §4.1): one parser and one printer, for folders and for opportunities.

    status:active|deactivated|all   opps:none|todo|standby|won|lost|cancelled   owner:@user|me
    tag:x   -tag:x   won>10000   open>5000   idle>30d
    sort:name|created|updated|open|won|count (with - for descending)   any other words: in the name

Values with blanks stand in quotes. French words are read too; English is printed, which both read. Of opportunities,
`status:` takes their own statuses, and `all`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NoReturn, TypeVar

from rapidfuzz import process

from bot.i18n import N_, Reader
from bot.mrkdwn import MENTION
from bot.parsing.errors import UsageError
from bot.parsing.money import read_money
from bot.views.statuses import STATUS
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
_NEAR: Final = 75
"""From 0 to 100 as rapidfuzz counts: from there on, an unknown word before a colon is a slip of the finger."""

_KEYS: Final = {
    "status": "status",
    "statut": "status",
    "opps": "opps",
    "opportunités": "opps",
    "opportunites": "opps",
    "owner": "owner",
    "propriétaire": "owner",
    "proprietaire": "owner",
    "tag": "tag",
    "étiquette": "tag",
    "etiquette": "tag",
    "sort": "sort",
    "tri": "sort",
}
_COMPARED: Final = {
    "won": "won",
    "gagné": "won",
    "gagne": "won",
    "open": "open",
    "en-cours": "open",
    "idle": "idle",
    "inactif": "idle",
}
"""Keys that a > stands behind."""

_PLAIN: Final = Reader.of("en-US", "UTC", "")
"""How amounts are written in a filter, whoever writes it: a filter is shared, printed and kept."""

_IDLE: Final = re.compile(r"(?P<count>\d{1,4})(?P<unit>[a-zé]*)")
_IDLE_DAYS: Final = {"": 1, "d": 1, "days": 1, "j": 1, "jours": 1, "w": 7, "weeks": 7, "sem": 7, "semaines": 7}

_STATES: Final = {
    **{state.value: state for state in FolderState},
    "actif": FolderState.ACTIVE,
    "actifs": FolderState.ACTIVE,
    "désactivé": FolderState.DEACTIVATED,
    "désactivés": FolderState.DEACTIVATED,
    "tous": FolderState.ALL,
}
_STATUSES: Final = {
    **{status.value: status for status in Status},
    "à-faire": Status.TODO,
    "en-attente": Status.STANDBY,
    "gagné": Status.WON,
    "gagnée": Status.WON,
    "perdu": Status.LOST,
    "perdue": Status.LOST,
    "annulé": Status.CANCELLED,
    "annulée": Status.CANCELLED,
    "canceled": Status.CANCELLED,
}
_OPPS: Final = {
    "none": OppsFilter.NONE,
    "aucune": OppsFilter.NONE,
    **{word: OppsFilter(status.value) for word, status in _STATUSES.items()},
}
_SORTS: Final = {
    **{key.value: key for key in SortKey},
    "nom": SortKey.NAME,
    "création": SortKey.CREATED,
    "modification": SortKey.UPDATED,
    "en-cours": SortKey.OPEN,
    "gagné": SortKey.WON,
    "nombre": SortKey.COUNT,
}
_ALL_STATUSES: Final = ("all", "tous", "toutes")
_ME: Final = (OWNER_ME, "moi")

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
    for minus, key, value in _tokens(text, _KEYS, _COMPARED):
        match minus, key:
            case "", "":
                question = replace(question, words=(*question.words, value))
            case "-", "":
                question = replace(question, words=(*question.words, f"-{value}"))
            case "", "status":
                question = replace(question, state=_choice(key, value, _STATES, FolderState))
            case "", "opps":
                question = replace(question, opps=_choice(key, value, _OPPS, OppsFilter))
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
                sort = _choice(key, value.removeprefix("-"), _SORTS, SortKey)
                question = replace(question, sort=sort, descending=descending)
            case _:
                raise UsageError(N_("Only tag: takes a minus before it, as in -tag:renewal."))
    return question


def read_opportunities(text: str) -> OpportunityFilter:
    """What a filter of opportunities asks for.

    Args:
        text: in the filter language.

    Raises:
        UsageError: as `read`.
    """
    question = OpportunityFilter()
    known = {word: key for word, key in _KEYS.items() if key in ("status", "owner", "tag")}
    for minus, key, value in _tokens(text, known):
        match minus, key:
            case _, "":
                question = replace(question, words=(*question.words, f"{minus}{value}"))
            case "", "status" if value.lower() in _ALL_STATUSES:
                question = replace(question, statuses=())
            case "", "status":
                status = _choice(key, value, _STATUSES, (*Status, "all"))
                question = replace(question, statuses=(*question.statuses, status))
            case "", "owner":
                question = replace(question, owner=_owner(value))
            case "", "tag":
                question = replace(question, tags=(*question.tags, _tag(value)))
            case "-", "tag":
                question = replace(question, without_tags=(*question.without_tags, _tag(value)))
            case _:
                raise UsageError(N_("Only tag: takes a minus before it, as in -tag:renewal."))
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
    return " ".join([*parts, *map(_word, question.words)])


def write_opportunities(question: OpportunityFilter) -> str:
    """The filter in the language: reading it again gives the same question."""
    parts = [f"status:{status}" for status in question.statuses]
    parts += _written(question.owner, question.tags, question.without_tags)
    return " ".join([*parts, *map(_word, question.words)])


def describe(question: FolderFilter, reader: Reader, owner: str) -> str:
    """How the list understood the filter, in a sentence.

    Args:
        question: the filter.
        reader: who reads.
        owner: the display name of the owner asked for; empty where nobody of that id is known.
    """
    _ = reader.gettext
    parts = [_(_STATE_SAID[question.state])]
    if question.opps is OppsFilter.NONE:
        parts.append(_("nothing in progress"))
    elif question.opps is not None:
        parts.append(_("with an opportunity: %(status)s") % {"status": _(STATUS[Status(question.opps.value)]).lower()})
    parts += _described(question, reader, owner)
    if question.won_over is not None:
        parts.append(_("won over %(amount)s") % {"amount": reader.money(question.won_over)})
    if question.open_over is not None:
        parts.append(_("in progress over %(amount)s") % {"amount": reader.money(question.open_over)})
    if question.idle_days is not None:
        days = reader.ngettext("idle for over %(count)s day", "idle for over %(count)s days", question.idle_days)
        parts.append(days % {"count": reader.number(question.idle_days)})
    if question.words:
        parts.append(_("name contains %(words)s") % {"words": _listed(question.words, reader)})
    order = _("by %(order)s, descending") if question.descending else _("by %(order)s")
    parts.append(order % {"order": _(_SORT_SAID[question.sort])})
    return ", ".join(parts)


def describe_opportunities(question: OpportunityFilter, reader: Reader, owner: str) -> str:
    """How the list understood the filter, in a sentence.

    Args:
        question: the filter.
        reader: who reads.
        owner: the display name of the owner asked for; empty where nobody of that id is known.
    """
    _ = reader.gettext
    statuses = [_(STATUS[status]).lower() for status in question.statuses]
    parts = [_("status: %(statuses)s") % {"statuses": reader.any_of(statuses)}] if statuses else []
    parts += _described(question, reader, owner)
    if question.words:
        parts.append(_("title contains %(words)s") % {"words": _listed(question.words, reader)})
    parts.append(_("yours first"))
    return ", ".join(parts)


_STATE_SAID: Final = {
    FolderState.ACTIVE: N_("active"),
    FolderState.DEACTIVATED: N_("deactivated"),
    FolderState.ALL: N_("active and deactivated"),
}
_SORT_SAID: Final = {
    SortKey.NAME: N_("name"),
    SortKey.CREATED: N_("creation date"),
    SortKey.UPDATED: N_("last change"),
    SortKey.OPEN: N_("amount in progress"),
    SortKey.WON: N_("amount won"),
    SortKey.COUNT: N_("number of opportunities"),
}


def _tokens(
    text: str, known: Mapping[str, str], compared: Mapping[str, str] = MappingProxyType({})
) -> Iterable[tuple[str, str, str]]:
    """Minus, key and value of each word of the text; the key is empty where there is none of the language."""
    if len(text) > LONGEST:
        raise UsageError(TOO_LONG, {"limit": LONGEST})
    for token in _TOKEN.finditer(text.strip()):
        minus, key = token["minus"], (token["key"] or "").lower()
        value = token["value"] if token["quoted"] is None else token["quoted"]
        value = "".join(sign for sign in value if sign not in QUOTES)
        if not key:
            if value:
                yield minus, "", value
        elif token["sign"] == ">":
            yield (minus, f"{compared[key]}>", value) if key in compared else (minus, "", f"{token['key']}>{value}")
        elif key in known:
            if not value:
                raise UsageError(N_("%(key)s: needs a value right behind it."), {"key": key})
            yield minus, known[key], value
        else:
            _refuse_slip(key, known)
            yield minus, "", f"{token['key']}:{value}"


def _refuse_slip(key: str, known: Mapping[str, str]) -> None:
    nearest = process.extractOne(key, list(known), score_cutoff=_NEAR)
    words = sorted(set(known.values()))
    if nearest or key in _KEYS:
        meant = known[nearest[0]] if nearest else ""
        raise UsageError(
            N_("“%(key)s:” is no word of this filter. Did you mean %(meant)s: ? It knows %(words)s.")
            if meant
            else N_("“%(key)s:” is no word of this filter. It knows %(words)s."),
            {"key": key, "meant": meant, "words": ", ".join(f"{word}:" for word in words)},
        )


def _choice(key: str, value: str, choices: Mapping[str, Choice], named: Iterable[StrEnum | str]) -> Choice:
    chosen = choices.get(value.lower())
    if chosen is not None:
        return chosen
    nearest = process.extractOne(value.lower(), list(choices), score_cutoff=_NEAR)
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
    days = _IDLE_DAYS.get(read["unit"]) if read else None
    if read is None or days is None:
        raise UsageError(
            N_("idle> does not take “%(value)s”. It takes days or weeks, such as idle>30d or idle>6w."),
            {"value": value[:60]},
        )
    return int(read["count"]) * days


def _owner(value: str) -> str:
    if value.lower() in _ME:
        return OWNER_ME
    mention = MENTION.fullmatch(value)
    if mention is None:
        raise UsageError(N_("owner: takes “me” or somebody mentioned, as in owner:@ben."))
    return mention["id"]


def _tag(value: str) -> str:
    return " ".join(value.lstrip("#").split())


def _written(owner: str | None, tags: Iterable[str], without_tags: Iterable[str]) -> list[str]:
    parts = [] if owner is None else [f"owner:{owner if owner == OWNER_ME else f'<@{owner}>'}"]
    parts += [f"tag:{_value(tag)}" for tag in tags]
    return parts + [f"-tag:{_value(tag)}" for tag in without_tags]


def _value(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value


def _word(word: str) -> str:
    return f'"{word}"' if re.search(r"[\s:>]", word) else word


def _described(question: FolderFilter | OpportunityFilter, reader: Reader, owner: str) -> list[str]:
    _ = reader.gettext
    parts = []
    if question.owner == OWNER_ME:
        parts.append(_("owned by you"))
    elif question.owner is not None:
        parts.append(_("owned by %(owner)s") % {"owner": owner or _("somebody unknown")})
    parts += [_("tagged %(tag)s") % {"tag": tag} for tag in question.tags]
    return parts + [_("not tagged %(tag)s") % {"tag": tag} for tag in question.without_tags]


def _listed(words: Iterable[str], reader: Reader) -> str:
    return reader.list_of([f"“{word}”" for word in words])
