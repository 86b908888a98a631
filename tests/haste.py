"""What lets the libraries do the same with less ado: tests ask them tens of thousands of times."""

import inspect
import sys
from collections.abc import Callable
from functools import cache
from types import CodeType, ModuleType
from typing import Any

import pytest
from slack_bolt.listener_matcher.builtins import BuiltinListenerMatcher
from slack_bolt.util import utils
from slack_sdk.models.basic_objects import JsonObject
from werkzeug.routing import Rule


def hasten(patch: pytest.MonkeyPatch) -> None:
    """Spare what is found out again and again, and comes out the same each time.

    Bolt gathers for each listener whatever it might like to know before it asks whether it is meant: its own matchers
    take the body and nothing else. It reads the names of a function's arguments anew for each of a hundred functions
    that are made by the same lines. The SDK looks each block over for its validators: a class has the same ones always.
    Werkzeug compiles for each rule what would spell its address, which nobody asks for.
    """
    patch.setattr(BuiltinListenerMatcher, "matches", lambda matcher, req, _resp: matcher.func(req.body))
    patch.setattr(JsonObject, "validate_json", _validate)
    patch.setattr(Rule, "_compile_builder", _compile_when_asked)
    for module in _asking():
        patch.setattr(module, "get_arg_names_of_callable", _argument_names)


@cache
def _asking() -> list[ModuleType]:
    """The modules of Bolt that ask for the names of arguments."""
    names_of = utils.get_arg_names_of_callable
    bolt = [module for name, module in sys.modules.items() if name.startswith("slack_bolt.")]
    return [module for module in bolt if vars(module).get("get_arg_names_of_callable") is names_of]


_VALIDATORS: dict[type[JsonObject], list[str]] = {}
_COMPILE: Any = vars(Rule)["_compile_builder"]
_NAMES: dict[CodeType, list[str]] = {}


def _validate(block: JsonObject) -> None:
    kind = type(block)
    if kind not in _VALIDATORS:
        named = ((name, getattr(kind, name)) for name in dir(kind) if not name.startswith("__"))
        _VALIDATORS[kind] = [name for name, method in named if callable(method) and hasattr(method, "validator")]
    for name in _VALIDATORS[kind]:
        getattr(block, name)()


def _argument_names(function: Any) -> list[str]:
    inner = inspect.unwrap(function)
    code = getattr(inner, "__code__", None)
    if code is None or inspect.ismethod(inner):
        return inspect.getfullargspec(inner).args
    if code not in _NAMES:
        _NAMES[code] = inspect.getfullargspec(inner).args
    return list(_NAMES[code])


def _compile_when_asked(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    def spell(**values: Any) -> tuple[str, str]:
        spelt: tuple[str, str] = _COMPILE(rule, append_unknown)(**values)
        return spelt

    return spell
