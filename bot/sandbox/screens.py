"""What is put on a person's screen: modals in their stack, and the Home."""

from typing import Any

from bot.sandbox.blockkit.inspect import check_view
from bot.sandbox.blockkit.rules import Surface
from bot.sandbox.blockkit.walk import values_of, with_ids
from bot.sandbox.errors import ApiError, refuse
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.workspace import View

Json = dict[str, Any]

DEPTH = 3
"""Views in a modal's stack (SLACK.md, "modal stack")."""


def accept(board: Switchboard, body: Any, surface: Surface, *, known: View | None = None, at: str = "/view") -> Json:
    """The view with ids made up where the app gave none. Raises Slack's error for one that it would refuse.

    `known` is the view that it takes the place of: only that one may carry the same external_id.
    """
    refuse(check_view(body, surface, at), "invalid_arguments")
    workspace = board.workspace
    external = body.get("external_id")
    open_ones = [one for stack in workspace.stacks.values() for one in stack] + list(workspace.homes.values())
    if external and any(one.body.get("external_id") == external and one is not known for one in open_ones):
        raise ApiError("duplicate_external_id")
    # A Home is published again while somebody may be pressing what is on it; a form drawn anew begins anew.
    before = known.body["blocks"] if known and surface == "home" else ()
    return {**body, "blocks": with_ids(body["blocks"], workspace.fresh, before)}


def _hash(board: Switchboard) -> str:
    return f"{board.workspace.stamp()}.{board.workspace.fresh()}"


def open_modal(board: Switchboard, person: str, body: Any, *, push: bool, at: str = "/view") -> View:
    """Open a modal, on top of the stack with `push`, else in place of it."""
    workspace = board.workspace
    with workspace.lock:
        stack = workspace.stack(person)
        if push and len(stack) >= DEPTH:
            raise ApiError("push_limit_reached")
        accepted = accept(board, body, "modal", at=at)
        below = stack[-1] if push and stack else None
        view_id = workspace.fresh("V0")
        view = View(
            view_id,
            person,
            _hash(board),
            accepted,
            values_of(accepted["blocks"]),
            root=below.root if below else view_id,
            previous=below.id if below else None,
        )
        if not push:
            stack.clear()
        stack.append(view)
        view.changed = workspace.changed({"kind": "views"}, [person])
    return view


def redraw(board: Switchboard, view: View, body: Any, at: str = "/view") -> View:
    """Show another version of a view. What was typed stays where its block_id and action_id do."""
    workspace = board.workspace
    with workspace.lock:
        surface: Surface = "home" if view.body["type"] == "home" else "modal"
        accepted = accept(board, body, surface, known=view, at=at)
        view.body = accepted
        view.values = values_of(accepted["blocks"], view.values)
        view.errors = {}
        view.hash = _hash(board)
        view.changed = workspace.changed({"kind": "home" if surface == "home" else "views"}, [view.person])
    return view


def publish_home(board: Switchboard, person: str, body: Any, wanted_hash: str | None) -> View:
    """Publish a person's Home. Raises hash_conflict where it is not the version that the app knows."""
    workspace = board.workspace
    with workspace.lock:
        known = workspace.homes.get(person)
        if known is not None:
            match(known, wanted_hash)
            return redraw(board, known, body)
        accepted = accept(board, body, "home")
        view_id = workspace.fresh("V0")
        view = View(view_id, person, _hash(board), accepted, values_of(accepted["blocks"]), root=view_id)
        workspace.homes[person] = view
        view.changed = workspace.changed({"kind": "home"}, [person])
    return view


def match(view: View, wanted_hash: str | None) -> None:
    """Raise hash_conflict where the app speaks of another version of the view; no hash means any."""
    if wanted_hash is not None and wanted_hash != view.hash:
        raise ApiError("hash_conflict")


def close_top(board: Switchboard, person: str, *, everything: bool = False) -> list[View]:
    """Take the top modal off the screen, or all of them; gives those that went."""
    workspace = board.workspace
    with workspace.lock:
        stack = workspace.stack(person)
        gone = list(reversed(stack)) if everything else stack[-1:]
        del stack[len(stack) - len(gone) :]
        workspace.changed({"kind": "views"}, [person])
    return gone
