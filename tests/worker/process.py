"""`python -m bot worker` of a world in which greetings are told, too: a process of its own."""

from slack_sdk.models.blocks import SectionBlock

from bot import notifications
from bot.__main__ import cli
from bot.notifications import Kind, Occasion
from bot.views.screen import Screen, plain


def greeting(occasion: Occasion) -> Screen:
    """Says its number."""
    said = f"Alert {occasion.message.facts['number']}"
    return Screen("Alert", said, [SectionBlock(text=plain(said))])


if __name__ == "__main__":
    known = {**notifications.kinds(), "greeting": Kind(greeting)}
    notifications.kinds = lambda: known
    cli(["worker"])
