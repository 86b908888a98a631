"""Tags, as people list them."""

import pytest

from bot.parsing.errors import UsageError
from bot.parsing.tags import MOST_TAGS, TAG_LIMIT, read_tags
from tests.parsing.readers import refused


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        (" , ,", ()),
        ("#", ()),
        ("renewal", ("renewal",)),
        ("renewal,big  deal ,", ("renewal", "big deal")),
        ("#vip, ##hot", ("vip", "hot")),
        ("VIP, vip, Vip", ("VIP",)),
        ("Straße, STRASSE", ("Straße",)),
        ("c#, l’été; a:b", ("c#", "l’été; a:b")),
    ],
)
def test_tags_are_separated_by_commas_each_once(typed: str, tags: tuple[str, ...]) -> None:
    assert read_tags(typed) == tags


def test_a_tag_has_up_to_forty_characters() -> None:
    assert read_tags("x" * TAG_LIMIT) == ("x" * TAG_LIMIT,)
    with pytest.raises(UsageError) as refusal:
        read_tags("fine," + "x" * (TAG_LIMIT + 1), field="tags")
    assert refused(refusal.value) == f"“{'x' * 41}” is too long: a tag has up to 40 characters."
    assert refusal.value.field == "tags"


def test_there_are_up_to_ten_tags() -> None:
    ten = ", ".join(f"tag {number}" for number in range(MOST_TAGS))
    assert len(read_tags(f"{ten}, TAG 1")) == MOST_TAGS
    with pytest.raises(UsageError) as refusal:
        read_tags(f"{ten}, one more", field="tags")
    assert refused(refusal.value) == "That is 11 tags; an opportunity has up to 10, separated by commas."
    assert refusal.value.field == "tags"
