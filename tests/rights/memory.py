"""What is before a person after steps that only look: remembered, for on the same rows they lead to the same.

Half of what the cells of one person do is to open the same cards, menus and forms. They are opened once, and put back
on the screen for each cell that begins there: messages, forms, the Home tab, what was said until then, and how often
each answer address was used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.sandbox.workspace import Message, View
from core.errors import Refusal
from tests.rights.bench import Bench
from tests.rights.steps import Step

Steps = tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """Where somebody stands.

    Attributes:
        offered: whether the last step was there to be taken.
        refused: what was refused on the way, with what was said.
        reached: every text that the product sent until here.
    """

    offered: bool
    refused: tuple[tuple[Refusal, str], ...]
    reached: tuple[str, ...]
    _messages: dict[str, list[Message]]
    _stack: list[View]
    _home: View | None
    _replies: dict[str, Any]


class Memory:
    """The scenes of one person, by the steps that lead there, for as long as the rows stay as they are.

    Args:
        bench: on which they act.
        person: their Slack id.
    """

    def __init__(self, bench: Bench, person: str) -> None:
        self._bench: Final = bench
        self._person: Final = person
        self._scenes: dict[Steps, Scene] = {}

    def forget(self) -> None:
        """The rows are others now."""
        self._scenes.clear()

    def keep(self, steps: Sequence[Step], reached: Sequence[str], *, offered: bool) -> None:
        """Remember what is before the person now.

        Args:
            steps: that led here, and changed nothing.
            reached: what was said on the way.
            offered: whether the last of them was there to be taken.
        """
        workspace = self._bench.local.workspace
        home = workspace.homes.get(self._person)
        self._scenes[_named(steps)] = Scene(
            offered,
            tuple(self._bench.refusals),
            tuple(reached),
            {where: list(map(replace, said)) for where, said in workspace.messages.items()},
            [_copied(view) for view in workspace.stack(self._person)],
            None if home is None else _copied(home),
            {token: replace(reply) for token, reply in self._answers.items()},
        )

    def begin(self, steps: Sequence[Step]) -> tuple[int, Scene | None]:
        """Put the person as far on their way as is remembered.

        Args:
            steps: the way.

        Returns:
            How many steps that is, and what came of them.
        """
        named = _named(steps)
        for count in range(len(named), 0, -1):
            scene = self._scenes.get(named[:count])
            if scene is not None:
                self._put(scene)
                return count, scene
        return 0, None

    def _put(self, scene: Scene) -> None:
        workspace = self._bench.local.workspace
        workspace.messages.update({where: list(map(replace, said)) for where, said in scene._messages.items()})
        workspace.stacks[self._person] = [_copied(view) for view in scene._stack]
        if scene._home is not None:
            workspace.homes[self._person] = _copied(scene._home)
        self._answers.update({token: replace(reply) for token, reply in scene._replies.items()})
        self._bench.refusals[:] = scene.refused

    @property
    def _answers(self) -> dict[str, Any]:
        found: dict[str, Any] = vars(self._bench.local.board.passes)["_replies"]
        return found


def _named(steps: Sequence[Step]) -> Steps:
    return tuple(map(repr, steps))


def _copied(view: View) -> View:
    """A view of its own: its body is put in place of by the product, but what is typed into it is typed in place."""
    return replace(view, values={block: dict(typed) for block, typed in view.values.items()}, errors=dict(view.errors))
