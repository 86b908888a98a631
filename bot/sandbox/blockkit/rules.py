"""How a payload is inspected: small rules that are put together, each finding with the place where it was found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True)
class Finding:
    """What Slack would say against a payload: the words, the JSON pointer, and the error code where it has its own."""

    pointer: str
    message: str
    error: str | None = None

    def __str__(self) -> str:
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


@dataclass
class Inspection:
    """One payload under inspection, for one surface."""

    surface: Surface
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, at: str, message: str, error: str | None = None) -> None:
        """Note something against the payload, at a JSON pointer."""
        self.findings.append(Finding(at, message, error))


Rule = Callable[[Any, str, Inspection], None]


def string(most: int | None = None, least: int = 1) -> Rule:
    """A string of so many characters, counted in code points. Blanks alone are no text to Slack."""

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if not isinstance(value, str):
            seen.wrong(at, "must provide a string")
        elif len(value.strip(" \t\r\n")) < least:
            seen.wrong(at, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            seen.wrong(at, f"must be less than {most + 1} characters")

    return rule


def boolean(value: Any, at: str, seen: Inspection) -> None:
    """true or false, and nothing that only looks like it."""
    if not isinstance(value, bool):
        seen.wrong(at, "must provide a boolean")


def integer(low: int | None = None, high: int | None = None) -> Rule:
    """A whole number between two bounds, both allowed."""

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            seen.wrong(at, "must provide an integer")
        elif low is not None and value < low:
            seen.wrong(at, f"must be greater than or equal to {low}")
        elif high is not None and value > high:
            seen.wrong(at, f"must be less than or equal to {high}")

    return rule


def number(value: Any, at: str, seen: Inspection) -> None:
    """Any finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) == float("inf"):
        seen.wrong(at, "must provide a number")


def one_of(*allowed: str) -> Rule:
    """One word of a few."""

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if value not in allowed:
            seen.wrong(at, f"must be one of: {', '.join(allowed)}")

    return rule


def url(value: Any, at: str, seen: Inspection) -> None:
    """An absolute URL of at most 3,000 characters."""
    string(3000)(value, at, seen)
    if isinstance(value, str) and value:
        scheme, _, rest = value.partition(":")
        host = rest.startswith("//") and rest[2:3] not in ("", "/")
        if any(blank in value for blank in " \t\n") or not (host or (scheme in ("mailto", "tel") and rest)):
            seen.wrong(at, "must be a valid URL")


def many(item: Rule, most: int | None = None, least: int = 1) -> Rule:
    """A list of so many items, each under the same rule."""

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if not isinstance(value, list):
            seen.wrong(at, "must provide an array")
            return
        if len(value) < least:
            seen.wrong(at, f"no fewer than {least} items allowed")
        if most is not None and len(value) > most:
            seen.wrong(at, f"no more than {most} items allowed")
        for index, entry in enumerate(value):
            item(entry, f"{at}/{index}", seen)

    return rule


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *also: Rule) -> Rule:
    """An object with these fields and no others. `also` looks at the whole once its fields are right."""
    known = {**required, **(optional or {})}

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if not isinstance(value, dict):
            seen.wrong(at, "must provide an object")
            return
        before = len(seen.findings)
        for name in required:
            if name not in value:
                seen.wrong(at, f"missing required field: {name}")
        for name, entry in value.items():
            if name in known:
                known[name](entry, f"{at}/{name}", seen)
            elif name != "type":
                seen.wrong(at, f"invalid additional property: {name}")
        if len(seen.findings) == before:
            for whole in also:
                whole(value, at, seen)

    return rule


def by_type(kinds: Mapping[str, Rule]) -> Rule:
    """An object that says by its `type` which rule it is under."""

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if not isinstance(value, dict):
            seen.wrong(at, "must provide an object")
        elif "type" not in value:
            seen.wrong(at, "missing required field: type")
        elif value["type"] not in kinds:
            seen.wrong(f"{at}/type", f"unsupported type: {value['type']}")
        else:
            kinds[value["type"]](value, at, seen)

    return rule


def at_least_one(*names: str) -> Rule:
    """One of several fields has to be there."""

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if not any(name in value for name in names):
            seen.wrong(at, f"must define at least one of: {', '.join(names)}")

    return rule


def exactly_one(*names: str) -> Rule:
    """One of several fields, and not two."""

    def rule(value: Any, at: str, seen: Inspection) -> None:
        if sum(name in value for name in names) != 1:
            seen.wrong(at, f"must define exactly one of: {', '.join(names)}")

    return rule
