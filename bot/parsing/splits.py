"""Where the name of an opportunity ends and the folder, or the person, begins."""

import re
from typing import Final

from bot.i18n import N_
from bot.mrkdwn import MENTION
from bot.parsing.errors import UsageError

_FIRST: Final = re.compile(
    r"(?P<name>(?:[oO][-–]?|#)\d+|\"[^\"]*\"|“[^”]*”|«[^»]*»)(?:\s+(?:(?:to|into|in|à|a|au|aux|dans|vers)\s+)?(?P<rest>.+))?",
    re.IGNORECASE | re.DOTALL,
)
"""A number or a quoted title comes first: whatever follows is the folder."""

_BEHIND: Final = r"\s(?:{words})\s+(?P<rest>\"[^\"]*\"|“[^”]*”|«[^»]*»|(?:(?!\s(?:{words})\s).)+)$"
_TO: Final = re.compile(_BEHIND.format(words="to|into|à|au|aux|vers"), re.IGNORECASE | re.DOTALL)
_IN: Final = re.compile(_BEHIND.format(words="in|dans"), re.IGNORECASE | re.DOTALL)
_LINKED: Final = re.compile(r"\s+(?:to|à|for|pour)\s*$", re.IGNORECASE)
_NO_MENTION: Final = re.compile(r"(?:^|\s)@(?P<name>\S.*)$", re.DOTALL)


def split_to(text: str) -> tuple[str, str]:
    """What comes before "to", and what comes behind it; empty where nothing does.

    Behind a number or a title in quotes everything is the folder. Behind a bare title the last "to" that stands outside
    quotes splits the two, or "à", "au", "vers"; where there is none of them, the last "in".

    Args:
        text: `O-34 to F-12`, `Renewal to Acme`, `"Road to Rome" to "In and out"`, or an opportunity alone.
    """
    typed = text.strip()
    first = _FIRST.fullmatch(typed)
    if first:
        return first["name"], (first["rest"] or "").strip()
    found = _TO.search(typed) or _IN.search(typed)
    return (typed[: found.start()].strip(), found["rest"].strip()) if found else (typed, "")


def split_whom(text: str) -> tuple[str, str | None]:
    """What is named beside a person, and the person's Slack id; None where nobody is mentioned.

    Args:
        text: `O-34 <@U123|wanda>`, or without the person.

    Raises:
        UsageError: more than one person, or a name that Slack did not turn into a mention.
    """
    people = list(MENTION.finditer(text))
    if len(people) > 1:
        raise UsageError(N_("One owner is needed, not several."))
    if people:
        person = people[0]
        before = _LINKED.sub("", text[: person.start()].rstrip())
        return f"{before} {text[person.end() :]}".strip(), person["id"]
    _make_sure_nobody_is_unknown(text)
    return text, None


def people_named(text: str) -> tuple[str, ...]:
    """The people mentioned, by Slack id, each once; and nothing else.

    Args:
        text: `<@U123|wanda> <@U456|ben>`, or nothing.

    Raises:
        UsageError: something that is no person.
    """
    besides = _LINKED.sub("", f" {MENTION.sub(' ', text).strip()}").strip()
    _make_sure_nobody_is_unknown(besides)
    if besides:
        raise UsageError(
            N_("“%(word)s” is no person: who left comes first, then who takes over, each with an @."),
            {"word": besides[:60]},
        )
    return tuple(dict.fromkeys(person["id"] for person in MENTION.finditer(text)))


def _make_sure_nobody_is_unknown(text: str) -> None:
    unknown = _NO_MENTION.search(text)
    if unknown:
        raise UsageError(
            N_("“@%(name)s” is nobody whom Slack knows here. Type @ and choose the person from the list."),
            {"name": unknown["name"].strip()[:60]},
        )
