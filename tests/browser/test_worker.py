"""The sandbox has a worker of its own: what is decided there is read there."""

import pytest

from bot.sandbox.slack import LocalSlack
from tests.stories import Slack

pytestmark = pytest.mark.browser


def test_the_sandbox_sends_what_was_decided_by_itself(box: LocalSlack) -> None:
    slack = Slack(box)
    ada = box.person("U0ADA")
    box.change_channel("sales", is_archived=True)
    slack.sees(ada, "The channel is archived: unarchive it, or choose another.")
    assert "A worker is running." in slack.says(ada, "/folder health")
    box.change_channel("sales", is_archived=False)
    slack.sees(ada, "Alerts reach the channel again.")
