"""SPEC §2 read twice: what the core answers at every door is what the oracle expects, in worlds drawn at random."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.db import Database
from tests.core.agreement import Earth
from tests.core.worlds import STRIP

WORLDS = 500 if os.environ.get("CI") else 150
"""For each of the four settings of F and V."""


@pytest.fixture
def earth(database: Database) -> Iterator[Earth]:
    made = Earth(database)
    yield made
    made.close()


@pytest.mark.parametrize("v", ["everyone", "admins_only"])
@pytest.mark.parametrize("f", ["shared", "own"])
def test_core_and_oracle_agree_on_every_door_to_every_viewer(earth: Earth, f: str, v: str) -> None:
    @settings(max_examples=WORLDS)
    @given(data=st.binary(min_size=STRIP, max_size=STRIP))
    def agree(data: bytes) -> None:
        earth.compare(data, f, v)

    agree()
