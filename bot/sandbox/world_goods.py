"""What is sold in the sandbox's world: kinds, titles, amounts, tags; and what is known of a client."""

import re
import unicodedata
from collections.abc import Set
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Final

from bot.sandbox.world_stories import FIRST_KINDS, KINDS, LATER_KINDS, Shape
from bot.sandbox.world_words import Client, Words

_TRIES: Final = 40


class Goods:
    """Draws what is sold.

    Args:
        told: the world's words.
        chance: the world's generator.
    """

    def __init__(self, told: Words, chance: Random) -> None:
        self._told = told
        self._chance = chance

    def first_kind(self) -> str:
        """What a new client buys."""
        return self._chance.choice(FIRST_KINDS)

    def later_kind(self, shape: Shape, customer_for: timedelta) -> str:
        """What a known client buys.

        Args:
            shape: how business with them goes.
            customer_for: for how long they have been a client; below zero where they are not.
        """
        if customer_for > timedelta(days=300) and self._chance.random() < 0.4:
            return "renewal"
        if shape is Shape.GROWING and self._chance.random() < 0.1:
            return "rollout"
        return self._chance.choice(LATER_KINDS)

    def title(self, kind: str, place: str, begun: datetime, taken: Set[str]) -> str:
        """A title that the client's other opportunities do not have.

        Args:
            kind: what is sold.
            place: where the client is.
            begun: when, for titles that name a year.
            taken: the titles of the others.
        """
        for attempt in count(1):
            title = self._chance.choice(self._told.deals[kind].titles).format(
                place=place,
                site=self._chance.choice(self._told.sites),
                count=self._chance.choice((6, 8, 12, 15, 20, 24, 30, 40)),
                year=begun.year,
                next_year=begun.year + 1,
            )
            if attempt > _TRIES:
                # Some kinds have few titles: a client that buys one again and again counts them.
                title = f"{title} ({attempt - _TRIES + 1})"
            if title not in taken:
                return title
        raise AssertionError("unreachable: numbers do not end")

    def note(self, kind: str) -> str:
        """A description, perhaps an empty one."""
        return self._chance.choice(self._told.deals[kind].notes)

    def amount(self, kind: str, size: float) -> Decimal:
        """What it is worth, in the workspace's currency.

        Args:
            kind: what is sold.
            size: of the client; 1 is the common one.
        """
        sold = KINDS[kind]
        drawn = self._chance.triangular(sold.low, sold.high, sold.low + (sold.high - sold.low) / 3) * size
        amount = Decimal(max(round(drawn / sold.step), 1) * sold.step)
        return amount - Decimal("0.10") if self._chance.random() < 0.06 else amount

    def tags(self, kind: str, *, new: bool, won_back: bool) -> tuple[str, ...]:
        """Tags that suit it.

        Args:
            kind: what is sold.
            new: whether to a new client.
            won_back: whether to one who has come back.
        """
        keys = ["new"] if new else ["win_back"] if won_back else []
        keys += KINDS[kind].tags
        if new and self._chance.random() < 0.2:
            keys.append("referral")
        if kind == "rollout" and self._chance.random() < 0.5:
            keys.append("tender")
        if self._chance.random() < 0.07:
            keys.append("priority")
        return tuple(self._told.tags[key] for key in keys)

    def answers(self, client: Client, opened: datetime) -> dict[str, str]:
        """Answers to the default fields, by key; not everybody fills in everything.

        Args:
            client: whose folder it is.
            opened: when the folder was made.
        """
        since = opened.date() - timedelta(days=self._chance.choice((0, 0, 0, 400, 1100, 2600)))
        given = {
            "industry": client.industry,
            "website": website(client.name),
            "since": since.isoformat(),
            "employees": str(self._chance.choice((8, 14, 35, 60, 110, 180, 240, 420, 900, 2300))),
            "contact": self._chance.choice(self._told.contacts),
        }
        return {key: value for key, value in given.items() if key == "industry" or self._chance.random() < 0.8}


def website(name: str) -> str:
    """A web address that leads nowhere (RFC 2606), made of the first words of a name.

    Args:
        name: the client's.
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"https://www.{'-'.join(re.findall('[a-z0-9]+', letters)[:3])}.example"
